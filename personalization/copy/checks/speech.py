"""Language: by the little words that every sentence has, whether it is the one asked for."""

import re
from collections.abc import Mapping

from personalization.copy.mask import without_tokens
from personalization.copy.slots import Slot
from wedsync.lib.worded import worded

FEWEST_WORDS = 6  # fewer say too little about their language
LITTLE: Mapping[str, frozenset[str]] = {
    language: frozenset(words.split())
    for language, words in {
        "en": "the a an and or of to in is are was be it you your we our us for with on at that"
        " this have has will can if so not as from by all any let here there what when how just"
        " no about after before one only but",
        "de": "der die das und oder von zu in ist sind war es ihr euch euer eure wir unser uns für"
        " mit auf dass haben hat wird kann wenn so nicht als aus bei alle den dem ein eine einen"
        " sie ihnen ihre im am zum zur noch auch schon nur was sich wie bis",
        "fr": "le la les un une des et ou de du à au aux en est sont vous votre vos nous notre nos"
        " pour avec sur que qui ce cette ces avez avons si ne pas par tout il elle dans plus",
        "es": "el la los las un una y o de del a al en es son su sus vuestro vuestra vosotros os"
        " nosotros nuestro nuestra para con por que este esta si no se lo más como hay todo",
        "it": "il lo la i gli le un una e o di del della a al in è sono voi vostro vostra noi"
        " nostro nostra per con su che questo questa se non vi ci da dei delle nel più come qui"
        " va quanto",
        "nl": "de het een en of van te in is zijn was jullie je jouw we wij ons onze voor met op"
        " dat die hebben heeft zal kan als niet uit bij alle er ook nog maar",
        "pt": "o a os as um uma e ou de do da em no na é são seu sua vosso vocês nós nosso nossa"
        " para com por que este esta se não mais como há todo ao à",
    }.items()
}
_WORD = re.compile(r"[^\W\d_]+")


def check(text: str, _slot: Slot, language: str) -> str:
    """Says nothing about languages it has no words of."""
    expected = LITTLE.get(language.partition("-")[0].lower())
    words = _WORD.findall(without_tokens(text).lower())
    if expected is None or len(words) < FEWEST_WORDS:
        return ""
    ours = sum(word in expected for word in words)
    others = max(sum(word in little for word in words) for little in LITTLE.values())
    known = ours * 8 >= len(words)  # an eighth of any prose is such words
    return "" if known and ours * 2 > others else worded("It is not in the language asked for.")
