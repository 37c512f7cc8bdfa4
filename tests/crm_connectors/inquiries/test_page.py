"""A couple asks on a vendor's page, and is told the same whoever they are."""

import datetime as dt

import pytest
from django.test import Client as DjangoClient
from django.utils.timezone import now

from crm_connectors.inquiries.set_form import new_address, set_form
from crm_connectors.models import Inquiry
from messaging.consent_texts import Topic, put
from messaging.models import Consent, Inbound, Message, Suppression, Thread
from tests.crm_connectors.inquiries.conftest import filled, visitor_from
from tests.factories import (
    ClientFactory,
    MembershipFactory,
    PersonFactory,
    VendorFactory,
    WeddingFactory,
)
from wedsync.vendors.models import Event
from wedsync.vendors.tenancy import operator, tenant
from wedsync.weddings.models import Client, Milestone, Person, Wedding

THANKS = "Thank you, your message has arrived"
NEWS = "email:marketing"


def ask(visitor, asks, language="", **given):
    path = f"/i/{asks.door}/" + (f"?language={language}" if language else "")
    return visitor.post(path, filled(**given))


def rows(model, vendor):
    with operator():
        return list(model.objects.filter(vendor=vendor).order_by("pk"))


def consents(vendor):
    return [(one.channel, one.purpose, one.granted, one.basis) for one in rows(Consent, vendor)]


def test_it_asks_and_ticks_nothing(visitor, asks):
    page = visitor.get(f"/i/{asks.door}/").content.decode()

    assert "News and offers" in page
    assert page.count('name="boxes"') == 3
    assert not any("checked" in box for box in page.split('name="boxes"')[1:])


def test_looking_changes_nothing(visitor, asks, vendor):
    visitor.get(f"/i/{asks.door}/")
    visitor.head(f"/i/{asks.door}/")

    assert rows(Client, vendor) == []


def test_an_inquiry_makes_a_couple_that_inquires(visitor, asks, vendor):
    assert THANKS in ask(visitor, asks).content.decode()

    [client], [wedding] = rows(Client, vendor), rows(Wedding, vendor)
    one, other = rows(Person, vendor)
    assert (client.name, client.source) == ("Lena & Marc", "form")
    assert (one.email, one.phone, one.language) == ("lena@example.com", "+14155550101", "en")
    assert (other.role, other.given_name, other.email) == ("partner_b", "Marc", "")
    assert (wedding.life, wedding.precision, wedding.date) == (
        "inquiry", "exact", dt.date(2099, 6, 19)
    )  # fmt: skip
    assert (wedding.venue_name, wedding.venue_city, wedding.guests) == ("Old Mill", "Portland", 80)
    assert [mark.name for mark in rows(Milestone, vendor)] == ["inquiry"]


def test_what_they_wrote_lies_unread_in_the_inbox(visitor, asks, vendor):
    ask(visitor, asks)

    [thread], [letter] = rows(Thread, vendor), rows(Inbound, vendor)
    assert (thread.unread, letter.thread_id) == (1, thread.pk)
    assert letter.text.startswith("We love your pictures.\n\nWedding: 19 June 2099\n")
    assert (letter.channel, letter.address) == ("email", "lena@example.com")


def test_the_conversation_says_that_it_came_by_the_form(visitor, asks, vendor):
    ask(visitor, asks)
    owner = DjangoClient()
    owner.force_login(MembershipFactory(vendor=vendor).user)

    page = owner.get(f"/inbox/{rows(Thread, vendor)[0].pk}/").content.decode()

    assert "by your inquiry form" in page


def test_the_history_says_what_was_added(visitor, asks, vendor):
    ask(visitor, asks)

    said = {(one.verb, one.actor) for one in rows(Event, vendor)}
    assert {("client.added", "system:inquiries"), ("wedding.added", "system:inquiries")} <= said


def test_a_month_or_nothing_is_as_good_as_a_day(visitor, asks, vendor):
    month = f"{now().year + 1}-06"
    ask(visitor, asks, known="month", month=month, email="a@example.com", phone="")
    ask(visitor, asks, known="open", email="b@example.com", phone="")

    first, second = rows(Wedding, vendor)
    assert (first.precision, f"{first.date:%Y-%m}") == ("month", month)
    assert (second.precision, second.date) == ("open", None)


def test_a_number_alone_is_answered_by_sms(visitor, asks, vendor):
    ask(visitor, asks, email="")

    [letter] = rows(Inbound, vendor)
    assert (letter.channel, letter.address) == ("sms", "+14155550101")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"name": ""}, "This field is required."),
        ({"email": "lena@"}, "is not an e-mail address"),
        ({"phone": "twelve"}, "is not a phone number"),
        ({"email": "", "phone": ""}, "Leave an e-mail address or a phone number."),
        ({"day": ""}, "Choose the day"),
        ({"day": "1999-01-01"}, "This day lies behind us"),
        ({"day": "0000-99-99"}, "Enter a valid date."),
        ({"known": "month"}, "Choose the month"),
        ({"known": "month", "month": "soon"}, "Select a valid choice."),
        ({"known": "perhaps"}, "Select a valid choice."),
        ({"guests": "-1"}, "greater than or equal to 0"),
        ({"note": "x" * 4001}, "at most 4000 characters"),
        ({"note": "a\0b"}, "Null characters are not allowed."),
        ({"phone": "", "boxes": "sms:marketing"}, "You ticked a box for it"),
    ],
)
def test_what_cannot_be_read_is_said_and_changes_nothing(visitor, asks, vendor, given, said):
    answer = ask(visitor, asks, **given)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert rows(Client, vendor) == []


def test_what_was_typed_stays(visitor, asks):
    page = ask(visitor, asks, email="lena@", boxes=NEWS).content.decode()

    assert "We love your pictures." in page
    assert page.count("checked") == 2  # the day is known; news


def test_a_letter_of_a_megabyte_is_not_read(visitor, asks, vendor):
    assert ask(visitor, asks, note="x" * 1_000_000).status_code == 413
    assert rows(Client, vendor) == []


def test_the_longest_names_fit(visitor, asks, vendor):
    assert ask(visitor, asks, name="L" * 160, partner="M" * 160).status_code == 200
    assert len(rows(Client, vendor)[0].name) == 200


def test_twice_is_once(visitor, asks, vendor):
    ask(visitor, asks)
    assert THANKS in ask(visitor, asks).content.decode()

    assert [len(rows(one, vendor)) for one in (Client, Wedding, Inbound)] == [1, 1, 1]


def test_other_words_of_the_same_couple_are_one_more_letter(visitor, asks, vendor):
    ask(visitor, asks)
    ask(visitor, asks, note="And do you travel?")

    assert [len(rows(one, vendor)) for one in (Client, Wedding, Inbound)] == [1, 1, 2]
    assert rows(Thread, vendor)[0].unread == 2


def test_who_is_known_is_told_the_same_and_stays_as_they_are(visitor, asks, vendor):
    stranger = ask(visitor, asks, email="new@example.com", phone="").content
    lena = PersonFactory(client__vendor=vendor, email="lena@example.com", given_name="Helena")
    wedding = WeddingFactory(client=lena.client, life="booked")

    assert ask(visitor, asks).content == stranger

    with operator():
        lena.refresh_from_db()
        wedding.refresh_from_db()
        thread = Thread.objects.get(person=lena)
    assert (lena.given_name, lena.phone, wedding.life) == ("Helena", "", "booked")
    assert thread.wedding_id == wedding.pk
    assert len(rows(Client, vendor)) == 2


def test_of_two_weddings_theirs_is_the_one_of_that_day(visitor, asks, vendor):
    lena = PersonFactory(client__vendor=vendor, email="lena@example.com")
    meant = WeddingFactory(client=lena.client, date=dt.date(2099, 6, 19))
    WeddingFactory(client=lena.client, date=dt.date(2098, 1, 1))

    ask(visitor, asks)

    assert [one.wedding_id for one in rows(Thread, vendor)] == [meant.pk]


def test_a_known_number_will_do(visitor, asks, vendor):
    lena = PersonFactory(client__vendor=vendor, email="", phone="+14155550101")
    WeddingFactory(client=lena.client)

    ask(visitor, asks, email="")

    assert [one.person_id for one in rows(Thread, vendor)] == [lena.pk]


def test_somebody_without_a_wedding_gets_one(visitor, asks, vendor):
    lena = PersonFactory(client__vendor=vendor, email="lena@example.com")

    ask(visitor, asks)

    assert [one.client_id for one in rows(Wedding, vendor)] == [lena.client_id]


def test_who_was_put_away_begins_anew(visitor, asks, vendor):
    gone = ClientFactory(vendor=vendor, archived_at=now())
    PersonFactory(client=gone, email="lena@example.com")

    ask(visitor, asks)

    assert len(rows(Client, vendor)) == 2


def test_a_planner_asks_for_another_couple(visitor, asks, vendor):
    planner = PersonFactory(client__vendor=vendor, email="lena@example.com", role="planner")

    ask(visitor, asks)

    assert planner.pk not in {one.person_id for one in rows(Thread, vendor)}


def test_news_by_mail_begin_with_a_question(visitor, asks, vendor, words_to_ask_with):
    page = ask(visitor, asks, boxes=NEWS).content.decode()

    [message], [inquiry] = rows(Message, vendor), rows(Inquiry, vendor)
    assert "only once you say yes there" in page
    assert (message.channel, message.dedupe_key[:4]) == ("email", "ask:")
    assert consents(vendor) == []
    assert inquiry.agreed[0]["box"] == "email:marketing:en"
    assert inquiry.agreed[0]["words"] == "News and offers"


def test_without_words_to_ask_with_the_inquiry_comes_in_all_the_same(visitor, asks, vendor):
    assert THANKS in ask(visitor, asks, boxes=NEWS).content.decode()
    assert (len(rows(Client, vendor)), rows(Message, vendor)) == (1, [])


def test_a_box_is_a_yes_with_its_words_and_where_it_came_from(visitor, asks, vendor):
    with tenant(vendor.pk):
        topic = Topic("sms", "marketing", "en")
        put(vendor, topic, "Two texts a year about albums.", 0, actor="user:1")

    ask(visitor, asks, boxes="sms:marketing", shown="en.0.0.1")

    [said] = rows(Consent, vendor)
    place = said.evidence.pop("ip")
    assert consents(vendor) == [("sms", "marketing", True, "form")]
    assert said.address == "+14155550101"
    assert place.startswith("fd00:")
    assert said.evidence == {
        "said": "inquiry form",
        "words": "Two texts a year about albums.",
        "version": "1",
        "language": "en",
        "page": "inquiry",
        "agent": "",
    }


def test_no_box_no_word_and_nothing_of_the_visit(visitor, asks, vendor):
    ask(visitor, asks)

    assert consents(vendor) == []
    assert [one.agreed for one in rows(Inquiry, vendor)] == [[]]


def test_words_that_changed_meanwhile_are_read_again_first(visitor, asks, vendor):
    with tenant(vendor.pk):
        topic = Topic("email", "marketing", "en")
        put(vendor, topic, "Two letters a year about albums.", 0, actor="user:1")

    answer = ask(visitor, asks, boxes=NEWS)
    page = answer.content.decode()

    assert answer.status_code == 422
    assert "The words have changed meanwhile" in page
    assert page.count("checked") == 1  # only that the day is known
    assert rows(Client, vendor) == []


def test_a_box_that_is_not_offered_counts_for_nothing(visitor, asks, vendor):
    ask(visitor, asks, boxes="whatsapp:marketing")

    assert consents(vendor) == []


def test_a_no_stays_a_no(visitor, asks, vendor, words_to_ask_with):
    lena = PersonFactory(client__vendor=vendor, email="lena@example.com", phone="+14155550101")
    for channel, address in (("email", lena.email), ("sms", lena.phone)):
        said = {"channel": channel, "address": address, "purpose": "marketing"}
        with operator():
            Consent.objects.create(
                vendor=vendor, person=lena, granted=False, basis="unsubscribe", **said
            )

    ask(visitor, asks, boxes=[NEWS, "sms:marketing"])

    assert [granted for _, _, granted, _ in consents(vendor)] == [False, False]
    assert rows(Message, vendor) == []


def test_no_form_opens_an_address_that_is_closed(visitor, asks, vendor, words_to_ask_with):
    with operator():
        for channel, address in (("email", "lena@example.com"), ("sms", "+14155550101")):
            told = {"channel": channel, "address": address, "reason": "complained"}
            Suppression.objects.create(vendor=vendor, **told)

    page = ask(visitor, asks, boxes=[NEWS, "sms:marketing"]).content.decode()

    assert THANKS in page
    assert len(rows(Suppression, vendor)) == 2


def test_a_box_is_about_the_number_they_wrote(visitor, asks, vendor):
    """Somebody knows Lena's e-mail address, and gives a number of their own."""
    PersonFactory(client__vendor=vendor, email="lena@example.com", phone="+14155550199")

    ask(visitor, asks, boxes="sms:marketing")

    assert consents(vendor) == []


def test_a_machine_is_thanked_and_forgotten(visitor, asks, vendor):
    assert THANKS in ask(visitor, asks, website="https://spam.example").content.decode()
    assert rows(Client, vendor) == []


def test_a_page_that_is_off_takes_nothing(visitor, asks, vendor):
    with tenant(vendor.pk):
        set_form(vendor, is_open=False, questions=[], boxes=[], actor="user:1")

    assert visitor.get(f"/i/{asks.door}/").status_code == 410
    assert ask(visitor, asks).status_code == 410
    assert rows(Client, vendor) == []


def test_an_old_link_leads_nowhere(visitor, asks, vendor):
    with tenant(vendor.pk):
        new_address(vendor, actor="user:1")

    assert ask(visitor, asks).status_code == 404
    assert rows(Client, vendor) == []


def test_eleven_from_one_place_are_too_many(visitor, asks, vendor):
    said = [
        ask(visitor, asks, email=f"lena{n}@example.com", phone="").status_code for n in range(11)
    ]

    assert said == [200] * 10 + [429]
    assert len(rows(Client, vendor)) == 10


def test_six_about_one_address_are_too_many(asks, vendor):
    said = [ask(visitor_from(), asks, note=f"{n}").status_code for n in range(6)]

    assert said == [200] * 5 + [429]
    assert len(rows(Inbound, vendor)) == 5


def test_another_vendor_has_nothing_of_it(visitor, asks, vendor):
    other = VendorFactory()
    theirs = PersonFactory(client__vendor=other, email="lena@example.com")

    ask(visitor, asks)

    assert len(rows(Client, vendor)) == 1
    assert rows(Thread, other) == []
    assert [one.pk for one in rows(Person, other)] == [theirs.pk]


def test_it_speaks_spanish(visitor, asks, vendor):
    page = visitor.get(f"/i/{asks.door}/", HTTP_ACCEPT_LANGUAGE="es").content.decode()
    ask(visitor, asks, language="es", boxes="email:helpful", shown="es.0.0.0")

    [said], [one, _] = rows(Consent, vendor), rows(Person, vendor)
    [letter] = rows(Inbound, vendor)
    assert 'lang="es"' in page
    assert "Novedades y ofertas" in page
    assert (one.language, said.evidence["language"]) == ("es", "es")
    assert "19 de junio de 2099" in letter.text


def test_it_asks_only_what_the_vendor_wants_to_know(visitor, asks, vendor):
    with tenant(vendor.pk):
        set_form(vendor, is_open=True, questions=["note"], boxes=[NEWS, "sms:marketing"],
                 actor="user:1")  # fmt: skip

    page = visitor.get(f"/i/{asks.door}/").content.decode()

    assert 'name="phone"' not in page
    assert page.count('name="boxes"') == 1
    assert ask(visitor, asks, shown="en.0").status_code == 200
    assert [one.phone for one in rows(Person, vendor)] == [""]
