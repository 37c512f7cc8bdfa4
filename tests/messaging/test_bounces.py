"""What a bounce means for the address, with an example of every row of the table."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messaging.bounces import (
    DELIVERED,
    RULES,
    VERSION,
    Bounce,
    Kind,
    _rule,
    classify,
    strikes,
)

HARD, COUNTED, IGNORED = Kind.HARD, Kind.SOFT_COUNTED, Kind.SOFT_IGNORED
OURS, OPT_OUT = Kind.CONFIGURATION, Kind.OPT_OUT


def mail(diagnostic, provider="smtp", kind="", code=""):
    return Bounce(provider, kind, "", code, diagnostic)


TWILIO = [
    *((code, OPT_OUT, "they texted STOP") for code in ("21610",)),
    *((code, OPT_OUT, "they stopped marketing on WhatsApp") for code in ("131050",)),
    *(
        (code, HARD, "no number one can text")
        for code in ("21211", "21612", "21614", "30004", "30005", "30006")
    ),
    *((code, HARD, "not a WhatsApp number") for code in ("63003", "63024")),
    ("30640", HARD, "the carrier forbids texting them"),
    *((code, OURS, "the Twilio account needs mending") for code in ("20003", "21408", "30034")),
    ("30007", IGNORED, "the carrier filtered the content"),
    *((code, IGNORED, "outside WhatsApp's window or template") for code in ("63016", "63021")),
    *((code, IGNORED, "too many at once") for code in ("20429", "21611", "30001", "63018")),
    *((code, IGNORED, "held back by policy") for code in ("30450", "30610")),
    *((code, COUNTED, "phone unreachable") for code in ("30003", "30008")),
    ("99999", COUNTED, "nothing known about it"),
]
FIREBASE = [
    ("UNREGISTERED", HARD, "the app is gone from this device"),
    ("SENDER_ID_MISMATCH", OURS, "the Firebase account needs mending"),
    ("THIRD_PARTY_AUTH_ERROR", OURS, "the Firebase account needs mending"),
    ("INVALID_ARGUMENT", IGNORED, "a push Firebase can't read"),
    ("QUOTA_EXCEEDED", IGNORED, "Firebase is busy"),
    ("UNAVAILABLE", IGNORED, "Firebase is busy"),
    ("INTERNAL", IGNORED, "Firebase is busy"),
]
WEB_PUSH = [
    ("404", HARD, "this browser is notified no longer"),
    ("410", HARD, "this browser is notified no longer"),
    ("gone", HARD, "this browser is notified no longer"),
    ("other_key", IGNORED, "registered under another key"),
    ("413", IGNORED, "a push its service can't take"),
    ("no_target", IGNORED, "a push its service can't take"),
]
IN_THEIR_WORDS = [
    ("resend", "Transient", "MailboxFull", COUNTED, "mailbox full"),
    ("resend", "Transient", "MessageTooLarge", IGNORED, "message too large"),
    ("resend", "Transient", "ContentRejected", IGNORED, "content refused"),
    ("resend", "Transient", "AttachmentRejected", IGNORED, "content refused"),
    ("resend", "Permanent", "Suppressed", HARD, "suppressed by the provider"),
    ("resend", "Permanent", "OnAccountSuppressionList", HARD, "suppressed by the provider"),
    ("resend", "Permanent", "NoEmail", HARD, "no such mailbox"),
    ("resend", "Permanent", "General", HARD, "refused for good"),
    ("resend", "Transient", "General", COUNTED, "nothing known about it"),
    ("resend", "Undetermined", "Undetermined", COUNTED, "nothing known about it"),
    ("mailgun", "permanent", "suppress-bounce", HARD, "suppressed by the provider"),
    ("mailgun", "permanent", "suppress-unsubscribe", OPT_OUT, "they told the provider no"),
    ("mailgun", "permanent", "suppress-complaint", OPT_OUT, "they told the provider no"),
    ("mailgun", "temporary", "espblock", OURS, "our server is blocked"),
    ("mailgun", "permanent", "old", COUNTED, "undelivered for too long"),
    ("mailgun", "temporary", "greylisted", COUNTED, "undelivered for too long"),
    ("mailgun", "permanent", "bounce", HARD, "refused for good"),
    ("mailgun", "temporary", "generic", COUNTED, "nothing known about it"),
    ("sendgrid", "dropped", "Bounced Address", HARD, "suppressed by the provider"),
    ("sendgrid", "dropped", "Invalid", HARD, "suppressed by the provider"),
    ("sendgrid", "dropped", "Unsubscribed Address", OPT_OUT, "they told the provider no"),
    ("sendgrid", "dropped", "Spam Reporting Address", OPT_OUT, "they told the provider no"),
    ("sendgrid", "dropped", "Spam Content", IGNORED, "content refused"),
    ("sendgrid", "dropped", "Package Quota", OURS, "the SendGrid account needs mending"),
    ("sendgrid", "bounce", "Invalid Address", HARD, "no such mailbox"),
    ("sendgrid", "bounce", "Mailbox Unavailable", COUNTED, "mailbox unavailable"),
    ("sendgrid", "bounce", "Technical Failure", COUNTED, "mailbox unavailable"),
    ("sendgrid", "bounce", "Content", IGNORED, "content refused"),
    ("sendgrid", "bounce", "Reputation", OURS, "our server is blocked"),
    ("sendgrid", "bounce", "Frequency or Volume Too High", IGNORED, "too many at once"),
    ("sendgrid", "blocked", "Unclassified", IGNORED, "refused by a policy"),
]
MAILS = [
    (
        "550 5.7.515 Access denied, sending domain is not allowed",
        OURS,
        "our mail isn't authenticated",
    ),
    ("550 5.7.15 Access denied", OURS, "our mail isn't authenticated"),
    ("550-5.7.26 This mail has been blocked", OURS, "our mail isn't authenticated"),
    ("550 5.7.9 refused", OURS, "our mail isn't authenticated"),
    ("550 rejected due to the DMARC policy of lumen.example", OURS, "our mail isn't authenticated"),
    ("550 SPF check failed", OURS, "our mail isn't authenticated"),
    ("550 5.1.8 bad sender", OURS, "our address is refused as sender"),
    ("553 sender address rejected", OURS, "our address is refused as sender"),
    ("550 5.7.606 Access denied, banned sending IP", OURS, "our server is blocked"),
    ("554 listed at zen.spamhaus.org", OURS, "our server is blocked"),
    ("421 poor reputation", OURS, "our server is blocked"),
    ("554 relay access denied", OURS, "the server relays nothing for us"),
    ("552 5.2.2 over quota", COUNTED, "mailbox full"),
    ("452 4.2.2 mailbox full", COUNTED, "mailbox full"),
    ("552 5.3.4 message size exceeds fixed limit", IGNORED, "message too large"),
    ("552 5.2.3 length", IGNORED, "message too large"),
    ("550 5.1.1 The email account that you tried to reach", HARD, "no such mailbox"),
    ("550 5.1.3 bad syntax", HARD, "no such mailbox"),
    ("550 5.1.2 bad host", HARD, "no such domain"),
    ("556 5.1.10 null MX", HARD, "no such domain"),
    ("550 5.4.4 unable to route", HARD, "no such domain"),
    ("550 5.2.1 disabled", HARD, "mailbox closed"),
    ("550 5.7.13 off", HARD, "mailbox closed"),
    ("550 5.4.1 Recipient address rejected: Access denied", HARD, "no such mailbox"),
    ("554 5.6.0 bad MIME", IGNORED, "content refused"),
    ("550 5.7.1 not wanted here", IGNORED, "refused by a policy"),
    ("421 4.7.28 unusual rate", IGNORED, "too many at once"),
    ("451 4.4.7 expired", COUNTED, "try again later"),
    ("mailbox is full", COUNTED, "mailbox full"),
    ("message too large for us", IGNORED, "message too large"),
    ("looks like spam to us", IGNORED, "content refused"),
    ("450 too many connections", IGNORED, "too many at once"),
    ("550 No such user here", HARD, "no such mailbox"),
    ("550 the user is unknown... user unknown", HARD, "no such mailbox"),
    ("550 mailbox not found", HARD, "no such mailbox"),
    ("550 account has been disabled", HARD, "mailbox closed"),
    ("host not found", HARD, "no such domain"),
    ("451 please try again later", COUNTED, "try again later"),
    ("greylisted", COUNTED, "try again later"),
    ("550 no", COUNTED, "nothing known about it"),
    ("connected from 15.5.1.1.7", COUNTED, "nothing known about it"),
    ("", COUNTED, "nothing known about it"),
]


@pytest.mark.parametrize(("code", "kind", "why"), TWILIO)
def test_twilio_says_it_with_a_number(code, kind, why):
    said = classify(Bounce("twilio", code=code))

    assert (said.kind, said.why) == (kind, why)


@pytest.mark.parametrize(("code", "kind", "why"), FIREBASE)
def test_firebase_says_it_with_a_name(code, kind, why):
    said = classify(Bounce("fcm", code=code))

    assert (said.kind, said.why) == (kind, why)


@pytest.mark.parametrize(("code", "kind", "why"), WEB_PUSH)
def test_a_push_service_says_it_with_a_status_and_we_with_a_word(code, kind, why):
    said = classify(Bounce("webpush", code=code))

    assert (said.kind, said.why) == (kind, why)


@pytest.mark.parametrize(("provider", "type_", "subtype", "kind", "why"), IN_THEIR_WORDS)
def test_mail_providers_have_words_of_their_own(provider, type_, subtype, kind, why):
    said = classify(Bounce(provider, type_, subtype))

    assert (said.kind, said.why) == (kind, why)


@pytest.mark.parametrize(("diagnostic", "kind", "why"), MAILS)
def test_servers_speak_in_codes_and_text(diagnostic, kind, why):
    said = classify(mail(diagnostic))

    assert (said.kind, said.why) == (kind, why)


def test_every_row_of_the_table_has_its_example():
    bounces = [
        *(Bounce("twilio", code=code) for code, *_ in TWILIO),
        *(Bounce("fcm", code=code) for code, *_ in FIREBASE),
        *(Bounce("webpush", code=code) for code, *_ in WEB_PUSH),
        *(Bounce(provider, type_, subtype) for provider, type_, subtype, *_ in IN_THEIR_WORDS),
        *(mail(diagnostic) for diagnostic, *_ in MAILS),
        Bounce("sendgrid", "bounce", code="550"),
    ]

    assert set(RULES) == {_rule(bounce) for bounce in bounces}


def test_a_domain_that_isnt_set_up_is_never_held_against_the_person():
    for provider, type_ in (
        ("resend", "Permanent"),
        ("mailgun", "permanent"),
        ("sendgrid", "bounce"),
    ):
        refused = Bounce(provider, type_, "", "550", "5.7.515 Access denied")
        assert classify(refused).kind is OURS


def test_a_full_mailbox_is_not_given_up_though_the_provider_calls_it_permanent():
    assert classify(mail("552 5.2.2 full", "resend", "Permanent")).kind is COUNTED


def test_the_status_may_stand_in_the_code():
    assert classify(Bounce("mailgun", "permanent", "bounce", "5.1.1")).why == "no such mailbox"


def test_sendgrid_bounces_for_good_with_a_reply_of_five_hundred():
    assert classify(Bounce("sendgrid", "bounce", "Unclassified", "550")).kind is HARD
    assert classify(Bounce("sendgrid", "bounce", "Unclassified", "450")).kind is COUNTED


def test_what_nothing_is_known_about_is_what_the_provider_called_it():
    assert classify(Bounce("twilio", code="99999"), IGNORED).kind is IGNORED
    assert classify(Bounce("twilio", code="30005"), IGNORED).kind is HARD


def test_the_version_of_the_table_goes_with_the_answer():
    assert classify(mail("")).version == VERSION


@given(*(st.text(max_size=40) for _ in range(5)))
def test_anything_can_be_classified(provider, type_, subtype, code, diagnostic):
    assert classify(Bounce(provider, type_, subtype, code, diagnostic)).kind in Kind


events = st.sampled_from([DELIVERED, *Kind])


@given(st.lists(events), st.lists(st.sampled_from(list(Kind))))
def test_a_delivery_wipes_the_slate(before, after):
    assert strikes([*before, DELIVERED, *after]) == after.count(COUNTED)


@given(st.lists(events))
def test_what_says_nothing_about_the_address_neither_counts_nor_clears(history):
    told = [event for event in history if event not in {IGNORED, OURS, OPT_OUT, HARD}]

    assert strikes(history) == strikes(told)
