"""A person's rights over what is kept about them: export, erasure, retention."""
