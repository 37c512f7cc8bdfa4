"""Which column of a file means which field: by the user's word, the source's, then anybody's."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, cached_property

from crm_connectors.fields import FIELDS, ROLES, compact, own_words
from wedsync.lib.refusal import Refusal
from wedsync.lib.worded import worded

IGNORE = ""  # a user's mapping may send a header to nothing
NEEDED = {
    worded("a way to recognise the couple: an e-mail address or an id"): (
        "partner_a.email",
        "partner_b.email",
        "couple.external_id",
    ),
    worded("a name"): (
        "partner_a.given_name",
        "partner_a.name",
        "couple.name",
        "partner_a.family_name",
    ),
}
WISHED = {worded("the wedding date"): ("wedding.date",)}


@dataclass(frozen=True)
class Missing:
    """Something no column gives; `suggestions` are headers of the file that look like it."""

    what: str
    suggestions: tuple[str, ...]
    needed: bool = True


@dataclass(frozen=True)
class HeaderMap:
    """`columns` maps a field's key to its column's number; `ignored` are headers left unread."""

    headers: tuple[str, ...]
    columns: dict[str, int]
    ignored: tuple[str, ...] = ()
    missing: tuple[Missing, ...] = ()

    @property
    def complete(self) -> bool:
        return not any(missing.needed for missing in self.missing)

    @cached_property
    def roles(self) -> tuple[str, ...]:
        """The people that some column speaks of."""
        return tuple(
            role for role in ROLES if any(key.startswith(f"{role}.") for key in self.columns)
        )

    def header(self, key: str) -> str:
        return self.headers[self.columns[key]]

    def as_saved(self) -> dict[str, str]:
        """Header → field key: what a saved mapping holds, and what `map_headers` takes back."""
        return {self.headers[column]: key for key, column in self.columns.items()}


def map_headers(
    headers: Sequence[str], source: str = "csv", own: Mapping[str, str] | None = None
) -> HeaderMap:
    """`own` is the user's mapping, header → field key (or `IGNORE`); it wins over every synonym.

    Raises Refusal for an unknown source, field or header in `own`, and when two columns of the
    same name would both be read, because nobody could say which one is meant.
    """
    wanted = _own_by_word(headers, own or {})
    meanings = _meanings(source)
    columns: dict[str, int] = {}
    for by_user in (True, False):
        for number, header in enumerate(headers):
            word = compact(header)
            key = wanted.get(word) if by_user else meanings.get(word)
            if key and key not in columns and (by_user or word not in wanted):
                columns[key] = number
    _refuse_twins(headers, columns)
    read = set(columns.values())
    ignored = [header for number, header in enumerate(headers) if header and number not in read]
    return HeaderMap(tuple(headers), columns, tuple(ignored), _missing(columns, ignored))


def _own_by_word(headers: Sequence[str], own: Mapping[str, str]) -> dict[str, str]:
    words = {compact(header) for header in headers}
    for header, key in own.items():
        if compact(header) not in words:
            raise Refusal(
                "The file has no column “{header}”.{perhaps}",
                code="no_such_column",
                header=header,
                perhaps=_perhaps(header, headers),
            )
        if key != IGNORE and key not in FIELDS:
            raise Refusal(
                "There is no field “{key}”.{perhaps}",
                code="no_such_field",
                key=key,
                perhaps=_perhaps(key, FIELDS),
            )
    return {compact(header): key for header, key in own.items()}


def _perhaps(word: str, known: Sequence[str] | Mapping[str, object]) -> str:
    close = get_close_matches(word, list(known), n=1)
    return worded(" Did you mean “{word}”?", word=close[0]) if close else ""


@cache
def _meanings(source: str) -> Mapping[str, str]:
    """Compact word → field key. A word that could mean two fields means none."""
    try:
        own = own_words(source)
    except KeyError:
        raise Refusal(
            "“{source}” is not a source we know.", code="unknown_source", source=source
        ) from None
    keys: defaultdict[str, set[str]] = defaultdict(set)
    for field in FIELDS.values():
        for word in field.words:
            keys[word].add(field.key)
    return {word: found.pop() for word, found in keys.items() if len(found) == 1} | own


def _refuse_twins(headers: Sequence[str], columns: Mapping[str, int]) -> None:
    counts = Counter(compact(header) for header in headers)
    for column in columns.values():
        if counts[compact(headers[column])] > 1:
            raise Refusal(
                "Two columns are called “{column}”. Rename one of them, so that it is"
                " clear which is meant.",
                code="duplicate_header",
                column=headers[column],
            )


def _missing(columns: Mapping[str, int], unread: Sequence[str]) -> tuple[Missing, ...]:
    groups = [(what, keys, True) for what, keys in NEEDED.items()]
    groups += [(what, keys, False) for what, keys in WISHED.items()]
    return tuple(
        Missing(what, _suggestions(keys, unread), needed)
        for what, keys, needed in groups
        if not columns.keys() & set(keys)
    )


def _suggestions(keys: Sequence[str], unread: Sequence[str]) -> tuple[str, ...]:
    words = [word for key in keys for word in FIELDS[key].words]
    return tuple(h for h in unread if get_close_matches(compact(h), words, n=1, cutoff=0.75))
