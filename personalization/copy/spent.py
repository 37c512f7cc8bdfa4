"""What a template's copy has cost so far."""

from django.db.models import Sum

from personalization.models import Copy, Template
from wedsync.billing.money import Money


def spent_on(template: Template) -> list[Money]:
    """All its versions, by currency."""
    paid = Copy.objects.filter(variant__version__template=template).exclude(currency="")
    sums = paid.order_by("currency").values_list("currency").annotate(micros=Sum("micros"))
    return [Money(micros, currency) for currency, micros in sums]
