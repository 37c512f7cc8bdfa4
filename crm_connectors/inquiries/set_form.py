"""Open or close a vendor's page for inquiries, choose what it asks, give it another address."""

import secrets
from collections.abc import Sequence

from django.conf import settings
from django.db import transaction

from crm_connectors.inquiry_models import QUESTIONS, InquiryForm
from messaging.consent_texts import topics
from wedsync.lib.refusal import Refusal
from wedsync.vendors.audit import record
from wedsync.vendors.models import Vendor

DOOR_BYTES = 12


def form_of(vendor: Vendor) -> InquiryForm:
    """As it stands; closed, and not kept yet, where nobody has set it."""
    kept = InquiryForm.objects.filter(vendor=vendor).first()
    return kept or InquiryForm(vendor=vendor, door=_door())


def offered_boxes() -> list[str]:
    """Consents that may be asked for; whether opens are noted is for a page of its own."""
    kinds = {f"{one.channel}:{one.purpose}": None for one in topics()}
    return [kind for kind in kinds if not kind.endswith(":opens")]


@transaction.atomic
def set_form(
    vendor: Vendor, *, is_open: bool, questions: Sequence[str], boxes: Sequence[str], actor: str
) -> InquiryForm:
    """Raises Refusal for what can't be asked."""
    if not set(questions) <= set(QUESTIONS) or not set(boxes) <= set(offered_boxes()):
        raise Refusal("This can't be asked.", code="no_such_question")
    form = form_of(vendor)
    form.is_open, form.questions, form.boxes = is_open, list(questions), list(boxes)
    form.save()
    data = {"open": is_open, "questions": len(form.questions), "boxes": len(form.boxes)}
    record(vendor, "inquiry_form.changed", form, actor=actor, data=data)
    return form


@transaction.atomic
def new_address(vendor: Vendor, *, actor: str) -> InquiryForm:
    """The one before leads nowhere from now on."""
    form = form_of(vendor)
    form.door = _door()
    form.save()
    record(vendor, "inquiry_form.new_address", form, actor=actor)
    return form


def address_of(form: InquiryForm) -> str:
    return f"{settings.PUBLIC_URL}/i/{form.door}/"


def _door() -> str:
    return secrets.token_urlsafe(DOOR_BYTES)
