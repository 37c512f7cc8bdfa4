"""English."""

from messaging.lexicon import Language, any_of, words

PARTS = {
    "TEXTS": (
        r"(?:texts|txts|text messages|messages|msgs|sms|emails|mails|notifications"
        r"|reminders|whatsapps|updates|newsletters?|promos|spam|ads|offers|alerts)"
    ),
    "ME": r"(?:me|us|this number|my number|my phone number|my phone)",
    "DONT": r"(?:dont|do not|never|no longer)",
    "END": (
        r"(?=$| (?:please|pls|plz|thanks|thank|now|anymore|any more|again|ever"
        r"|any longer|at all|already|immediately|altogether|or|i|ill|we|on this"
        r"|at this|in the future|going forward|asap|guys|from (?:you|u|this|your)"
        r"|about)\b)"
    ),
    "OPENING": r"^(?:(?:please|pls|ok|okay|hi|hey|hello|thanks|and|just|so) )*",
}

language = Language(
    stop=words("stop, stopall, unsubscribe, unsubscribe me, unsub, revoke, optout, opt out"),
    alone=words("cancel, end, quit, remove, cancel all"),
    start=words("start, unstop, yes, subscribe, resubscribe"),
    help=words("help, info"),
    courtesies=words(
        "please, pls, plz, thanks, thx, thank, you, ty, now, ok, okay, hi, hello, hey, just,"
        "kindly, all, everything, immediately, already, sorry"
    ),
    revocations=any_of(
        r"""
        \b(?:stop|quit|cease|discontinue) (?:the |all |with )*(?:texting|txting|messaging|emailing
        |contacting|spamming|bothering|bugging|harassing|disturbing|whatsapping)(?: <ME>)?<END>

        \bstop sending(?: <ME>)?(?: (?:these|this|any|more|all|your|the|such|so many|further
        |promotional|marketing))*(?: <TEXTS>| stuff| things| crap| junk| shit)?<END>

        \b(?:stop|quit) (?:receiving|getting) (?:(?:these|any|your|all|so many) )*<TEXTS><END>

        \b<DONT>(?: ever)? (?:text|txt|message|contact|email|sms|whatsapp|write to|disturb|bother
        |reply to|call or text|text or call|call or message) <ME><END>

        \b<DONT> send (?:<ME> )?(?:any )?(?:more |further |other )?<TEXTS><END>

        \b<DONT> send (?:<ME> )?(?:anything|any|more|this|these)(?: else| more)?<END>

        <OPENING>no <TEXTS>(?=$| (?:please|pls|thanks|thank)\b)

        <OPENING>no (?:more|further) (?:marketing |promotional |of these |of your )*<TEXTS><END>

        \b(?:remove|take|delete|drop|get) <ME>(?: please)? (?:from|off)(?: of)? (?:(?:your|this|the
        |all|any|these|marketing|mailing|email|text|texting|sms|contact|message|subscriber
        |distribution|client|customer|whatsapp) )*(?:lists?|texts|messages|database|system|emails
        |contacts|sms|newsletter)\b

        <OPENING>(?:remove|delete) <ME><END>|<OPENING>take <ME> off<END>

        \b(?:be removed from|want (?:off|out)(?: of)?) (?:your|this|the) (?:mailing |text )?list\b

        \b(?:never|didnt|did not) (?:agreed?|consent(?:ed)?|sign(?:ed)? up|subscribed?
        |asked?) (?:to|for) (?:(?:get|getting|receive|receiving|these|this|your|any) )*(?:<TEXTS>
        |this|these)\b

        \bspam stop\b|\bstop .*\bspam\b

        \bunsub?s?c?ribe\b

        \bopt(?: <ME>)? out(?:<END>|(?= (?:of|from) (?:(?:these|this|your|all|the|any|receiving
        |getting|future|further|marketing|text) )*(?:<TEXTS>|this|these|all)\b))

        \b<DONT> (?:want|wish|care|like|agree|consent)(?: to)?(?: (?:receive|receiving|get|getting
        |have|see|any|more|anymore|these|this|your|such|further|other|of|the|marketing
        |promotional))* <TEXTS>\b(?! on\b)

        \b<DONT> want (?:these|this|them) (?:anymore|any more)\b

        \b<DONT>(?: want| wish| like| care)?(?: to)? be(?:ing)? (?:contacted|texted|messaged
        |emailed|spammed)\b

        \b<DONT> (?:want|wish|care)(?: to)? hear from (?:you|u|yall|your \w+)\b

        \b(?:revoke|withdraw|retract) (?:my |our |all )*(?:consent|permission)\b

        \b(?:stop|cease|enough|discontinue) (?:(?:the|all|these|this|your|with|of|marketing) )*
        (?:<TEXTS>|communications?|contact)<END>

        \b<TEXTS> to stop\b

        <OPENING>leave (?:me|us) alone\b

        \blose (?:my|this|our) number\b

        ^(?:(?:sorry|hi|hello|i|think|im|afraid|this|is|the|a) )*wrong number\b

        \b(?:you|u)(?: \w+){1,3} wrong (?:number|person)\b(?! (?:for|of|on|in)\b)

        \bcancel (?:(?:my|all|the|these|this|our|any|your) )*(?:subscription|<TEXTS>)\b

        ^stop not interested\b
        """,
        PARTS,
    ),
    vetoes=any_of(
        r"""
        (?<!if you )\b(?:dont|do not|never|not|cant|cannot|wont|didnt
        |doesnt) (?:ever |just |please |to )?stop\b

        \b<DONT> want (?:\w+ ){1,3}to stop\b

        \b(?:<DONT>|didnt|did not) (?:\w+ ){0,3}unsubscribe\b

        \b(?:tell|ask|told|asked|get|make) (?!you\b|u\b)(?:\w+ ){1,3}?(?:to )?stop\b

        \b(?:guests?|they|people|kids|family|he|she) (?:\w+ )?opt\b

        \binstead\b

        \bjust (?:text|call|email|message|whatsapp|send|ring|phone)\b

        \b(?:until|till)\b

        \bwhy (?:\w+ ){0,2}(?:dont|didnt|do not|did not)\b
        """,
        PARTS,
    ),
)
