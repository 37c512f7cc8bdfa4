"""A template is written in a browser: by keyboard, by mouse, and without a script."""

from dataclasses import replace

import pytest
from playwright.sync_api import expect

from personalization.models import Sketch
from personalization.publish import publish
from tests.browser.elsewhere import elsewhere
from tests.browser.looking import violations
from tests.factories import TemplateFactory
from tests.personalization.drafts import DRAFT
from wedsync.vendors.tenancy import operator, tenant

pytestmark = [
    pytest.mark.browser,
    # WhiteNoise serves files by plain iterators, which Django mentions under ASGI.
    pytest.mark.filterwarnings("ignore:StreamingHttpResponse must consume:Warning"),
]
TALL = {"width": 1280, "height": 1600}  # what scrolls while it is dragged is another story
BLOCKS = [{"type": "text", "text": text} for text in ("One", "Two", "Three")]
SMS = replace(DRAFT, channel="sms", subject="", preheader="", blocks=[BLOCKS[0]])


@pytest.fixture
def template(member):
    def made():
        template = TemplateFactory(vendor=member.vendor, name="Walk-through")
        with tenant(member.vendor_id):
            publish(template, [replace(DRAFT, blocks=BLOCKS), SMS], actor="user:1")
        return template

    return elsewhere(made)


def opened(page, template, number=1):
    page.goto(f"/templates/{template.pk}/draft/{number}/")
    return page


def texts(page):
    return [area.input_value() for area in page.get_by_label("Text", exact=True).all()]


def kept(template):
    def read():
        with operator():
            wordings = Sketch.objects.get(template=template).wordings
        return [one["text"] for one in wordings[0]["blocks"]]

    return elsewhere(read)


def test_blocks_move_by_keyboard_and_are_saved(signed_in, template):
    page = opened(signed_in(), template)

    page.locator("#at-1-text").press("Alt+ArrowUp")
    expect(page.locator("#at-0-text")).to_have_value("Two")
    expect(page.locator("#at-0-text")).to_be_focused()
    page.locator("#at-0-text").press("Alt+ArrowDown")
    expect(page.locator("#at-1-text")).to_have_value("Two")
    page.get_by_role("button", name="Remove block 3").click()
    expect(page.locator("#at-2-text")).to_have_count(0)
    page.get_by_role("button", name="Save the draft").click()
    expect(page.get_by_text("Saved in the draft.")).to_be_visible()

    assert kept(template) == ["One", "Two"]


def test_blocks_are_dragged(signed_in, template):
    page = opened(signed_in(viewport=TALL), template)

    page.locator("[data-block='2'] [data-handle]").hover()
    page.mouse.down()
    above = page.locator("[data-block='0'] [data-handle]")
    for down in (9, 2):  # a browser says where it is dragged from the second move on
        above.hover(position={"x": 90, "y": down})
    page.mouse.up()
    expect(page.locator("#at-0-text")).to_have_value("Three")

    assert texts(page) == ["Three", "One", "Two"]


def test_what_is_wrong_and_how_it_looks_follow_the_typing(signed_in, template):
    page = opened(signed_in(), template)
    mail = page.frame_locator("iframe")

    page.locator("#at-1-text").fill("Dear {{ person.nme }}")
    expect(page.locator("#wrong-1")).to_contain_text("There is no field 'person.nme'.")
    page.locator("#at-1-text").fill("Dear {{ person.first_name | default: 'you' }}!")
    expect(mail.get_by_text("Dear Lena!")).to_be_visible()
    expect(page.locator("#wrong-1")).to_be_empty()

    assert violations(page) == []


def test_a_field_is_found_and_put_where_the_caret_was(signed_in, template):
    page = opened(signed_in(), template)

    page.locator("#at-0-text").fill("At !")
    page.locator("#at-0-text").press("ArrowLeft")
    page.keyboard.press("Alt+KeyF")
    search = page.locator("[data-filter]")
    expect(search).to_be_focused()
    page.keyboard.type("the venue")
    search.press("Enter")
    expect(page.locator("#at-0-text")).to_have_value(
        'At {{ wedding.venue | default: "your venue" }}!'
    )
    expect(page.locator("#at-0-text")).to_be_focused()
    page.locator("[data-block='0'] summary").click()
    page.locator("#at-0-when").focus()
    page.get_by_role("button", name="How many guests wedding.guests").click()

    expect(page.locator("#at-0-when")).to_have_value("wedding.guests")


def test_a_list_of_fields_that_comes_late_finds_what_was_typed_meanwhile(signed_in, template):
    page, held = signed_in(), []
    page.route("**/templates/fields/", lambda route: held.append(route))  # noqa: PLW0108 -- Playwright looks at the function itself
    opened(page, template)
    page.locator("#at-0-text").fill("")
    page.keyboard.press("Alt+KeyF")
    page.keyboard.type("the venue")
    expect(page.locator("[data-words]:visible").first).to_contain_text("wedding.venue")

    with page.expect_response("**/templates/fields/"):
        held[0].continue_()
    expect(page.locator("#field-list[hx-get]")).to_have_count(0)
    page.keyboard.press("Enter")

    expect(page.locator("#at-0-text")).to_have_value('{{ wedding.venue | default: "your venue" }}')


def test_segments_are_counted_while_typing(signed_in, template):
    page = opened(signed_in(color_scheme="dark"), template, number=2)

    page.locator("#at-0-text").fill("x" * 161)

    expect(page.get_by_text("161 of 306 in GSM-7")).to_be_visible()
    assert violations(page) == []


def test_it_is_written_and_published_without_a_script(signed_in, template):
    page = signed_in(java_script_enabled=False)
    opened(page, template)

    page.locator("#at-0-text").fill("Changed")
    page.get_by_role("button", name="Move block 1 down").click()
    assert texts(page) == ["Two", "Changed", "Three"]
    page.get_by_role("button", name="Save, and go on to publish").click()
    page.get_by_role("button", name="Publish").click()

    expect(page.get_by_text("from now on it says version 2.")).to_be_visible()
