"""Templates: one's own trade first, a copy of what one likes, and news from the library."""

import pytest
from django.urls import reverse

from personalization.models import Template
from tests.factories import TemplateFactory, VariantFactory, VersionFactory
from wedsync.vendors.tenancy import tenant

HTMX = {"HX-Request": "true"}
INDEX = reverse("templates")


def library(name, *kinds, key="", **about):
    about = {"version__template__name": name, "version__template__kinds": list(kinds), **about}
    found = VariantFactory(version__template__vendor=None, version__template__key=key, **about)
    return found.version.template


def names(client, **query):
    return [row.template.name for row in client.get(INDEX, query).context["rows"]]


@pytest.fixture
def shelf(vendor):
    library("Gallery", "photographer")
    library("Headcount", "venue", "caterer")
    library("Welcome")
    TemplateFactory(vendor=vendor, name="My own")
    TemplateFactory(name="Somebody else's")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["Gallery"]),
        ({"of": "all"}, ["Welcome"]),
        ({"of": "others"}, ["Headcount"]),
        ({"of": "mine"}, ["My own"]),
        ({"of": "any"}, ["Gallery", "Headcount", "My own", "Welcome"]),
        ({"q": "wel"}, ["Welcome"]),
        ({"q": "%"}, []),
        ({"q": "head", "of": "trade"}, []),
    ],
)
def test_ones_own_trade_comes_first_and_the_others_are_a_tap_away(owner, shelf, query, found):
    assert names(owner, **query) == found


def test_a_search_box_asks_for_the_list_only(owner, shelf):
    assert "<html" not in owner.get(INDEX, {"q": "x"}, headers=HTMX).content.decode()


def test_many_are_shown_in_pages(owner, vendor):
    TemplateFactory.create_batch(26, vendor=vendor)

    page = owner.get(INDEX, {"of": "mine"}).context["page"]

    assert (len(page.rows), bool(page.next)) == (25, True)
    assert len(names(owner, of="mine", after=page.next)) == 1


def test_what_one_likes_is_copied_once(owner, vendor):
    timing = {"anchor": "wedding_day", "weeks": -6, "at": "09:30"}
    liked = library("Gallery", "photographer", key="gallery", version__template__timing=timing)
    before = owner.get(INDEX).content.decode()

    answer = owner.post(reverse("template-copy", args=[liked.pk]), follow=True)

    assert "6 weeks before the wedding" in before
    assert names(owner, of="mine") == ["Gallery"]
    assert "“Gallery” is yours now" in answer.content.decode()
    assert "You have a copy" in owner.get(INDEX).content.decode()


def test_a_copy_hears_that_the_library_has_changed(owner, vendor):
    liked = library("Gallery", "photographer", key="gallery")
    owner.post(reverse("template-copy", args=[liked.pk]))
    since = "changed since you copied it"
    before = owner.get(INDEX, {"of": "mine"}).content.decode()
    VersionFactory(template=liked, number=2)

    assert since not in before
    assert since in owner.get(INDEX, {"of": "mine"}).content.decode()


def test_who_may_only_look_is_offered_no_copy(as_role, shelf):
    text = as_role("viewer").get(INDEX).content.decode()

    assert "Gallery" in text
    assert 'aria-label="Copy' not in text


def test_nobody_copies_what_is_not_the_librarys(owner, vendor):
    theirs = TemplateFactory()

    assert owner.post(reverse("template-copy", args=[theirs.pk])).status_code == 404
    with tenant(vendor.pk):
        assert not Template.objects.filter(vendor=vendor).exists()


def test_the_list_costs_the_same_however_long_it_is(owner, vendor, count_queries):
    library("One", key="one")
    few = count_queries(owner, f"{INDEX}?of=any")
    for number in range(5):
        library(f"More {number}", key=f"more{number}")

    assert count_queries(owner, f"{INDEX}?of=any") == few


def test_a_card_shows_the_newest_mail_in_the_vendors_language(owner, vendor):
    template = TemplateFactory(vendor=vendor)
    VariantFactory(version__template=template)
    newest = VersionFactory(template=template, number=2)
    german = VariantFactory(version=newest, language="de", key="B")
    english = VariantFactory(version=newest)
    VariantFactory(version=newest, channel="sms")

    (row,) = owner.get(INDEX, {"of": "mine"}).context["rows"]
    page = owner.get(INDEX, {"of": "mine"}).content.decode()

    assert row.face.pk == english.pk != german.pk
    assert f'src="{reverse("variant-letter", args=[english.pk])}"' in page
    assert 'loading="lazy"' in page


def test_a_card_of_what_is_no_mail_shows_its_first_words(owner, vendor):
    version = VersionFactory(template=TemplateFactory(vendor=vendor))
    compiled = {"text": "See you at {{ wedding.venue }}", "subject": "", "fields": []}
    VariantFactory(version=version, channel="sms", compiled=compiled)

    assert "See you at" in owner.get(INDEX, {"of": "mine"}).content.decode()
