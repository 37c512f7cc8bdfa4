"""Machine talk: a model that speaks of itself, its orders, or to whoever reads the answer."""

import re
from functools import cache

from personalization.copy.checks.words import fresh
from personalization.copy.mask import without_tokens
from personalization.copy.prompt import RULES
from personalization.copy.slots import Slot
from wedsync.lib.worded import worded

RUN = 5  # words of our own rules in a row are no accident
TALK = re.compile(
    r"\b(?:system prompt|(?:my|your|the) prompt|language model|chat ?bot|chatgpt|gpt(?:-?\d)?"
    r"|openai|claude"
    r"|anthropic|gemini|llama|as an ai|an ai|(?:ai|virtual) assistant|artificial intelligence"
    r"|instructions?|instructed|jailbreak\w*|developer mode|dan mode|previous (?:messages?|rules)"
    r"|ignor(?:e|ed|ing)|disregard\w*|overrid\w*|json|schema|merge tags?|placeholder\w*"
    r"|i can(?:no|')t (?:help|assist|comply)|i'm sorry, but|pwned|hacked|injected|injection"
    r"|system ?(?:anweisung|prompt|message|override)\w*|my system|anweisung\w*|ignorier\w*"
    r"|sprachmodell\w*"
    r"|künstliche intelligenz"
    r"|modèle de langage|consignes?|instrucciones|modelo de lenguaje|istruzioni"
    r"|modello linguistico"
    r"|instructies|taalmodel|instruções|modelo de linguagem|instrukcj\w*|model językowy)\b"
    r"|инструкц\w*|игнорир\w*|нейросет\w*|指示|命令|系统|提示词|システム|プロンプト|시스템|프롬프트"
    r"|تعليمات|تجاهل|הוראות|התעלם|निर्देश|οδηγίες",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")


def check(text: str, slot: Slot, _language: str) -> str:
    words = without_tokens(text)
    if fresh(TALK, words, slot):
        return worded("It speaks of machines and their instructions.")
    return (
        worded("It repeats our own rules.")
        if _runs(words) & _ours() - _runs(slot.masked.text)
        else ""
    )


@cache
def _ours() -> frozenset[tuple[str, ...]]:
    return _runs(RULES)


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    words = _WORD.findall(text.lower())
    return frozenset(tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1))
