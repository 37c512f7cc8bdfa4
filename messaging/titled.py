"""What messages are called, without what they say."""

from typing import TypeVar

from django.db.models import Model, QuerySet

M = TypeVar("M", bound=Model)
WORDING = ("variant__blocks", "variant__compiled")


def titled(rows: QuerySet[M], through: str = "") -> QuerySet[M]:
    """With the person and the template of each message; `through`: the way to it, "message__".

    A wording is tens of kilobytes, and the same for a whole campaign: a list never shows it.
    """
    related = (f"{through}person", f"{through}variant__version__template")
    return rows.select_related(*related).defer(*(f"{through}{name}" for name in WORDING))
