"""Whether a mail was written by a machine on somebody's behalf: it answers nothing. Pure."""

import re
from collections.abc import Mapping

HEADERS = frozenset({"x-autoreply", "x-autorespond", "x-autoresponder", "x-auto-reply-from"})
PRECEDENCE = frozenset({"auto_reply", "auto-reply", "bulk", "junk"})
MACHINES = re.compile(r"^(?:mailer-daemon|postmaster|no-?reply|auto-?reply)@", re.IGNORECASE)
SUBJECT = re.compile(
    r"^\s*(?:auto(?:matic)?[ -]?(?:reply|response)|out of (?:the )?office"
    r"|automatische antwort|abwesenheits|respuesta autom[aá]tica|fuera de (?:la )?oficina"
    r"|r[eé]ponse automatique|absence du bureau|risposta automatica|fuori (?:sede|ufficio)"
    r"|resposta autom[aá]tica|fora do escrit[oó]rio|automatisch antwoord|afwezig"
    r"|undeliver|delivery (?:status|failure)|mail delivery|returned mail)",
    re.IGNORECASE,
)


def is_automatic(headers: Mapping[str, str], sender: str, subject: str) -> bool:
    """`headers` by name in lower case; `sender` is a bare address, "" for a bounce."""
    submitted = headers.get("auto-submitted", "no").partition(";")[0].strip().lower()
    return (
        submitted != "no"
        or not HEADERS.isdisjoint(headers)
        or headers.get("precedence", "").strip().lower() in PRECEDENCE
        or headers.get("return-path", "").strip() == "<>"
        or not sender
        or bool(MACHINES.match(sender))
        or bool(SUBJECT.match(subject))
    )
