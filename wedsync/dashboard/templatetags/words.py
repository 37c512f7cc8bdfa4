"""What every template can say without loading anything: a sentence of ours, translated."""

from django import template

from wedsync.lib import translated as said

register = template.Library()


@register.filter
def translated(sentence: object) -> str:
    """`{{ line.text|translated }}`: what was made in English, in the language of the page."""
    return said.translated(str(sentence)) if sentence else ""
