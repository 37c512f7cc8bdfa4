"""Usage: what each month cost, by channel and currency."""

from typing import ClassVar

from rest_framework import serializers

from wedsync.api.filters import by_word, from_day, to_day
from wedsync.api.nouns import Nouns
from wedsync.billing.models import BudgetTotal
from wedsync.billing.money import EXPONENTS


class UsageSerializer(serializers.ModelSerializer[BudgetTotal]):
    """`spent` in millionths of the currency; an empty channel is the sum of all."""

    class Meta:
        model = BudgetTotal
        fields: ClassVar = ["id", "month", "currency", "channel", "spent"]


class Usage(Nouns[BudgetTotal]):
    """What each month cost, by channel and currency."""

    queryset = BudgetTotal.objects.all()
    serializer_class = UsageSerializer
    group = "account"
    called = "api-usage"
    filters = (
        from_day("month_from", "month"),
        to_day("month_to", "month"),
        by_word("currency", sorted(EXPONENTS)),
    )
