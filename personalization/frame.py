"""What stands around the blocks of every mail: letterhead, footer, and the page itself."""

from babel import Locale, UnknownLocaleError

from personalization.inline import Written
from personalization.press import GAP, Press, section

# Purposes whose mails must say who sends them and how to stop them; no template can leave it out.
LEAVABLE = frozenset({"helpful", "marketing"})

# To stop it, to choose, to read it in a browser.
LINKS = {
    "de": ("Abmelden", "Einstellungen", "Im Browser lesen"),
    "en": ("Unsubscribe", "Mail preferences", "View in browser"),
    "es": ("Darse de baja", "Preferencias", "Ver en el navegador"),
    "fr": ("Se désinscrire", "Préférences", "Voir dans le navigateur"),
    "it": ("Disiscriviti", "Preferenze", "Leggi nel browser"),
    "nl": ("Afmelden", "Voorkeuren", "Bekijk in de browser"),
    "pt": ("Cancelar a subscrição", "Preferências", "Ver no navegador"),
}
SMALL = "font-size:12px;line-height:1.5;color:#6b625a"
PIXEL = (
    '{% if pixel %}<img src="{{ pixel }}" width="1" height="1" alt="" '
    'style="display:block;border:0" />{% endif %}'
)
PAGE = """<mjml lang="{language}" dir="{direction}"><mj-head>
<mj-title>{title}</mj-title><mj-preview>{preheader}</mj-preview>
<mj-attributes>
<mj-all font-family="Georgia, 'Times New Roman', serif" color="#2b2622" />
<mj-section background-color="#ffffff" padding="8px 0" direction="{direction}" />
<mj-text font-size="16px" line-height="1.6" align="{side}" />
<mj-button font-size="16px" border-radius="4px" inner-padding="14px 28px" />
<mj-image align="center" /><mj-divider border-width="1px" border-color="#e4ddd4" />
</mj-attributes></mj-head>
<mj-body background-color="#f6f3ef" width="600px">{letterhead}{body}{footer}</mj-body></mjml>"""


def direction(language: str) -> str:
    """ltr or rtl, for a BCP 47 tag. Raises ValueError for a language nobody speaks."""
    try:
        return Locale.parse(language, sep="-").text_direction
    except (ValueError, UnknownLocaleError):
        raise ValueError(f"'{language[:20]}' is no language we know") from None


def letterhead(press: Press) -> str:
    """The vendor's logo, or its name: as they are when the mail leaves."""
    logo = (
        f'<mj-image src="{press.slot("{{ brand.logo }}")}" width="160px" '
        f'alt="{press.slot("{{ vendor.name }}")}" />'
    )
    style = f"font-size:18px;font-weight:600;color:{press.slot('{{ brand.accent }}')}"
    name = f'<mj-text align="center"><p style="margin:0;{style}">{press.slot(NAME)}</p></mj-text>'
    elements = [press.raw("{% if brand.logo %}"), logo, press.raw("{% else %}"), name]
    return "".join(section([*elements, press.raw("{% endif %}")]))


def footer(press: Press, *, language: str, purpose: str) -> Written:
    """Who writes, from where, where to read it, and (where the law asks for it) how to stop it.

    The text of a mail needs no browser.
    """
    leave, preferences, browser = LINKS.get(language.partition("-")[0], LINKS["en"])
    html, text = f"{SENDER}<br />{_link('browser', browser)}", SENDER
    if purpose in LEAVABLE:
        ways = (("unsubscribe", leave), ("preferences", preferences), ("browser", browser))
        html = f"{LEAVABLE_SENDER}<br />" + " · ".join(_link(*way) for way in ways)
        text = f"{LEAVABLE_SENDER}\n{leave}: {{{{ links.unsubscribe }}}}\n"
        text += f"{preferences}: {{{{ links.preferences }}}}"
    html = html.replace("·", "&middot;")  # plain ASCII is written at a quarter of the cost
    line = f'<p style="margin:0;{SMALL}">{press.slot(html)}</p>'
    mjml = "".join(section([f'<mj-divider /><mj-text align="center">{line}</mj-text>']))
    return Written(mjml, f"--{GAP[:1]}{text}\n")


NAME = "{{ vendor.name }}"
LEAVABLE_SENDER = f"{NAME} · {{{{ vendor.postal_address }}}}"
SENDER = NAME + "{% if vendor.postal_address %} · {{ vendor.postal_address }}{% endif %}"


def _link(field: str, label: str) -> str:
    return (
        f'<a href="{{{{ links.{field} }}}}" style="{SMALL};text-decoration:underline">{label}</a>'
    )
