"""A version is approved by a person, as the words it holds, and other words have no approval."""

import datetime as dt
from dataclasses import replace

import pytest

from personalization.awaiting import awaiting, needs_of
from personalization.models import Approval
from personalization.publish import publish
from personalization.restore import restore
from personalization.sign import approve, ask, demand, demand_of_all, send_back
from personalization.sign_off import Needs
from tests.factories import TemplateFactory, VariantFactory, VersionFactory
from tests.personalization.drafts import DRAFT
from wedsync.lib.refusal import Refusal
from wedsync.vendors.models import Event

NOW = dt.datetime(2027, 1, 5, 10, tzinfo=dt.UTC)
WRITER, OTHER = "user:1", "user:2"
ELSE = replace(DRAFT, subject="In other words")


@pytest.fixture
def template(vendor, as_vendor):
    return TemplateFactory(vendor=vendor, needs="second")


def waits(version):
    return bool(awaiting([version.pk]))


def approved(template, draft=DRAFT):
    version = publish(template, [draft], actor=WRITER)
    approve(version, actor=OTHER, now=NOW)
    return version


def test_what_nobody_has_to_approve_waits_for_nobody(vendor, as_vendor):
    assert not waits(publish(TemplateFactory(vendor=vendor), [DRAFT], actor=WRITER))


def test_a_version_waits_until_somebody_else_approves_it(template):
    version = publish(template, [DRAFT], actor=WRITER)
    assert waits(version)

    with pytest.raises(Refusal, match="Somebody else"):
        approve(version, actor=WRITER, now=NOW)
    approve(version, actor=OTHER, now=NOW)

    kept = Approval.objects.get()
    assert (kept.decided_by, kept.decided_at, kept.written_by) == (OTHER, NOW, WRITER)
    assert not waits(version)


def test_the_history_tells_which_words_were_approved(template):
    approved(template)

    event = Event.objects.get(verb="wording.approved")
    assert event.data == {"content": Approval.objects.get().content}


def test_a_new_version_waits_again_and_the_old_one_does_not(template):
    old = approved(template)

    new = publish(template, [ELSE], actor=WRITER)

    assert awaiting([old.pk, new.pk]) == {new.pk}


def test_the_same_words_again_are_approved_already(template):
    old = approved(template)
    publish(template, [ELSE], actor=WRITER)

    again = restore(old, actor=WRITER)

    assert not waits(again)
    assert Approval.objects.get(version=again).decided_by == OTHER


def test_words_that_were_sent_back_stay_so_when_they_are_said_again(template):
    old = approved(template)
    send_back(old, "Too loud", actor=OTHER, now=NOW)
    publish(template, [ELSE], actor=WRITER)

    assert waits(old)
    assert waits(restore(old, actor=WRITER))
    assert Approval.objects.get(version=old).word == "Too loud"


def test_the_vendor_may_demand_it_of_all(vendor, as_vendor):
    template = TemplateFactory(vendor=vendor)
    version = publish(template, [DRAFT], actor=WRITER)

    demand_of_all(vendor, Needs.OWNER, actor=OTHER)

    assert waits(version)
    assert needs_of(template) is Needs.OWNER
    with pytest.raises(Refusal, match="An owner"):
        approve(version, actor=OTHER, now=NOW)
    approve(version, actor=OTHER, owns=True, now=NOW)
    assert not waits(version)


def test_who_asked_is_not_a_second_person(template):
    version = publish(template, [DRAFT], actor=WRITER)
    ask(version, actor=OTHER)

    with pytest.raises(Refusal, match="Somebody else"):
        approve(version, actor=OTHER, now=NOW)


def test_nothing_is_asked_for_or_given_twice(template):
    version = approved(template)

    for verb in (
        lambda: ask(version, actor=WRITER),
        lambda: approve(version, actor=OTHER, now=NOW),
    ):
        with pytest.raises(Refusal, match="approved already"):
            verb()
    demand(template, Needs.NOBODY, actor=OTHER)
    template.refresh_from_db()
    version.template = template
    with pytest.raises(Refusal, match="Nobody has to"):
        ask(version, actor=WRITER)


def test_a_version_from_before_anybody_could_approve_is_approved_like_any(template):
    version = VariantFactory(version=VersionFactory(template=template)).version
    assert waits(version)

    approve(version, actor=WRITER, now=NOW)

    assert not waits(version)


def test_the_library_is_approved_by_nobody(as_vendor):
    version = VariantFactory(version__template=TemplateFactory(vendor=None)).version

    assert not waits(version)
    assert needs_of(version.template) is Needs.NOBODY
    with pytest.raises(Refusal, match="library"):
        approve(version, actor=OTHER, now=NOW)
    with pytest.raises(Refusal, match="library"):
        demand(version.template, Needs.OWNER, actor=OTHER)
