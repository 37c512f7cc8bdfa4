"""The value of a field that has none: it stays missing through every filter until a `default`."""

from liquid.undefined import Undefined


class Missing(Undefined):
    """False in conditions, equal to nil, empty in loops; printing it raises MissingField."""

    __slots__ = ()
