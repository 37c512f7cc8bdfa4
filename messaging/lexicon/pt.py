"""Portuguese, of Portugal and of Brazil."""

from messaging.lexicon import Language, any_of, words

PARTS = {
    "TEXTS": (
        r"(?:mensagens|mensagem|sms|e ?mails?|mails?|notificacoes|publicidade"
        r"|promocoes|whatsapps?|avisos|propagandas?)"
    ),
    "END": r"(?=$| (?:por favor|obrigad[oa]|nunca|para este|neste)\b)",
    "OPENING": r"^(?:(?:por favor|obrigad[oa]|ola) )*",
    "WRITE": r"(?:mand|envi|escrev|contat|contact|incomod|perturb)\w*",
    "REMOVE": r"(?:remov|retir|tir|exclu|apag)\w*",
}

language = Language(
    stop=words("parar, pare, parem, sair, descadastrar"),
    alone=words("cancelar, remover, terminar, fim"),
    start=words("iniciar, comecar, retomar"),
    help=words("ajuda, informacao"),
    courtesies=words("por, favor, obrigado, obrigada, agora, ola"),
    revocations=any_of(
        r"""
        \bnao (?:me |nos )?<WRITE>(?: me| nos)? mais(?: (?:as|suas|essas|estas|vossas
        |este tipo de))*(?: <TEXTS>| nada)?<END>

        \b(?:par|deix)\w* de (?:(?:me|nos) <WRITE>|<WRITE> (?:me|nos)\b|(?:enviar|mandar
        |receber) <TEXTS>)

        \bpar\w+ com (?:as |essas |os )?<TEXTS>\b

        \bquer\w+ sair d(?:a|esta) lista\b(?! de convidados)

        \bnao (?:quero|queremos|desejo|desejamos) (?:(?:mais|receber|ter|as|suas|essas|vossas
        |estas) )*<TEXTS>\b(?! n[oa])

        \bnao (?:quero|queremos|desejo) (?:mais )?ser (?:contat|contact|incomod)\w+

        \b(?:(?:me|nos) <REMOVE>|<REMOVE> (?:me|nos)) (?:por favor )?d(?:a|e|o|esta|essa) (?:
        (?:vossa|sua|tua) )?(?:lista|base|grupo)\b(?! de convidados)

        \b(?:apag|remov|retir|elimin|exclu)\w* (?:o )?(?:meu|este) numero\b

        \bcancel\w* (?:a )?(?:minha )?(?:inscricao|subscricao)\b|\bdescadastr\w+

        <OPENING>(?:chega de|sem mais|nao mais|basta de|stop) <TEXTS><END>

        \b(?:(?:me|nos) deix\w+|deix\w+ (?:me|nos)) em paz\b

        <OPENING>(?:e )?numero errado\b|\benganou se no numero\b
        """,
        PARTS,
    ),
    vetoes=any_of(
        r"""
        ^por ?que\b

        \bate (?:que|ao|segunda)\b
        """,
    ),
)
