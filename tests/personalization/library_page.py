"""docs/library.md, written from the library itself."""
# ruff: noqa: E501 -- a paragraph of a page is one line

from personalization.timing import parse_timing
from wedsync.vendors.models import Kind

HEAD = """# The library

Messages that come with WedSync, written for the trade and ready to be copied and changed. `manage.py install_library` brings them into the database; the texts are in `personalization/library/`, one file a message, and its file name is the key for good. Times are defaults: nothing leaves because of them.

A message may have two wordings, A and B, to find something out; what that is stands below its table. Every message has an SMS; what else it has is under "also".

This page is written by `pytest tests/personalization/test_library.py --renew-golden`, which renews the texts in `tests/personalization/golden/` as well: read the difference before you commit it.
"""
COLUMNS = "| key | message | why | usually sent | also |\n|---|---|---|---|---|\n"


def page(library):
    library = sorted(library, key=lambda message: message.key)
    shared = [one for one in library if len(one.kinds) != 1]
    own = [(str(k.label).capitalize(), [m for m in library if m.kinds == [k]]) for k in Kind]
    wordings = sum(len(message.variants) for message in library)
    count = f"\n{len(library)} messages, {wordings} wordings.\n"
    return (
        HEAD
        + count
        + "".join(_group(*group) for group in [("Everybody", shared), *own] if group[1])
    )


def _group(title, found):
    tests = "".join(f"- `{one.key}`: {one.test}\n" for one in found if one.test)
    asked = f"\nWhat A and B are to find out:\n\n{tests}" if tests else ""
    return f"\n## {title}\n{COLUMNS}{''.join(map(_row, found))}{asked}"


def _row(message):
    channels = {one.channel for one in message.variants} - {"email", "sms"}
    languages = {one.language for one in message.variants} - {"en"}
    also = ", ".join([*sorted(channels), *sorted(languages)])
    named = (
        f"{message.name} ({', '.join(message.kinds)})" if len(message.kinds) > 1 else message.name
    )
    when = parse_timing(message.timing)
    return f"| `{message.key}` | {named} | {message.purpose} | {when} | {also} |\n"
