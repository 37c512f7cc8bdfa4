"""Machines that answer on somebody's behalf."""

import pytest

from messaging.automatic import is_automatic


@pytest.mark.parametrize(
    "headers",
    [
        {"auto-submitted": "auto-replied"},
        {"auto-submitted": "Auto-Generated; owner-email=x"},
        {"x-autoreply": "yes"},
        {"x-autorespond": ""},
        {"precedence": "auto_reply"},
        {"precedence": "Bulk"},
        {"return-path": "<>"},
    ],
    ids=str,
)
def test_a_header_gives_it_away(headers):
    assert is_automatic(headers, "lena@example.com", "Re: One question")


@pytest.mark.parametrize(
    "subject",
    [
        *(
            "Automatic reply: One question",
            "Auto-Reply: x",
            "Out of office",
            "Out of the Office: x",
        ),
        *("Automatische Antwort: Menü", "Abwesenheitsnotiz", "Respuesta automática: Menú"),
        *("Réponse automatique : Menu", "Risposta automatica: Menù", "Resposta automática: Menu"),
        *("Undeliverable: Menu", "Delivery Status Notification (Failure)"),
    ],
)
def test_so_does_a_subject(subject):
    assert is_automatic({}, "lena@example.com", subject)


@pytest.mark.parametrize("sender", ["", "MAILER-DAEMON@mx.example", "no-reply@example.com"])
def test_so_does_a_sender(sender):
    assert is_automatic({}, sender, "Menu")


@pytest.mark.parametrize(
    ("headers", "subject"),
    [
        ({}, "Re: One question"),
        ({"auto-submitted": "no"}, "Re: the office"),
        ({"precedence": "list", "return-path": "<lena@example.com>"}, "We're out of the office"),
        ({"x-auto-response-suppress": "All"}, "Auto or train?"),
    ],
    ids=str,
)
def test_a_person_is_a_person(headers, subject):
    assert not is_automatic(headers, "lena@example.com", subject)
