"""Before launch one knows for whom something is missing, and what."""

from personalization.coverage import Coverage, coverage, lacking
from personalization.fields import sample
from tests.personalization.drafts import HELLO, compiled

VENUE = {"type": "text", "text": "At {{ wedding.venue }}"}


def without(*paths):
    values = sample()
    del values["links"]
    for path in paths:
        root, name = path.split(".")
        del values[root][name]
    return values


def test_what_is_missing_is_counted_and_named():
    many = [without(), without("wedding.venue"), without("wedding.venue", "vendor.postal_address")]

    found = coverage(compiled(blocks=[VENUE]), many)

    assert found == Coverage(
        total=3, held=(1, 2), gaps={"wedding.venue": 2, "vendor.postal_address": 1}
    )
    assert found.sentences() == [
        "The venue (wedding.venue) is missing for 2 of 3 weddings: these are held.",
        (
            "Your postal address (vendor.postal_address) is missing for 1 of 3 weddings:"
            " these are held."
        ),
    ]


def test_a_field_that_a_condition_hides_holds_nobody():
    mail = compiled(blocks=[HELLO, {**VENUE, "when": "wedding.guests > 500"}])

    assert coverage(mail, [without("wedding.venue")]).held == ()


def test_nobody_to_write_to_is_no_gap():
    assert coverage(compiled(), []) == Coverage(0, (), {})


def test_what_stops_a_message_for_another_reason_is_not_called_missing():
    mail = compiled(blocks=[{"type": "text", "text": "{{ wedding.date }}"}])
    broken = without("vendor.postal_address")
    broken["wedding"]["date"] = "soon"

    assert coverage(mail, [broken]).held == ()


def test_each_field_knows_how_often_it_is_unknown():
    gaps = lacking([without("wedding.venue"), without("wedding.venue", "wedding.guests")])

    assert (gaps["wedding.venue"], gaps["wedding.guests"], gaps["wedding.date"]) == (2, 1, 0)
    assert "couple.names" not in gaps
