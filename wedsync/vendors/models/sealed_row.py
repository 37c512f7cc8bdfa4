"""Rows that keep a secret of a vendor's, encrypted and bound to the very row."""

from django.conf import settings
from django.db import models

from wedsync.lib import sealed


class SealedRow(models.Model):
    """Beside it the row has `id` and `vendor_id`: a ciphertext opens only where it was put."""

    sealed = models.BinaryField(editable=False, default=b"")

    class Meta:
        abstract = True

    def unseal(self) -> dict[str, str]:
        """What is kept, by name; raises sealed.Unsealable."""
        return sealed.unseal_json(bytes(self.sealed), self._place(), settings.ENCRYPTION_KEYS)

    def seal(self, kept: dict[str, str]) -> None:
        """The row has its id and its vendor by now; does not save."""
        self.sealed = sealed.seal_json(kept, self._place(), settings.ENCRYPTION_KEYS)

    def _place(self) -> str:
        vendor_id = self.vendor_id  # type: ignore[attr-defined]  # see above
        return f"{self._meta.db_table}.sealed:{self.pk}:{vendor_id}"
