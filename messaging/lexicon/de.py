"""German. An umlaut is its plain letter here, and people also write oe for it."""

from messaging.lexicon import Language, any_of, words

PARTS = {
    "TEXTS": (
        r"(?:nachrichten|textnachrichten|sms|mails?|e ?mails?|whatsapps?"
        r"|benachrichtigungen|werbung|werbe ?mails|newsletter|erinnerungen|infos)"
    ),
    "END": r"(?=$| (?:bitte|danke|vielen|an diese|auf diese|von ihnen|von euch)\b)",
    "OPENING": r"^(?:(?:bitte|danke|hallo|ab sofort|und|ok) )*",
    "WANT": r"(?:moe?chten?|will|wollen|wue?nschen?)",
    "NO_TEXTS": r"keine (?:weiteren? |mehr )?<TEXTS>(?: mehr)?",
    "FROM_LIST": (
        r"(?:aus|von) (?:dem|der|ihrem|ihrer|eurem|eurer) (?:verteiler|liste"
        r"|newsletter)"
    ),
}

language = Language(
    stop=words("stopp, abmelden, abbestellen, austragen"),
    alone=words("beenden, ende, aufhoren, aufhoeren, kundigen, abbrechen"),
    start=words("starten, anmelden"),
    help=words("hilfe"),
    courtesies=words("bitte, danke, hallo, sofort, jetzt"),
    revocations=any_of(
        r"""
        <OPENING><NO_TEXTS>(?: schicken| senden)?<END>

        \b(?:schick|send|schreib)\w*(?: sie)?(?: (?:mir|uns|bitte))* (?:<NO_TEXTS>|nichts mehr
        |nie wieder|nicht mehr)<END>

        \b(?:kontaktier|textet|belae?stig)\w*(?: sie)?(?: (?:mich|uns|bitte))* (?:nicht mehr
        |nie wieder|nicht)<END>

        \bhoe?r\w*(?: sie)?(?: bitte)? auf (?:(?:mir|uns|mich|damit|bitte) )*(?:zu (?:schreiben
        |nerven|kontaktieren|belastigen)|mit (?:\w+ )?<TEXTS>)

        \b<WANT> (?:(?:bitte|hiermit|ab sofort|von \w+) )*<NO_TEXTS>(?: von \w+)?(?: erhalten
        | bekommen| haben)?<END>

        \b<WANT> (?:das|diese?|so etwas) (?:\w+ )?nicht mehr (?:bekommen|erhalten)<END>

        \bbitte nicht mehr (?:schreiben|kontaktieren|anschreiben)<END>

        \bunterlass\w*(?: sie)? (?:bitte )?(?:weitere |die |diese )?<TEXTS>\b

        \b<WANT> (?:\w+ )?nicht (?:mehr|lae?nger|weiter) (?:von \w+ )?(?:kontaktiert|angeschrieben
        |belae?stigt|benachrichtigt)\b

        \b(?:<WANT>|kann|bitte) (?:ich )?(?:mich
        |uns) (?:hier |bitte |wieder |gerne? |vom? (?:\w+ ){1,3})?(?:abmelden|austragen)\b

        \bmeld\w*(?: sie)? (?:mich|uns)(?: bitte)?(?: vom? \w+(?: \w+)?)? ab<END>

        \b(?:nehm|streich|loe?sch|entfern|trag)\w*(?: sie)? (?:mich|uns)(?: bitte)? <FROM_LIST>\b

        \b(?:loe?sch|entfern)\w*(?: sie)?(?: bitte)? (?:meine|diese) (?:\w+)?nummer\b

        \blass\w*(?: sie)? (?:mich|uns)(?: bitte)? in ruhe\b

        \b<TEXTS> (?:bitte )?(?:abbestellen|abmelden|beenden|stoppen)\b

        ^(?:(?:sorry|sie|ihr|du|haben|habt|hast|das|ist|die|eine|hallo) )*falsche nummer\b
        """,
        PARTS,
    ),
    vetoes=any_of(
        r"""
        \b(?:warum|wieso|weshalb)\b

        \b(?:bekomm|erhalt|krieg)\w* (?:\w+ )?keine\b

        \bbis (?:zum|morgen|montag|nachste\w*)\b
        """,
    ),
)
