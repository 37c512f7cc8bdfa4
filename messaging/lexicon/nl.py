"""Dutch."""

from messaging.lexicon import Language, any_of, words

PARTS = {
    "TEXTS": (
        r"(?:berichten|berichtjes|sms jes|smsjes|sms|appjes|apps|whatsapps?|e ?mails?"
        r"|mails?|mailtjes|meldingen|reclame|nieuwsbrie\w+|herinneringen)"
    ),
    "END": r"(?=$| (?:aub|alsjeblieft|alstublieft|graag|dank|bedankt|svp)\b)",
    "OPENING": r"^(?:(?:aub|alsjeblieft|alstublieft|hallo|hoi|graag) )*",
    "ME": r"(?:me|mij|ons)",
    "PLEASE": r"(?: aub| alsjeblieft| alstublieft)?",
    "NO_TEXTS": r"geen <TEXTS>(?: meer)?",
}

language = Language(
    stop=words("stoppen, afmelden, uitschrijven"),
    alone=words("einde, annuleren, beeindigen, opzeggen"),
    start=words("aanmelden, beginnen"),
    help=words("hulp"),
    courtesies=words("aub, alsjeblieft, alstublieft, graag, bedankt, dank, je, u, nu, hallo"),
    revocations=any_of(
        r"""
        \b(?:stuur|sturen|zend)(?: <ME>)?<PLEASE> (?:<NO_TEXTS>|niets meer|niks meer)<END>

        <OPENING><NO_TEXTS>(?: sturen)?<END>

        \b(?:app|sms|mail|bericht|benader|contacteer|stoor) <ME><PLEASE> niet meer<END>

        <OPENING>niet meer (?:berichten|appen|mailen|contacteren)<END>

        \bneem<PLEASE> geen contact meer\b

        \bstop(?:pen)?<PLEASE> met (?:het )?(?:sturen van <TEXTS>|sturen<END>|appen|mailen
        |contacteren|<TEXTS>)

        \bstop<PLEASE> met <ME> te (?:appen|mailen|sms en|berichten|contacteren)\b

        \bwil(?:len)? (?:graag )?van (?:de|jullie|deze) (?:mailing)?lijst\b

        \bwil(?:len)? (?:<NO_TEXTS>(?: van \w+)?(?: ontvangen| krijgen)?<END>|(?:niets
        |niks) meer (?:ontvangen|krijgen|horen)|niet (?:meer|langer) (?:benaderd|gecontacteerd
        |lastiggevallen)\b)

        \b(?:wil|willen|kan ik) <ME> (?:graag |hier )?(?:afmelden|uitschrijven)\b

        \bschrijf <ME><PLEASE> uit\b|\bmeld <ME><PLEASE> af\b

        \b(?:haal|verwijder|schrap) <ME><PLEASE> (?:van|uit) (?:de|jullie|uw|je|deze) (?:mailing
        |verzend)?(?:lijst|bestand)\b

        \bverwijder (?:mijn|dit) (?:telefoon)?nummer\b

        \blaat <ME><PLEASE> met rust\b

        <OPENING>(?:dit is een )?verkeerde? nummer\b
        """,
        PARTS,
    ),
    vetoes=any_of(
        r"""
        \bwaarom\b

        \b(?:krijg|ontvang)\w* (?:\w+ )?geen\b

        \btot (?:en met|we|maandag)\b
        """,
    ),
)
