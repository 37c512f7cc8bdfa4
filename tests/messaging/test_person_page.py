"""A person's own page: notes that are there once, are read once, and devices."""

import pytest
from asgiref.sync import sync_to_async
from django.conf import settings
from django.urls import reverse

from messaging.consumers import NO_SUCH_PAGE, NOT_EXPECTED
from messaging.links import private_url
from messaging.models import DeliveryEvent, Device, Note
from messaging.news import _send, group_of_person
from tests.factories import MembershipFactory, MessageFactory, PersonFactory
from tests.socket import Socket
from wedsync.asgi import application
from wedsync.lib.ids import uuid7
from wedsync.vendors.tenancy import operator, tenant


def address(person):
    return private_url("", "page", person.vendor_id, person.pk, max(settings.TOKEN_KEYS))


def part(person, name):
    return reverse(f"person-page-{name}", args=[token_of(person)])


def token_of(person):
    return address(person).rstrip("/").rpartition("/")[2]


@pytest.fixture
def note(db):
    """An in-app message that was stored."""
    message = MessageFactory(channel="in_app", state="queued", tries=1)
    with operator():
        return Note.objects.create(
            vendor_id=message.vendor_id,
            message=message,
            person=message.person,
            title="At four",
            body="The ceremony has moved.",
        )


def test_it_shows_what_the_vendor_wrote(client, note):
    page = client.get(address(note.person)).content.decode()

    assert "The ceremony has moved." in page
    assert "1 new" in page


@pytest.mark.django_db
def test_an_empty_page_says_what_will_be_here(client):
    assert "Nothing yet" in client.get(address(PersonFactory())).content.decode()


def test_looking_does_not_count_as_reading(client, note):
    client.get(address(note.person))

    with operator():
        assert Note.objects.get().read_at is None


def test_what_is_read_has_arrived_and_is_noted_once(client, note, now_of):
    for _ in range(2):
        client.post(part(note.person, "read"))

    assert now_of(note.message).state == "delivered"
    with tenant(note.vendor_id):
        assert DeliveryEvent.objects.filter(kind="read").count() == 1
    assert "1 new" not in client.get(address(note.person)).content.decode()


def test_an_open_page_asks_for_its_notes_alone(client, note):
    fragment = client.get(address(note.person), headers={"HX-Request": "true"}).content.decode()

    assert fragment.lstrip().startswith("<h1>")


@pytest.mark.django_db
def test_a_device_is_registered_once_and_can_be_taken_back(client):
    person = PersonFactory()
    device = part(person, "device")

    answers = [client.post(device, {"registration": "fid-1"}).status_code for _ in range(2)]
    with operator():
        assert Device.objects.filter(person=person, gone_at=None).count() == 1
    client.delete(f"{device}?registration=fid-1")

    assert answers == [204, 204]
    with operator():
        assert not Device.objects.filter(gone_at=None).exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "given",
    [
        {},
        {"registration": "two words"},
        {"registration": "x" * 513},
        {"registration": "x", "platform": "fax"},
    ],
)
def test_what_is_no_registration_is_refused(client, given):
    assert client.post(part(PersonFactory(), "device"), given).status_code == 400


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["person-page", "person-page-read", "person-page-device"])
def test_a_broken_link_is_not_found(client, name):
    method = client.get if name == "person-page" else client.post

    assert method(reverse(name, args=["x"]), {"registration": "x"}).status_code == 404


HEADERS = [(b"origin", b"http://localhost"), (b"host", b"localhost")]


async def test_an_open_page_hears_that_something_came():
    vendor_id, person_id = uuid7(), uuid7()
    url = private_url("", "page", vendor_id, person_id, max(settings.TOKEN_KEYS))
    socket = Socket(application, f"/live{url}", HEADERS)
    await socket.connect()

    await sync_to_async(_send)(group_of_person(person_id))

    assert await socket.hear() == "news"
    await socket.disconnect()


async def test_nobody_hears_anything_with_a_broken_link():
    socket = Socket(application, "/live/p/x/", HEADERS)
    await socket.connect()

    assert await socket.closed_with() == NO_SUCH_PAGE


async def test_a_page_that_speaks_is_not_ours():
    url = private_url("", "page", uuid7(), uuid7(), max(settings.TOKEN_KEYS))
    socket = Socket(application, f"/live{url}", HEADERS)
    await socket.connect()

    await socket.say(text="hello")

    assert await socket.closed_with() == NOT_EXPECTED


def test_a_member_of_another_business_opens_it_like_anybody(client, note):
    client.force_login(MembershipFactory().user)

    assert client.get(address(note.person)).status_code == 200
