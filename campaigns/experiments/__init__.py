"""Which wording a wedding gets, and what can be said about them. Pure."""

from campaigns.experiments.assignment import assign

__all__ = ["assign"]
