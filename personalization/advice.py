"""What may be sent as it is, but would look or cost better otherwise. Pure."""

from collections.abc import Callable, Iterator, Mapping

from personalization.fit import CLIPPED, ROOM, clipped, cut_off, saving, shorten
from personalization.render import Content
from personalization.segments import segments
from wedsync.lib.worded import worded

PREHEADER = 90  # characters beside or below a subject; telephones show fewer
BANNER = 150  # characters of a notification before somebody opens it


def advice(channel: str, content: Content) -> tuple[str, ...]:
    """Sentences for who wrote it, the costliest first. Raises KeyError for an unknown channel."""
    return tuple(LOOKS[channel](content))


def glimpse(channel: str, content: Content) -> str:
    """What most people see of the title before they open it; "" where there is none."""
    shown = ROOM[channel].shown
    return shorten(content.subject, shown) if shown else ""


def _mail(content: Content) -> Iterator[str]:
    if size := clipped(content.html):
        yield (
            worded(
                "The mail has {size} kB. Gmail shows the first {shown} and hides the"
                " rest, with the way to unsubscribe.",
                size=f"{size / 1000:.0f}",
                shown=CLIPPED // 1000,
            )
        )
    yield from filter(None, [cut_off("email", content.subject)])
    if not content.preheader:
        yield worded(
            "Without a preheader, the inbox shows the first line of the text beside the subject."
        )
    elif len(content.preheader) > PREHEADER:
        found = len(content.preheader)
        yield worded(
            "Most people see {preheader} characters of a preheader; this one has {found}.",
            preheader=PREHEADER,
            found=found,
        )


def _sms(content: Content) -> Iterator[str]:
    cut = segments(content.text)
    if cut.count > 1 or cut.foreign:
        yield worded("It is sent, and charged, as {cut}.", cut=cut)
    if spared := saving(content.text):
        yield worded(
            "Plain quotes and dashes instead of typographic ones would save {spared}.",
            spared=spared,
        )


def _whatsapp(content: Content) -> Iterator[str]:
    if not content.content_sid:
        yield worded(
            "Without an approved template it can only answer who wrote in the last 24 hours."
        )


def _push(content: Content) -> Iterator[str]:
    yield from filter(None, [cut_off("push", content.subject)])
    if len(content.text) > BANNER:
        yield worded(
            "A locked screen shows about {banner} characters; this has {count}.",
            banner=BANNER,
            count=len(content.text),
        )
    if not content.link:
        yield worded("A tap on it opens nothing in particular: give it a button.")


def _in_app(content: Content) -> Iterator[str]:
    yield from filter(None, [cut_off("in_app", content.subject)])


LOOKS: Mapping[str, Callable[[Content], Iterator[str]]] = {
    "email": _mail,
    "sms": _sms,
    "whatsapp": _whatsapp,
    "push": _push,
    "in_app": _in_app,
}
