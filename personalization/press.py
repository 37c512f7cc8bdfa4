"""Write blocks as MJML and as plain text.

mrml sees only our own elements and numbered slots such as `[[7]]`; everything a vendor wrote, and
every merge tag, is filled in after it. So nothing anybody types can become an element, and mrml's
habit of writing rare characters in attributes as `\\u{200d}` can't touch it.
"""

import re
from dataclasses import dataclass, field

from personalization.blocks import (
    KNOWN,
    Block,
    Button,
    Columns,
    Heading,
    Image,
    Questionnaire,
    Signature,
    Simple,
    Spacer,
    Text,
    Timeline,
)
from personalization.inline import Written, literal_html, paragraphs
from personalization.links import Links

FIRST_LINE = '<p style="margin:0">'
BETWEEN = '</p><p style="margin:16px 0 0">'
HEADING = "margin:0;font-size:{size}px;line-height:1.25;font-weight:600"
SIGNED = "{% for line in vendor.signature_lines %}{{ line }}BREAK{% else %}{{ vendor.name }}"
TIMELINE = "{% for line in wedding.events %}"
RULE = "- - - - -"
GAP = "\n\n"

_SLOT = re.compile(r"\[\[(\d+)\]\]")


@dataclass
class Press:
    """One mail being written: its slots, its links, and whether it has its one h1."""

    links: Links = field(default_factory=Links)
    slots: list[str] = field(default_factory=list)
    titled: bool = False

    def slot(self, liquid: str) -> str:
        self.slots.append(liquid)
        return f"[[{len(self.slots) - 1}]]"

    def fill(self, html: str) -> str:
        return _SLOT.sub(lambda found: self.slots[int(found[1])], html)

    def body(self, blocks: tuple[Block, ...]) -> Written:
        """Sections of MJML; blocks that stand alone share one until columns interrupt them."""
        sections: list[str] = []
        alone: list[str] = []
        texts: list[str] = []
        for block in blocks:
            pressed = self.block(block)
            texts.append(pressed.text)
            if isinstance(block, Columns):
                sections += [*section(alone), pressed.html]
                alone = []
            else:
                alone.append(pressed.html)
        return Written("".join([*sections, *section(alone)]), "".join(texts))

    def block(self, block: Block) -> Written:
        pressed = self._columns(block) if isinstance(block, Columns) else self._simple(block)
        return self.conditional(pressed, block.when.strip())

    def conditional(self, pressed: Written, when: str) -> Written:
        if not when:
            return pressed
        opening, closing = f"{{% if {when} %}}", "{% endif %}"
        html = f"{self.raw(opening)}{pressed.html}{self.raw(closing)}"
        return Written(html, f"{opening}{pressed.text}{closing}")

    def raw(self, liquid: str) -> str:
        return f"<mj-raw>{self.slot(liquid)}</mj-raw>"

    def _columns(self, block: Columns) -> Written:
        sides = [[self.block(one) for one in column] for column in block.columns]
        html = "".join(f"<mj-column>{''.join(p.html for p in side)}</mj-column>" for side in sides)
        text = "".join(pressed.text for side in sides for pressed in side)
        return Written(f"<mj-section>{html}</mj-section>", text)

    def _simple(self, block: Simple) -> Written:
        match block:
            case Heading():
                pressed = self._heading(block)
            case Text():
                pressed = self._text(block)
            case Image():
                pressed = self._image(block)
            case Button() | Questionnaire():
                pressed = self._asking(block)
            case Timeline():
                pressed = self._timeline()
            case Signature():
                pressed = self._signature()
            case Spacer():
                pressed = Written(f'<mj-spacer height="{block.height}px" />', "")
            case _:
                pressed = Written("<mj-divider />", RULE + GAP)
        return pressed

    def _heading(self, block: Heading) -> Written:
        tag, size = ("h2", 20) if self.titled else ("h1", 28)
        self.titled = True
        title = self.slot(literal_html(block.text))
        html = f'<{tag} style="{HEADING.format(size=size)}">{title}</{tag}>'
        return Written(f"<mj-text>{html}</mj-text>", block.text + GAP)

    def _text(self, block: Text) -> Written:
        """Raises inline.Misplaced."""
        written = paragraphs(block.text, self.links)
        html = FIRST_LINE + BETWEEN.join(one.html for one in written) + "</p>"
        text = GAP.join(one.text for one in written)
        return Written(f"<mj-text>{self.slot(html)}</mj-text>", text + GAP)

    def _image(self, block: Image) -> Written:
        source, alt = self.slot(literal_html(block.src)), self.slot(literal_html(block.alt))
        link = self.links.add(block.href.strip()) if block.href.strip() else ""
        href = f' href="{self.slot(link)}"' if link else ""
        html = f'<mj-image src="{source}" alt="{alt}" width="{block.width}px"{href} />'
        return Written(html, f"[{block.alt}]{f' ({link})' if link else ''}{GAP}")

    def _button(self, block: Button | Questionnaire) -> Written:
        link = self.links.add(block.url.strip())
        accent, ink = self.slot("{{ brand.accent }}"), self.slot("{{ brand.on_accent }}")
        html = (
            f'<mj-button href="{self.slot(link)}" background-color="{accent}" color="{ink}">'
            f"{self.slot(literal_html(block.label))}</mj-button>"
        )
        return Written(html, "" if self.links.hidden else f"{block.label}: {link}{GAP}")

    def _asking(self, block: Button | Questionnaire) -> Written:
        """A button; below that of a questionnaire, how long it takes."""
        button = self._button(block)
        if isinstance(block, Button) or not block.minutes:
            return button
        takes = f"{block.minutes} min."
        html = f'<mj-text align="center" font-size="14px" padding-top="0">{takes}</mj-text>'
        text = f"{button.text.removesuffix(GAP)} ({takes}){GAP}" if button.text else ""
        return Written(button.html + html, text)

    def _timeline(self) -> Written:
        """Left out where nothing is known."""
        line = '<p style="margin:0 0 8px">{{ line }}</p>{% endfor %}'
        html = f"<mj-text>{self.slot(TIMELINE + line)}</mj-text>"
        text = TIMELINE + "{{ line }}\n{% endfor %}\n"
        return self.conditional(Written(html, text), KNOWN)

    def _signature(self) -> Written:
        html = self.slot(SIGNED.replace("BREAK", "<br />") + "{% endfor %}")
        text = SIGNED.replace("BREAK", "\n") + "\n{% endfor %}\n"
        return Written(f"<mj-text>{html}</mj-text>", text)


def section(elements: list[str]) -> list[str]:
    """One column across the mail, if there is anything in it."""
    if not elements:
        return []
    return [f"<mj-section><mj-column>{''.join(elements)}</mj-column></mj-section>"]
