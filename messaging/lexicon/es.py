"""Spanish."""

from messaging.lexicon import Language, any_of, words

PARTS = {
    "TEXTS": (
        r"(?:mensajes?|sms|textos|correos?|e?mails?|notificaciones|publicidad"
        r"|promociones|whatsapps?|avisos|propaganda)"
    ),
    "END": r"(?=$| (?:por favor|porfa|gracias|nunca|a este|al numero)\b)",
    "OPENING": r"^(?:(?:por favor|hola|ya|gracias|buenas) )*",
}

language = Language(
    stop=words("baja, parar, alto, detener, desuscribir, pare, paren, no mas"),
    alone=words("cancelar, fin, terminar, basta"),
    start=words("inicio, iniciar, comenzar, alta, reanudar"),
    help=words("ayuda, informacion"),
    courtesies=words("por, favor, porfa, gracias, ya, ahora, hola"),
    revocations=any_of(
        r"""
        \bno (?:me|nos) (?:envi|mand|escrib|contact|molest|text)\w*(?: nunca| ya)* mas(?: (?:sus
        |estos|esos|este tipo de|tantos))*(?: <TEXTS>)?<END>

        \bno (?:me|nos) (?:escrib|contact|molest)(?:a|as|an|e|es|en)<END>

        \bno (?:me|nos) (?:envi|mand)\w* (?:(?:sus|estos|ningun|tantos|esos) )*<TEXTS>\b

        \b(?:dej|par|bast)\w* (?:ya )?de (?:(?:envi|mand|escrib|contact|molest)\w*(?:me|nos)\b|
        (?:enviar|mandar) <TEXTS>|(?:escribir|contactar|molestar)<END>|recibir (?:(?:estos
        |sus) )?<TEXTS>)

        \bno (?:me|nos) vuelv\w+ a (?:escrib|contact|envi|mand|molest)\w+

        \bno (?:quiero|queremos|deseo|deseamos|quisiera) (?:(?:seguir|recibir|recibiendo|mas|sus
        |estos|esos|tus|vuestros) )*<TEXTS>\b(?! en\b)

        \bno (?:quiero|queremos|deseo) que (?:me|nos) (?:escrib|contact|envi|mand)\w*(?: mas)?
        (?: <TEXTS>)?<END>

        \bd(?:a|e|en|ar|ad)(?:me|nos) de baja\b

        \b(?:quit|elimin|borr|sac|saqu|remuev|retir)\w*(?:me|nos) (?:por favor )?de (?:(?:la|su|tu
        |esta|vuestra|sus) )*(?:listas?|base|contactos|envios)\b(?! de (?:invitados|espera))

        \b(?:elimin|borr|quit)\w* (?:mi|este) (?:numero|telefono)\b

        <OPENING>(?:no mas|basta de|ni un solo|stop) <TEXTS><END>

        \b(?:cancel|anul)\w* (?:la |mi |esta )?suscripcion\b|\bdesuscrib\w+

        \bdej\w*(?:me|nos) en paz\b

        <OPENING>(?:es |tienen? el |se ha )?numero equivocado\b
        """,
        PARTS,
    ),
    vetoes=any_of(
        r"""
        ^por que\b

        \bhasta (?:que|el|la|manana)\b
        """,
    ),
)
