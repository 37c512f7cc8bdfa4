"""How fast, and at what price: WedSync beside its peers, the same work in the same run."""
