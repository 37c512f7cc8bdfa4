"""Italian."""

from messaging.lexicon import Language, any_of, words

PARTS = {
    "TEXTS": (
        r"(?:messaggi|messaggio|sms|e ?mails?|mails?|notifiche|pubblicita|promozioni"
        r"|whatsapp|newsletter|avvisi|comunicazioni)"
    ),
    "END": r"(?=$| (?:per favore|grazie|mai|a questo|su questo)\b)",
    "OPENING": r"^(?:(?:per favore|grazie|ciao|buongiorno) )*",
    "WRITE": r"(?:mand|invi|scriv|contatt|disturb)\w*",
    "REMOVE": r"(?:cancell|rimuov|togli|elimin)\w*",
    "WANT": r"(?:voglio|vogliamo|desidero|desideriamo|vorrei)",
}

language = Language(
    stop=words("basta, cancellami, disiscrivimi, disiscrivi, ferma"),
    alone=words("annulla, cancella, fine"),
    start=words("inizia, riprendi, avvia"),
    help=words("aiuto, informazioni"),
    courtesies=words("per, favore, grazie, ora, ciao"),
    revocations=any_of(
        r"""
        \bnon (?:(?:mi|ci) <WRITE>|<WRITE>(?:mi|ci)) (?:mai )?piu(?: (?:i|gli|altri|questi|vostri
        |dei))*(?: <TEXTS>)?<END>

        \bsmett\w* di (?:(?:mandar|inviar|scriver|contattar|disturbar)(?:mi|ci)\b|(?:mandare
        |inviare|ricevere) <TEXTS>)

        \bnon <WANT> (?:(?:piu|ricevere|avere|altri|altre|i|le|questi|queste|vostri
        |vostre) )*<TEXTS>\b(?! su| nel)

        \bnon <WANT> (?:piu )?essere (?:contattat|disturbat)\w

        \b<REMOVE>(?:mi|ci) (?:per favore )?d(?:a|al|alla|alle|ai) (?:(?:vostra|vostre|questa|tua
        |sua|mailing|vostri) )*(?:lista|liste|elenco|newsletter|contatti|rubrica)\b
        (?! degli invitati)

        \b<REMOVE> (?:il )?(?:mio|questo) numero\b

        \bdisiscriver(?:mi|ci)\b

        <OPENING>(?:basta(?: con)?(?: i| gli| le)?|niente(?: piu)?|stop) <TEXTS><END>

        \blasciate(?:mi|ci) in pace\b

        \bsbagliato numero\b|\bnumero sbagliato\b
        """,
        PARTS,
    ),
    vetoes=any_of(
        r"""
        \bperche\b

        \bfino a\b
        """,
    ),
)
