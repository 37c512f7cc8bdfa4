"""Copy is asked for by the couples there are, judged by people, and written by whoever is poked."""

import datetime as dt

import pytest
from django.db.utils import IntegrityError

from personalization.adopt import drafts_of
from personalization.copy.bucket import Bucket
from personalization.copy.due import due
from personalization.copy.judge import approve_copy, reject_copy
from personalization.copy.want import buckets, want_copies
from personalization.models import Copy, Template, WriterAccount
from personalization.publish import publish
from personalization.tasks import write_copies
from tests.factories import ClientFactory, PersonFactory, TemplateFactory, WeddingFactory
from tests.personalization.writers.injections import injections
from wedsync.lib.ids import uuid7
from wedsync.lib.refusal import Refusal
from wedsync.vendors.models import Event
from wedsync.vendors.tenancy import operator, tenant

NOW = dt.datetime(2027, 5, 1, 12, tzinfo=dt.UTC)


@pytest.fixture
def template(variant):
    return variant.version.template


def couple(vendor, **wedding):
    person = PersonFactory(client=ClientFactory(vendor=vendor))
    return WeddingFactory(client=person.client, **wedding)


def wanted(template):
    with tenant(template.vendor_id):
        return want_copies(template, actor="user:1", now=NOW)


def copies():
    with operator():
        return list(Copy.objects.order_by("bucket"))


def test_one_copy_for_all_couples_alike(template):
    couple(template.vendor, guests=40)
    couple(template.vendor, guests=30)
    couple(template.vendor, guests=200, life="completed")
    couple(template.vendor, guests=90, life="cancelled")

    assert wanted(template) == 2
    assert [Bucket.parse(copy.bucket).guests for copy in copies()] == ["grand", "intimate"]


@pytest.mark.parametrize("state", ["failed", "refused"])
def test_twice_is_once_but_of_what_nothing_came_is_asked_for_again(state, template):
    couple(template.vendor, guests=40)
    wanted(template)

    assert wanted(template) == 0
    with operator():
        Copy.objects.update(state=state)
    assert wanted(template) == 1
    assert [copy.state for copy in copies()] == ["wanted"]


def test_the_buckets_with_most_couples_come_first():
    sizes = [{"wedding": {"guests": guests}} for guests in (40, 200, 210)]

    assert [one.guests for one in buckets(sizes, "warm", "en")] == ["grand", "intimate"]


def test_it_is_worded_for_the_stage_couples_will_be_in(template):
    couple(template.vendor, guests=40)
    with tenant(template.vendor_id):
        want_copies(template, actor="user:1", now=NOW, stage="post_wedding")

    assert [Bucket.parse(copy.bucket).stage for copy in copies()] == ["post_wedding"]


def test_whoever_is_poked_writes_what_is_due(template, sandbox):
    couple(template.vendor, guests=40)
    wanted(template)

    write_copies()

    assert [copy.state for copy in copies()] == ["drafted"]
    assert due(NOW) == []


def test_one_that_breaks_keeps_nobody_waiting(template, sandbox):
    couple(template.vendor, guests=40)
    couple(template.vendor, guests=200)
    wanted(template)
    with operator():
        first = Copy.objects.order_by("id").first()
        Copy.objects.filter(pk=first.pk).update(bucket="no bucket")

    write_copies()

    assert sorted(copy.state for copy in copies()) == ["drafted", "wanted"]


def test_nothing_a_couple_wrote_reaches_an_obedient_model_and_nothing_it_says_leaves(
    template, sandbox
):
    for injection in injections()[:40:2]:
        told = PersonFactory(
            given_name=injection.text[:80],
            client=ClientFactory(vendor=template.vendor, name=injection.text[:200], tags=["x"]),
        )
        words = injection.text.replace("\x00", "")
        WeddingFactory(client=told.client, venue_name=words[:200], style=words[:60], guests=40)
    wanted(template)
    sandbox.scripted(mode="obedient", payload=injections()[0].goal)

    write_copies()

    (asked,) = sandbox.scripted()["asked"]
    assert not [one for one in injections()[:40:2] if one.text in str(asked)]
    (copy,) = copies()
    assert (copy.state, copy.compiled) == ("refused", None)


@pytest.mark.parametrize("state", ["approved", "rejected"])
def test_a_person_decides_and_is_named(state, template, sandbox):
    couple(template.vendor, guests=40)
    wanted(template)
    write_copies()
    (copy,) = copies()
    verb = approve_copy if state == "approved" else reject_copy

    with tenant(template.vendor_id):
        verb(copy, actor="user:7", now=NOW)

    (copy,) = copies()
    assert (copy.state, copy.decided_by, copy.decided_at) == (state, "user:7", NOW)
    with operator():
        event = Event.objects.get(verb=f"copy.{state}")
    assert event.data == {"digest": copy.compiled["digest"]}


def test_a_yes_belongs_to_its_version_and_does_not_end(template, sandbox):
    couple(template.vendor, guests=40)
    wanted(template)
    write_copies()
    (first,) = copies()
    with tenant(template.vendor_id):
        approve_copy(first, actor="user:7", now=NOW - dt.timedelta(days=4000))
        publish(template, drafts_of(template.current), actor="user:7")
    wanted(template)
    write_copies()

    old, new = sorted(copies(), key=lambda copy: copy.pk)

    assert (old.pk, old.state) == (first.pk, "approved")
    assert (new.state, new.decided_by) == ("drafted", "")
    assert new.variant_id != old.variant_id


def test_what_is_not_written_is_not_decided_about(template):
    couple(template.vendor, guests=40)
    wanted(template)

    with tenant(template.vendor_id), pytest.raises(Refusal, match="no finished copy"):
        approve_copy(copies()[0], actor="user:7", now=NOW)


def test_the_database_lets_nothing_be_approved_that_says_nothing(template):
    couple(template.vendor, guests=40)
    wanted(template)

    with pytest.raises(IntegrityError, match="copy_says_something"), operator():
        Copy.objects.update(state="approved")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [({"copy_policy": "off"}, "switched off"), ({"purpose": "emergency"}, "switched off")],
)
def test_a_template_that_wants_none_is_refused(changes, reason, template):
    couple(template.vendor)
    with operator():
        Template.objects.filter(pk=template.pk).update(**changes)
    for name, value in changes.items():
        setattr(template, name, value)

    with pytest.raises(Refusal, match=reason):
        wanted(template)


def test_without_a_couple_or_a_version_there_is_nothing_to_word(template):
    bare = TemplateFactory(copy_policy="each")

    for one in (template, bare):
        with pytest.raises(Refusal, match="nothing to word"):
            wanted(one)


def test_the_library_is_copied_first(committed):
    library = TemplateFactory(vendor=None, copy_policy="each")

    with operator(), pytest.raises(Refusal, match="belongs to the library"):
        want_copies(library, actor="user:1", now=NOW)


def test_a_vendors_own_key_is_used_and_never_shown(template, sandbox, settings):
    settings.AI_WRITER = ""
    couple(template.vendor, guests=40)
    account = WriterAccount(id=uuid7(), vendor=template.vendor, writer="anthropic", model="theirs")
    account.seal("sk-ant-secret")
    with operator():
        account.save(force_insert=True)
    wanted(template)

    write_copies()

    (copy,) = copies()
    assert (copy.state, copy.writer, copy.model) == ("drafted", "anthropic", "theirs")
    assert b"secret" not in bytes(account.sealed)


def test_a_key_that_was_sealed_by_a_lost_one_is_refused(template, settings):
    account = WriterAccount(id=uuid7(), vendor=template.vendor, writer="openai", model="theirs")
    account.sealed = b"\x07" + b"0" * 40
    with operator():
        account.save(force_insert=True)

    with pytest.raises(Refusal, match="enter it again"):
        wanted(template)


def test_the_houses_own_endpoint_is_asked_where_there_is_no_sandbox(template, settings):
    from personalization.copy.access import way_for  # noqa: PLC0415

    settings.SANDBOX_URL = ""
    with tenant(template.vendor_id):
        usual = way_for(template.vendor_id).access.base_url
        settings.AI_URL = "https://llm.example/v1"
        assert way_for(template.vendor_id).access.base_url == "https://llm.example/v1"

    assert usual == "https://api.openai.com/v1"
