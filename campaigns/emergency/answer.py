"""What counts as "I have read it": a 1, or a word that says so, by itself or with thanks."""

import re
import unicodedata

from messaging.lexicon import words

MOST = 200  # characters: a letter about something else is no answer
WORDS = re.compile(r"[^\W_]+")
# English, German, Spanish, French, Italian, Portuguese, Dutch.
YES = words(
    "1, ok, okay, k, yes, y, yep, yeah, sure, roger, received, acknowledged, confirmed, confirm,"
    "ja, verstanden, erhalten, gelesen, bestatigt, si, vale, recibido, entendido, confirmado,"
    "oui, recu, compris, confirme, daccord, va, bene, ricevuto, capito, confermato, sim, recebido,"
    "entendi, begrepen, ontvangen, bevestigd"
)
PHRASES = words(
    "got it, on it, on my way, will do, d accord, i am on it, im on it,"
    "habe es gelesen, ich habe es gelesen, ist angekommen, bin unterwegs, alles klar, geht klar,"
    "lo he leido, lo tengo, lo lei, de acuerdo, voy para alla,"
    "bien recu, cest note, cest bon, cest compris, je lai lu, jai lu, jarrive,"
    "ho letto, lho letto, letto, va bene, daccordo, arrivo,"
    "li, ja li, eu li, de acordo, tudo bem, estou a caminho, a caminho,"
    "heb het gelezen, ik heb het gelezen, gelezen, komt goed, ben onderweg"
)
BESIDE = words(
    "thanks, thank, you, thx, ty, please, all, good, danke, merci, gracias, grazie, obrigado,"
    "obrigada, bedankt, hi, hello, we, i, will, im, am, are, read, it, got, on, coming, the, and,"
    "there, have, schon, sehr, mille, beaucoup, muchas, molte, muito, je, lai, lu, habe, es, lo,"
    "gelesen, he, leido, ho, letto, li, gelezen"
)
THUMB = "\N{THUMBS UP SIGN}"


def acknowledges(text: str) -> bool:
    """ "1", "ok", "Yes, thanks!"; not "1 question: who is this?", and never STOP."""
    if len(text) > MOST:
        return False
    said = _words(text)
    if not said:
        return THUMB in text
    if " ".join(said) in PHRASES:
        return True
    return said[0] in YES and all(word in YES | BESIDE for word in said[1:])


def _words(text: str) -> list[str]:
    """Lower case, without accents, the first line that says anything."""
    line = next((line for line in text.splitlines() if WORDS.search(line)), "")
    letters = unicodedata.normalize("NFKD", line.casefold().replace("'", "").replace("\u2019", ""))
    return WORDS.findall("".join(one for one in letters if unicodedata.category(one) != "Mn"))
