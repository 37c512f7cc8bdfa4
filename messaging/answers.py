"""The one text that answers stop, start or help, in the reader's language. Pure.

Confirmations, not marketing (47 CFR 64.1200(a)(12), CTIA): the brand, what happens now, whom to
ask, and how to undo it. Written in GSM-7's letters, so that each stays one segment.
"""

from messaging.words import Kind

ENGLISH = "en"
ANSWERS: dict[str, dict[Kind, str]] = {
    "en": {
        Kind.STOP: "{name}: you are unsubscribed and get no more messages here. "
        "START to resume. Questions: {contact}",
        Kind.START: "{name}: you get our messages again. Frequency varies, message and data "
        "rates may apply. HELP for help, STOP to stop.",
        Kind.HELP: "{name}: ask us at {contact}. Frequency varies, message and data rates "
        "may apply. STOP to stop.",
    },
    "es": {
        Kind.STOP: "{name}: baja confirmada, ya no recibe mensajes nuestros. "
        "START para volver. Consultas: {contact}",
        Kind.START: "{name}: vuelve a recibir nuestros mensajes. Frecuencia variable, puede "
        "haber tarifas. HELP para ayuda, STOP para parar.",
        Kind.HELP: "{name}: ayuda en {contact}. Frecuencia variable, puede haber tarifas "
        "de mensajes y datos. STOP para parar.",
    },
    "fr": {
        Kind.STOP: "{name} : désinscription confirmée, plus de messages ici. "
        "START pour reprendre. Questions : {contact}",
        Kind.START: "{name} : vous recevez à nouveau nos messages. Nombre variable, tarif "
        "selon opérateur. HELP pour aide, STOP pour cesser.",
        Kind.HELP: "{name} : aide auprès de {contact}. Nombre de messages variable, tarif "
        "selon opérateur. STOP pour cesser.",
    },
    "de": {
        Kind.STOP: "{name}: abgemeldet, hier kommen keine Nachrichten mehr. "
        "START meldet wieder an. Fragen: {contact}",
        Kind.START: "{name}: Sie erhalten wieder Nachrichten von uns, in wechselnder Zahl, "
        "evtl. mit Kosten. HELP für Hilfe, STOP beendet.",
        Kind.HELP: "{name}: Hilfe bei {contact}. Nachrichten in wechselnder Zahl, evtl. mit "
        "Kosten Ihres Anbieters. STOP beendet.",
    },
    "it": {
        Kind.STOP: "{name}: iscrizione annullata, non riceve più nostri messaggi. "
        "START per riprendere. Domande: {contact}",
        Kind.START: "{name}: riceve di nuovo i nostri messaggi. Numero variabile, possibili "
        "costi. HELP per aiuto, STOP per smettere.",
        Kind.HELP: "{name}: aiuto presso {contact}. Numero di messaggi variabile, possibili "
        "costi. STOP per smettere.",
    },
    "pt": {
        Kind.STOP: "{name}: cancelado, deixa de receber mensagens nossas. "
        "START para voltar. Contacto: {contact}",
        Kind.START: "{name}: volta a receber as nossas mensagens. Quantidade incerta, pode "
        "ter custos. HELP para ajuda, STOP para parar.",
        Kind.HELP: "{name}: ajuda em {contact}. O total de mensagens varia e pode ter custos. "
        "STOP para parar.",
    },
    "nl": {
        Kind.STOP: "{name}: u bent afgemeld en krijgt hier geen berichten meer. "
        "START om te hervatten. Vragen: {contact}",
        Kind.START: "{name}: u krijgt weer berichten van ons, in wisselend aantal, mogelijk "
        "met kosten. HELP voor hulp, STOP om te stoppen.",
        Kind.HELP: "{name}: hulp via {contact}. Wisselend aantal berichten, mogelijk met "
        "kosten. STOP om te stoppen.",
    },
}


def answer(kind: Kind, language: str, *, name: str, contact: str) -> str:
    """`name` is the vendor's brand, `contact` a number or address; "" where nothing is asked.

    `language` is BCP 47; English where it is none of ours.
    """
    texts = ANSWERS.get(language.partition("-")[0].lower(), ANSWERS[ENGLISH])
    return texts.get(kind, "").format(name=_line(name), contact=_line(contact))


def _line(text: str) -> str:
    return " ".join(text.split())
