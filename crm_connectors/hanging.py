"""What refers to a couple's rows from anywhere in the house, floors above included.

The models are asked for their relations, so a floor that starts to hang something on a couple is
seen without being known here.
"""

from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from django.db.models import ForeignObjectRel, Model

from wedsync.weddings.models import Client, Person, Wedding

FAMILY = (Client, Person, Wedding)


def hanging(kind: type[Model], ids: Collection[UUID]) -> dict[UUID, set[str]]:
    """Id → the kinds of rows that refer to it, in words: messages, consents, wedding days…"""
    found: defaultdict[UUID, set[str]] = defaultdict(set)
    if not ids:
        return found
    for relation in _relations(kind):
        model, column = relation.related_model, relation.field.attname
        rows = model._base_manager.filter(**{f"{relation.field.name}__in": ids})  # noqa: SLF001 -- documented
        for target in rows.order_by().values_list(column, flat=True).distinct():
            found[target].add(str(model._meta.verbose_name_plural))  # noqa: SLF001 -- documented
    return found


def _relations(kind: type[Model]) -> list[ForeignObjectRel]:
    fields = kind._meta.get_fields(include_hidden=True)  # noqa: SLF001 -- documented
    relations = [field for field in fields if isinstance(field, ForeignObjectRel)]
    return [r for r in relations if not r.many_to_many and r.related_model not in FAMILY]
