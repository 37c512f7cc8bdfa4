"""Looks over a file's rows before they are taken: which columns count, and how dates are meant."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from crm_connectors.dates import Orders, Vote, decide, vote_of
from crm_connectors.headers import HeaderMap, map_headers
from crm_connectors.table import Line
from wedsync.lib.refusal import Refusal
from wedsync.lib.worded import worded


@dataclass(frozen=True)
class Survey:
    headers: HeaderMap
    orders: Orders


def survey(
    headers: Sequence[str],
    lines: Iterable[Line],
    source: str,
    own: Mapping[str, str],
    country: str,
) -> Survey:
    """Raises Refusal where the columns don't suffice to know a couple."""
    mapped = map_headers(headers, source, own)
    _refuse_incomplete(mapped)
    votes: set[Vote] = set()
    for text in _dates(lines, mapped):
        if vote := vote_of(text):
            votes.add(vote)
    return Survey(mapped, decide(votes, country))


def _refuse_incomplete(headers: HeaderMap) -> None:
    """Say what no column gives, and which column may be meant."""
    lacking = [missing for missing in headers.missing if missing.needed]
    if not lacking:
        return
    hints = [hint for missing in lacking for hint in missing.suggestions]
    ask = worded(" Is it “{hints}”?", hints="” or “".join(hints)) if hints else ""
    needs = ", and no column for ".join(missing.what for missing in lacking)
    raise Refusal(
        "There is no column for {needs}.{ask}", code="missing_column", needs=needs, ask=ask
    )


def _dates(lines: Iterable[Line], headers: HeaderMap) -> Iterator[str]:
    column = headers.columns.get("wedding.date")
    if column is not None:
        yield from (line.cells[column] for line in lines if column < len(line.cells))
