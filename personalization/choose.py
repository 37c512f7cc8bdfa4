"""Which language of a message somebody gets, of those it is written in. Pure."""

from collections.abc import Iterable, Sequence


def language_for(offered: Sequence[str], wishes: Iterable[str]) -> str:
    """The offered BCP 47 tag that suits the first wish that any suits; else the first offered.

    A wish is suited by its own tag, else by its bare language, else by the first tag of the same
    language: pt-BR by pt-BR, then pt, then pt-PT. Raises ValueError where nothing is offered.
    """
    if not offered:
        raise ValueError("Nothing is written in any language.")
    found = (_suiting(_plain(wish), offered) for wish in wishes)
    return next(filter(None, found), offered[0])


def _suiting(wish: str, offered: Sequence[str]) -> str:
    bare = wish.partition("-")[0]
    tags = {_plain(tag): tag for tag in reversed(offered)}
    same = (tag for tag in offered if bare and _plain(tag).partition("-")[0] == bare)
    return tags.get(wish) or tags.get(bare) or next(same, "")


def _plain(tag: str) -> str:
    return tag.replace("_", "-").casefold()
