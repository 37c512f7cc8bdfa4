"""What a provider said, without whom it was about. Pure."""

import re

ADDRESS = re.compile(r"[^\s<>\"']+@[^\s<>\"']+|\+?\d[\d ()-]{6,}\d")


def without_addresses(said: str) -> str:
    return ADDRESS.sub("(an address)", said)
