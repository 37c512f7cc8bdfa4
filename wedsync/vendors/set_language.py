"""Choose the language in which a member reads the house's pages."""

from wedsync.vendors.models import Membership


def set_language(seat: Membership, language: str) -> None:
    """`language` is one of the house's; blank: as the browser asks."""
    seat.language = language
    seat.save(update_fields=["language"])
