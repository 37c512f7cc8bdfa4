"""What a page may not hold: scripts and styles of its own, and anything of a third party."""

from html.parser import HTMLParser

LOADING = {"script": "src", "img": "src", "iframe": "src", "link": "href", "form": "action"}
OURS = ("/", "?", "#", "data:image/")


def faults(html: str) -> list[str]:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.found


def policy(response) -> dict[str, list[str]]:
    words = [part.split() for part in response.headers["Content-Security-Policy"].split(";")]
    return {name: values for name, *values in words}


def is_strict(response) -> bool:
    rules = policy(response)
    sources = {value for values in rules.values() for value in values}
    assert rules["default-src"] == ["'none'"]
    assert rules["frame-ancestors"] == ["'none'"]
    return sources == {"'none'", "'self'", "data:"}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.found += [f"<{tag} {name}>" for name in given if name.startswith("on")]
        if "style" in given or tag == "style":
            self.found.append(f"<{tag}> with a style of its own")
        if tag == "script" and "src" not in given and given.get("type") != "application/json":
            self.found.append("a script of its own")
        address = given.get(LOADING.get(tag, "")) or "/"
        if not address.startswith(OURS) or address.startswith("//"):
            self.found.append(f"<{tag}> loads {address}")
