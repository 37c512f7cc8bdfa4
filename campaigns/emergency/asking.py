"""How a reader is asked to say that they have read an emergency, in their language. Pure.

The languages are those in which STOP is understood (`messaging/lexicon`), and in which an answer is
(`answer.py`). What it is about stays in the vendor's own words.
"""

from collections.abc import Mapping
from typing import NamedTuple


class Asking(NamedTuple):
    """`subject` has a place for the `wedding`; the link follows `reply`."""

    subject: str
    reply: str
    question: str
    button: str
    thanks: str
    known: str  # has a place for the `vendor`


ENGLISH = Asking(
    "Urgent: {wedding}",
    "Please reply 1 so that we know you have read this, or press the button here:",
    "Have you read this?",
    "Yes, I have read it",
    "Thank you",
    "{vendor} knows that you have read it.",
)
ASKING: Mapping[str, Asking] = {
    "en": ENGLISH,
    "de": Asking(
        "Dringend: {wedding}",
        "Bitte antworten Sie mit 1, damit wir wissen, dass Sie das gelesen haben,"
        " oder drücken Sie hier auf den Knopf:",
        "Haben Sie das gelesen?",
        "Ja, gelesen",
        "Danke",
        "{vendor} weiß, dass Sie es gelesen haben.",
    ),
    "es": Asking(
        "Urgente: {wedding}",
        "Responda 1 para que sepamos que lo ha leído, o pulse el botón aquí:",
        "¿Ha leído esto?",
        "Sí, lo he leído",
        "Gracias",
        "{vendor} sabe que lo ha leído.",
    ),
    "fr": Asking(
        "Urgent : {wedding}",
        "Répondez 1 pour que nous sachions que vous l'avez lu, ou appuyez sur le bouton ici :",
        "L'avez-vous lu ?",
        "Oui, je l'ai lu",
        "Merci",
        "{vendor} sait que vous l'avez lu.",
    ),
    "it": Asking(
        "Urgente: {wedding}",
        "Rispondi 1 per farci sapere che hai letto, o premi il pulsante qui:",
        "Hai letto questo messaggio?",
        "Sì, ho letto",
        "Grazie",
        "{vendor} sa che hai letto.",
    ),
    "nl": Asking(
        "Dringend: {wedding}",
        "Antwoord met 1 zodat we weten dat u dit gelezen hebt, of druk hier op de knop:",
        "Hebt u dit gelezen?",
        "Ja, gelezen",
        "Dank u",
        "{vendor} weet dat u het gelezen hebt.",
    ),
    "pt": Asking(
        "Urgente: {wedding}",
        "Responda 1 para sabermos que leu esta mensagem, ou carregue no botão aqui:",
        "Leu esta mensagem?",
        "Sim, li",
        "Obrigado",
        "{vendor} sabe que leu a mensagem.",
    ),
}


def language_of(*tags: str) -> str:
    """The first of these BCP 47 tags that is spoken here, as its main part; else English."""
    mains = (tag.replace("_", "-").split("-")[0].lower() for tag in tags)
    return next((main for main in mains if main in ASKING), "en")


def asking(*tags: str) -> Asking:
    return ASKING[language_of(*tags)]
