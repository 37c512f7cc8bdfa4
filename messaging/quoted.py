"""What a person wrote themselves in a reply to a mail, without what they quote. Pure.

Nothing of their own is ever lost: only lines that are marked as quoted go, and only below a line
that says whose words follow. What is quoted without marks (as Outlook does) goes where it is known
to be ours; in doubt everything stays.
"""

import re
from collections.abc import Sequence

# "On Mon, 1 Jun 2026 at 10:00, Fern Hall <hello@fern.example> wrote:" and its like. Programs break
# it over up to three lines, of which the last then holds little more than an address.
VERB = (
    r"(?:wrote|writes|schrieb|escribi[óo]|(?:a )?écrit|ha scritto|scrisse|escreveu|schreef"
    r"|napisał(?:\(a\))?)"
)
WROTE = re.compile(rf"\b{VERB}\b.{{0,80}}:\s*$", re.IGNORECASE)
# Told to the minute, as no person would.
BEGINS = re.compile(
    r"^\s*(?:on|am|el|le|il|em|op|w dniu)\b.*\d.*\b\d{1,2}[:.h]\d{2}\b", re.IGNORECASE
)
REST = re.compile(rf"^\s*(?:\(?<[^<>\s]+@[^<>\s]+>\)?,?\s*)?{VERB}?\s*:\s*$", re.IGNORECASE)
MOST_LINES, LONGEST = 3, 300  # what says whose words follow is short
# The first lines of what Outlook quotes without marks.
DIVIDER = re.compile(r"^\s*(?:-{3,}\s?\w[\w\s]{2,40}\w\s?-{3,}|_{10,})\s*$")
FIELD = re.compile(
    r"^\s*\*?(?:from|sent|date|to|cc|subject|von|gesendet|datum|an|betreff|de|enviado|fecha|para"
    r"|asunto|envoyé|à|objet|da|inviato|data|a|oggetto|assunto)\s?:",
    re.IGNORECASE,
)
FEWEST_FIELDS, MOST_FIELDS = 3, 10


def own_words(text: str, sent: str = "") -> str:
    """`sent` is the text of the mail it answers, where that is known."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    kept = _without_marked(_without_unmarked(lines, sent))
    return "\n".join(kept).strip() or text.strip()


def _without_marked(lines: Sequence[str]) -> list[str]:
    """Once somebody's words were announced, all that is marked is theirs."""
    kept: list[str] = []
    announced = False
    for line in lines:
        if not _is_marked(line):
            kept.append(line)
        elif not announced and (length := _announcement(kept)):
            del kept[-length:]
            announced = True
        elif not announced:
            kept.append(line)
    return kept


def _is_marked(line: str) -> bool:
    return line.lstrip().startswith(">")


def _announcement(lines: Sequence[str]) -> int:
    """How many lines at the end say whose words follow, blank ones included; 0: none does."""
    blank = next((n for n, line in enumerate(reversed(lines)) if line.strip()), len(lines))
    end = len(lines) - blank
    last = lines[end - 1] if end else ""
    if len(last) > LONGEST:
        return 0
    for count in range(2, MOST_LINES + 1) if REST.match(last) else ():
        told = " ".join(lines[max(0, end - count) : end])
        if len(told) <= LONGEST and BEGINS.match(told) and WROTE.search(told):
            return blank + min(count, end)
    return blank + 1 if WROTE.search(last) else 0


def _without_unmarked(lines: Sequence[str], sent: str) -> Sequence[str]:
    """Cut where a header begins below which stands what we sent, most of it and nothing else."""
    if not sent:
        return lines
    found = ((at, body) for at, _ in enumerate(lines) if (body := _below_header(lines, at)))
    at, body = next(found, (0, 0))
    theirs = not body or not _is_most_of(_plain("\n".join(lines[body:])), _plain(sent))
    return lines if theirs else lines[:at]


def _is_most_of(said: str, ours: str) -> bool:
    return 0 < len(ours) <= 2 * len(said) and said in ours


def _below_header(lines: Sequence[str], at: int) -> int:
    """Where the quoted text begins, if a quoted header begins here; else 0."""
    first = at + 1 if DIVIDER.match(lines[at]) else at
    after = first
    while after < min(len(lines), first + MOST_FIELDS) and FIELD.match(lines[after]):
        after += 1
    return after if after - first >= FEWEST_FIELDS else 0


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
