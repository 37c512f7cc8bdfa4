"""Content for one person from a compiled variant and a context: same inputs, same bytes.

Every function here raises Unrenderable (MissingField, BadLink, BadHeader, BadValue, TooMuch,
TooLong, NothingLeft) and nothing else. A variant is parsed once per process.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import Any, NamedTuple

from personalization.compile import Compiled
from personalization.fit import smarten, too_long
from personalization.forms import FORMS
from personalization.links import Link, fault, followed, is_web
from personalization.liquid import limits
from personalization.liquid.dialect import HTML, LINK, TEXT, parse
from personalization.liquid.errors import BadHeader, BadLink, BadValue, NothingLeft, TooLong
from personalization.liquid.quick import Quick
from personalization.liquid.scope import Lazy
from wedsync.lib.worded import worded

Values = Mapping[str, Any]
LinkAt = Callable[[int, str], str]

KEPT = 256  # variants a process keeps parsed
LONGEST_SUBJECT = 500
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class Content(NamedTuple):
    """`html` and `preheader` are a mail's, `content_sid` and `variables` of WhatsApp's template."""

    subject: str
    preheader: str
    html: str
    text: str
    content_sid: str = ""
    variables: tuple[str, ...] = ()
    link: str = ""  # where a tap leads


def direct(_index: int, destination: str) -> str:
    """Links as they are, not tracked."""
    return destination


def render(
    compiled: Compiled, context: Values, *, link: LinkAt = direct, pixel: str = ""
) -> Content:
    """`link` gives the address to print for a link's destination; `pixel` is the open pixel's."""
    return _written(compiled, context, link=link, pixel=pixel)


def destination(compiled: Compiled, index: int, context: Values) -> str:
    """Where link `index` leads: http or https. Raises BadLink for a number there is no link for."""
    if not 0 <= index < len(compiled["links"]):
        raise BadLink(worded("There is no link {index}.", index=index))
    address = followed(_prepared(_Key.of(compiled)).links[index].source.render(context))
    if not is_web(address):
        raise BadLink(
            worded("The link '{address}' can't be opened in a browser.", address=address[:80])
        )
    return address


def missing(compiled: Compiled, context: Values) -> tuple[str, ...]:
    """Every field without a value at which `render` would stop."""
    absent: set[str] = set()
    _written(compiled, context, absent=absent)
    return tuple(sorted(absent))


def shown(compiled: Compiled, context: Values) -> tuple[bool, ...]:
    """For each of the variant's conditions, whether it holds."""
    return tuple(bool(one.render(context)) for one in _prepared(_Key.of(compiled)).conditions)


def _written(
    compiled: Compiled,
    context: Values,
    *,
    link: LinkAt = direct,
    pixel: str = "",
    absent: set[str] | None = None,
) -> Content:
    prepared = _prepared(_Key.of(compiled))
    slots = Lazy(len(prepared.links), partial(_printed, prepared.links, context, link, absent))
    values = {**context, "link": slots, "pixel": pixel}
    form = FORMS[compiled.get("channel", "email")]
    subject = prepared.subject.render(values, absent=absent)
    content = Content(
        subject=_header(subject) if absent is None and form.title else subject,
        preheader=" ".join(prepared.preheader.render(values, absent=absent).split()),
        html=prepared.html.render(values, absent=absent),
        text=_tidy(prepared.text.render(values, absent=absent)),
    )
    if "channel" not in compiled:
        return content
    words = content._replace(
        text=content.text.strip(),
        content_sid=compiled["content_sid"],
        variables=tuple(one.render(values, absent=absent) for one in prepared.variables),
        link=slots[0] if form.taps and slots else "",
    )
    return words if absent is not None else _fitted(words, compiled)


def _fitted(content: Content, compiled: Compiled) -> Content:
    """As its channel carries it. Raises TooLong, NothingLeft or BadValue."""
    channel = compiled["channel"]
    plain = channel == "sms" and not compiled.get("typographic")
    text = smarten(content.text) if plain else content.text
    if not text and not content.content_sid:
        raise NothingLeft(worded("Every block is hidden for this person."))
    if fault := too_long(channel, title=content.subject, text=text):
        raise TooLong(fault)
    variables = tuple(" ".join(variable.split()) for variable in content.variables)
    if "" in variables:
        raise BadValue(
            worded("Variable {number} of the template is empty.", number=variables.index("") + 1)
        )
    return content._replace(text=text, variables=variables)


def _printed(
    links: Sequence["_Link"], context: Values, at: LinkAt, absent: set[str] | None, index: int
) -> str:
    """What stands where link `index` is printed."""
    link = links[index]
    if link.sure and absent is None:
        return at(index, link.sure)
    address = link.source.render(context, absent=absent)
    if absent is not None:
        return address or "#"
    return at(index, address) if link.tracked and is_web(followed(address)) else address


def _header(subject: str) -> str:
    if found := _CONTROL.search(subject):
        raise BadHeader(
            worded("The subject holds the control character {found}.", found=f"{found[0]!r}")
        )
    if not subject.strip():
        raise BadHeader(worded("The subject is empty."))
    if len(subject) > LONGEST_SUBJECT:
        raise BadHeader(
            worded("The subject is longer than {longest} characters.", longest=LONGEST_SUBJECT)
        )
    return subject.strip()


def _tidy(text: str) -> str:
    """Hidden blocks leave empty lines behind; of many in a row, one is kept."""
    tidied = "\n".join(map(str.rstrip, text.splitlines()))
    while "\n\n\n" in tidied:
        tidied = tidied.replace("\n\n\n", "\n\n")
    return tidied.strip() + "\n"


@dataclass(frozen=True)
class _Prepared:
    subject: Quick
    preheader: Quick
    html: Quick
    text: Quick
    variables: tuple[Quick, ...]
    links: tuple["_Link", ...]
    conditions: tuple[Quick, ...]


@dataclass(frozen=True)
class _Link:
    """`sure` is the address of a tracked link that is the same for everybody."""

    source: Quick
    tracked: bool
    sure: str = ""

    @classmethod
    def of(cls, link: Link) -> "_Link":
        source, tracked = Quick.of(parse(link["source"], LINK)), link["tracked"]
        fixed = source.literal or ""
        sure = tracked and is_web(fixed) and not fault(fixed)
        return cls(source, tracked, fixed if sure else "")


@dataclass(frozen=True)
class _Key:
    """A compiled variant in the cache: its digest names its content."""

    digest: str
    compiled: Compiled = field(compare=False)

    @classmethod
    def of(cls, compiled: Compiled) -> "_Key":
        return cls(compiled["digest"], compiled)


@lru_cache(maxsize=KEPT)
def _prepared(key: _Key) -> _Prepared:
    compiled = key.compiled
    whens = [f"{{% if {one['when']} %}}yes{{% endif %}}" for one in compiled["conditions"]]
    return _Prepared(
        subject=Quick.of(parse(compiled["subject"])),
        preheader=Quick.of(parse(compiled["preheader"])),
        html=Quick.of(parse(compiled["html"], HTML, longest=limits.COMPILED)),
        text=Quick.of(parse(compiled["text"], TEXT, longest=limits.COMPILED)),
        variables=tuple(Quick.of(parse(one)) for one in compiled.get("variables", ())),
        links=tuple(map(_Link.of, compiled["links"])),
        conditions=tuple(Quick.of(parse(when)) for when in whens),
    )
