"""What a POST was answered, for whoever asks the same again because the answer got lost."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now

from wedsync.vendors.models.tenant import TenantModel


class StoredAnswer(TenantModel):
    """The answer to the first request with this `Idempotency-Key`; kept for a day.

    `caller` is `key:<prefix>` or `user:<id>`; `digest` is SHA-256 over method, path and body.
    """

    caller = models.CharField(max_length=40)
    key = models.CharField(max_length=255)
    digest = models.BinaryField()
    status = models.PositiveSmallIntegerField()
    headers: models.JSONField[dict[str, str], dict[str, str]] = models.JSONField(default=dict)
    body = models.TextField(blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["vendor", "caller", "key"], name="one_answer_a_key")
        ]
        indexes: ClassVar = [models.Index(fields=["created_at"], name="answers_by_age")]

    def __str__(self) -> str:
        return f"{self.caller} {self.key}: {self.status}"
