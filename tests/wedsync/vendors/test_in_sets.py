"""Keys of the ledger that are proved once a statement hold what a foreign key would hold."""

import pytest
from django.db import IntegrityError, connection
from django.db.transaction import atomic

from campaigns.models import Campaign, Recipient
from messaging.models import Decision, Handed, Handover, Message
from tests.factories import (
    AccountFactory,
    CampaignFactory,
    MessageFactory,
    PersonFactory,
    VariantFactory,
    WeddingFactory,
)
from wedsync.lib.ids import uuid7
from wedsync.vendors.tenancy import operator, tenant
from wedsync.weddings.models import Person

pytestmark = pytest.mark.django_db

DECIDE = (
    "INSERT INTO messaging_decision (id, vendor_id, message_id, verdict, reason, objections, facts)"
)
MOVE = "INSERT INTO messaging_move (vendor_id, message_id, source, target, reason, actor)"


@pytest.fixture
def message():
    return MessageFactory()


def insert(statement, values, *pairs):
    """A row for each (vendor, message), in one statement."""
    lines = ", ".join([values] * len(pairs))
    with operator(), connection.cursor() as cursor:
        cursor.execute(f"{statement} VALUES {lines}", [one for pair in pairs for one in pair])


def decide(*pairs):
    insert(DECIDE, "(uuidv7(), %s, %s, 'allow', '', '[]', '{}')", *pairs)


def move(*pairs):
    insert(MOVE, "(%s, %s, 'queued', 'claimed', '', '')", *pairs)


def handed(message):
    """A call that carries it."""
    with operator():
        account = AccountFactory()
        call = Handover.objects.create(
            vendor_id=message.vendor_id, account=account, provider=account.provider
        )
        return Handed.objects.create(
            vendor_id=message.vendor_id, handover=call, message=message, position=0, fence=1
        )


@pytest.mark.parametrize("write", [decide, move])
def test_one_row_of_a_set_that_is_about_another_vendors_message_stops_them_all(message, write):
    own, theirs = (message.vendor_id, message.pk), MessageFactory()

    with pytest.raises(IntegrityError, match="not this vendor's"), atomic():
        write(own, (message.vendor_id, theirs.pk))

    with operator():
        assert not Decision.objects.exists()


@pytest.mark.parametrize("write", [decide, move])
def test_a_message_that_is_not_there_has_no_rows(message, write):
    with pytest.raises(IntegrityError, match="not this vendor's"), atomic():
        write((message.vendor_id, uuid7()))


def test_several_rows_about_one_message_are_no_fault(message):
    decide(*[(message.vendor_id, message.pk)] * 2)

    with operator():
        assert Decision.objects.filter(message=message).count() == 2


def test_a_call_cannot_carry_another_vendors_message(message):
    member, theirs = handed(message), MessageFactory()

    with pytest.raises(IntegrityError, match="message_id: not this vendor's"), operator():
        Handed.objects.filter(pk=member.pk).update(message=theirs)


def test_a_message_stays_as_long_as_a_decision_is_about_it(message):
    decide((message.vendor_id, message.pk))

    with pytest.raises(IntegrityError, match="still points at it"), tenant(message.vendor_id):
        remove(Message, message.pk)


def test_what_a_call_carried_keeps_the_call(message):
    member = handed(message)

    with pytest.raises(IntegrityError, match="still points at it"), tenant(message.vendor_id):
        remove(Handover, member.handover_id)


def test_what_is_pointed_at_keeps_its_name(message):
    decide((message.vendor_id, message.pk))

    with pytest.raises(IntegrityError, match="still points at it"), operator():
        Message.objects.filter(pk=message.pk).update(id=uuid7())


def test_what_nothing_points_at_may_go(message):
    with tenant(message.vendor_id):
        assert remove(Message, message.pk) == 1


def another(message, **changed):
    """One more of its kind, not yet stored."""
    names = ("vendor_id", "person_id", "wedding_id", "variant_id", "channel", "purpose", "priority")
    given = {name: getattr(message, name) for name in names}
    return Message(**{**given, "id": uuid7(), "dedupe_key": str(uuid7()), **changed})


def foreign(column):
    """What another vendor's row would point at."""
    theirs = MessageFactory()
    rows = {
        "campaign_id": lambda: CampaignFactory(vendor=theirs.vendor).pk,
        "wedding_id": lambda: WeddingFactory(client=theirs.person.client).pk,
        "message_id": lambda: theirs.pk,
    }
    return rows[column]() if column in rows else getattr(theirs, column)


@pytest.mark.parametrize("column", ["person_id", "wedding_id", "variant_id"])
def test_one_message_of_a_set_that_points_at_another_vendors_row_stops_them_all(message, column):
    wrong = another(message, **{column: foreign(column)})

    with pytest.raises(IntegrityError, match=f"{column}: not this vendor's"), operator():
        Message.objects.bulk_create([another(message), wrong])

    with operator():
        assert Message.objects.filter(vendor=message.vendor_id).count() == 1


def test_a_set_of_messages_may_say_the_librarys_words(message):
    library = VariantFactory(vendor=None, version__vendor=None, version__template__vendor=None)

    with tenant(message.vendor_id):
        Message.objects.bulk_create([another(message, variant_id=library.pk)])
        assert Message.objects.filter(variant=library).count() == 1


def test_whom_a_message_is_for_stays(message):
    with pytest.raises(IntegrityError, match="still points at it"), tenant(message.vendor_id):
        remove(Person, message.person_id)


@pytest.fixture
def recipient(message):
    campaign = CampaignFactory(vendor=message.vendor)
    with tenant(message.vendor_id):
        return Recipient.objects.create(
            vendor=message.vendor, campaign=campaign, person=message.person, wedding=None
        )


@pytest.mark.parametrize("column", ["campaign_id", "person_id", "wedding_id", "message_id"])
def test_a_recipient_is_frozen_beside_its_own_vendors_rows(recipient, column):
    given = {
        "campaign": recipient.campaign,
        "person": PersonFactory(client=recipient.person.client),
    }
    wrong = Recipient(vendor_id=recipient.vendor_id, **given)
    setattr(wrong, column, foreign(column))

    with pytest.raises(IntegrityError, match=f"{column}: not this vendor's"), operator():
        Recipient.objects.bulk_create([wrong])


def test_a_recipient_never_gets_another_vendors_message(recipient, message):
    theirs = MessageFactory()
    ours = Recipient.objects.filter(pk=recipient.pk)

    with pytest.raises(IntegrityError, match="message_id: not this vendor's"), operator():
        ours.update(message=theirs)

    with tenant(recipient.vendor_id):
        assert ours.update(message=message) == 1


def test_a_campaign_stays_as_long_as_it_has_recipients(recipient):
    with pytest.raises(IntegrityError, match="still points at it"), operator():
        remove(Campaign, recipient.campaign_id)


def remove(model, pk):
    """That row alone: Django itself would go through all that points at it."""
    rows = model.objects.filter(pk=pk)
    return rows._raw_delete(rows.db)
