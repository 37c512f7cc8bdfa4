"""French."""

from messaging.lexicon import Language, any_of, words

PARTS = {
    "TEXTS": (
        r"(?:messages?|sms|textos?|e ?mails?|mails?|courriels?|notifications?|pubs?"
        r"|publicites?|whatsapps?|newsletters?|offres|promos?)"
    ),
    "END": r"(?=$| (?:s il|svp|stp|merci|a ce|sur ce|a l avenir|desormais|du tout)\b)",
    "OPENING": r"^(?:(?:s il vous plait|svp|merci|bonjour|stp) )*",
    "WANT": r"(?:veux|veut|voulons|souhaite|souhaitons|desire|desirons)",
    "WRITE": r"(?:ecrire|contacter|relancer|deranger|harceler|spammer|texter)",
}

language = Language(
    stop=words("arret, arreter, arretez, arrete, desabonner, desabonnement, desinscription"),
    alone=words("fin, annuler, resilier, desinscrire"),
    start=words("reprendre, demarrer, s abonner, abonner"),
    help=words("aide"),
    courtesies=words("s, il, vous, te, plait, svp, stp, merci, bonjour"),
    revocations=any_of(
        r"""
        \bne? (?:(?:m|me|nous) )?(?:envo|ecri|contact|relanc|texto|derang|harcel)\w* (?:plus
        |jamais)(?: (?:de|d|ces|vos|aucun))?(?: <TEXTS>| rien)?<END>

        \bne plus (?:(?:m|me|nous) )?(?:envoyer|recevoir|etre contactee?s?|<WRITE>)(?: (?:de|d|ces
        |vos|aucun))?(?: <TEXTS>)?<END>

        \b<WANT> (?:plus|pas) (?:etre (?:contact|relanc|derang)\w+|(?:(?:recevoir|avoir|de|d|vos
        |ces|aucun|du tout) )*<TEXTS>\b)(?! sur\b)

        \b(?:arret|cess)\w* (?:de|d) (?:(?:m|me|nous) <WRITE>|(?:(?:m|me|nous) )?envoyer (?:(?:de
        |des|ces|vos|tous) )*<TEXTS>)

        \b(?:arret|cess|stopp)\w* (?:(?:vos|ces|tous|avec|de recevoir) )+<TEXTS><END>

        <OPENING>(?:plus (?:de|d|aucun)|stop aux?|stop|assez de|marre de) <TEXTS><END>

        \b(?:me|m|nous) (?:desabonn|desinscri)\w+

        <OPENING>(?:desabonn|desinscri)\w+ (?:moi|nous)\b

        \b(?:(?:retir|enlev|supprim|effac)\w* (?:moi|nous)|(?:me|nous) (?:retirer|enlever
        |supprimer)) (?:de|du|des) (?:(?:votre|vos|la|cette|ce|le) )*(?:listes?|fichiers?|base)\b
        (?! des invites)

        \b(?:retir|enlev|supprim|effac)\w* (?:mon|ce) numero\b

        \blaiss\w* (?:moi|nous) (?:tranquilles?|en paix)\b

        \btromp\w* de numero\b|\b(?:mauvais|faux) numero\b
        """,
        PARTS,
    ),
    vetoes=any_of(
        r"""
        \bpourquoi\b

        \bjusqu\b

        \bpas me desabonner\b
        """,
    ),
)
