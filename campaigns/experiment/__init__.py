"""Which wording a wedding gets, and what can be said about them. Pure."""

from campaigns.experiment.assignment import assign

__all__ = ["assign"]
