"""Words of several languages that stand in cells: months, seasons, states, yes. Pure data."""

import re
import unicodedata
from functools import lru_cache


@lru_cache(maxsize=10_000)
def plain(text: str) -> str:
    """Lower case, without accents and dots, spaces single: `Août.` is `aout`, `U.S.` is `us`."""
    undotted = re.sub(r"(?<=[^\W\d])\.(?=[^\W\d])", "", text.casefold()).replace(".", " ")
    parts = unicodedata.normalize("NFKD", undotted)
    return " ".join("".join(c for c in parts if not unicodedata.combining(c)).split())


def words(text: str) -> frozenset[str]:
    """The single words of a table."""
    return frozenset(text.split())


def phrases(text: str) -> frozenset[str]:
    """The entries of a table that are parted by bars, over any number of lines."""
    return frozenset(" ".join(part.split()) for part in text.split("|"))


# English, German, Spanish, French, Italian, Portuguese, Dutch; short forms as calendars have them.
_MONTHS = """
jan january januar janner ene enero janv janvier gen gennaio janeiro januari
feb february februar feber febrero fev fevr fevrier febbraio fevereiro februari
mar march marz mrz maerz marzo mars marco maart mrt
apr april abr abril avr avril aprile
may mai mayo mag maggio maio mei
jun june juni junio juin giu giugno junho
jul july juli julio juil juillet lug luglio julho
aug august ago agosto aout augustus
sep sept september septiembre setiembre septembre set settembre setembro
oct october okt oktober octubre octobre ott ottobre out outubro
nov november noviembre novembre novembro
dec december dez dezember dic diciembre dicembre decembre dezembro
"""
MONTH_NAMES = {
    name: number
    for number, names in enumerate(_MONTHS.strip().splitlines(), start=1)
    for name in names.split()
}
SEASONS = words(
    """
    spring summer fall autumn winter early mid late fruhling fruhjahr sommer herbst
    primavera verano otono invierno printemps ete automne hiver
    """
)
DATE_FILLERS = words(
    """
    st nd rd th er eme de del of the le el la den am on do
    mon monday tue tues tuesday wed wednesday thu thur thurs thursday fri friday sat saturday
    sun sunday mo montag di dienstag mi mittwoch donnerstag fr freitag sa samstag sonnabend so
    sonntag lunes martes miercoles jueves viernes sabado domingo lundi mardi mercredi jeudi
    vendredi samedi dimanche domenica zaterdag zondag vrijdag
    """
)
# As `plain` leaves them: without dots and accents.
OPEN_DATES = phrases(
    """
    tbd|tba|tbc|to be decided|to be determined|to be announced|to be confirmed|unknown|undecided
    |not set|no date|no date yet|none|n/a|na|open|postponed|unscheduled|?|-|\u2013
    |offen|noch offen|unbekannt|kein datum|por definir|por confirmar|pendiente|sin fecha
    |a definir|a confirmer|inconnu|da definire
    """
)
YES = phrases(
    """
    yes|y|true|t|1|x|✓|✔|☑|on|granted|agreed|accepted|subscribed|opted in|opted-in|opt in|opt-in
    |ja|j|wahr|si|s|verdadero|oui|o|vrai
    """
)
NO = phrases(
    """
    no|n|false|f|0|off|none|denied|declined|refused|unsubscribed|opted out|opted-out|opt out
    |opt-out|unknown|not given|never asked|n/a|-|\u2013|✗|✘|nein|falsch|non|faux
    """
)
LIVES = {
    word: life
    for life, table in {
        "inquiry": """
            lead|new lead|inquiry|enquiry|new inquiry|contacted|consultation|proposal|proposal sent
            |quote sent|quoted|follow up|on hold|pending|tentative|anfrage|interessent|consulta
            |presupuesto enviado|demande|prospect
        """,
        "booked": """
            booked|confirmed|contract signed|contract sent|retainer paid|deposit paid|planning
            |active|in progress|fulfillment|final details|job|client|signed|gebucht|bestatigt
            |reservado|confirmado|contratado|reserve|confirme
        """,
        "postponed": "postponed|unscheduled|verschoben|aplazado|aplazada|reporte|reportee",
        "cancelled": """
            cancelled|canceled|lost|closed lost|declined|refunded|storniert|abgesagt
            |cancelado|cancelada|annule|annulee
        """,
        "separated": "separated|broke up|breakup|getrennt|separado|separados|separe|separes",
        "bereaved": "bereaved|death in family|trauerfall|luto|deuil",
        "completed": """
            completed|complete|done|delivered|finished|closed won|post wedding|abgeschlossen
            |terminado|completado|termine|terminee
        """,
    }.items()
    for word in phrases(table)
}
WEDDING_KINDS = (
    *("wedding", "elope", "ceremony", "micro", "hochzeit", "trauung"),
    *("boda", "mariage", "matrimonio", "sangeet"),
)
LANGUAGES = {
    name: code
    for code, names in {
        "en": "english englisch ingles anglais",
        "de": "german deutsch aleman allemand",
        "es": "spanish espanol castellano spanisch espagnol castilian",
        "fr": "french francais franzosisch frances",
        "it": "italian italiano italienisch italien",
        "pt": "portuguese portugues portugiesisch portugais",
        "nl": "dutch nederlands hollandisch niederlandisch neerlandais",
        "pl": "polish polski polnisch polaco polonais",
        "zh": "chinese chinesisch chino chinois mandarin",
        "ja": "japanese japanisch japones japonais",
        "ko": "korean koreanisch coreano coreen",
        "vi": "vietnamese",
        "hi": "hindi",
        "ar": "arabic arabisch arabe",
        "ru": "russian russisch ruso russe",
        "uk": "ukrainian ukrainisch ucraniano ukrainien",
        "tr": "turkish turkisch turco turc",
    }.items()
    for name in names.split()
}
COUNTRIES = {
    name: code
    for code, names in {
        "US": "usa|united states|united states of america|america|estados unidos|etats-unis",
        "GB": "uk|united kingdom|great britain|england|scotland|wales|northern ireland",
        "CA": "canada|kanada",
        "AU": "australia|australien",
        "NZ": "new zealand|neuseeland",
        "IE": "ireland|irland|irlanda|irlande",
        "DE": "germany|deutschland|alemania|allemagne",
        "AT": "austria|osterreich|autriche",
        "CH": "switzerland|schweiz|suisse|suiza|svizzera",
        "FR": "france|frankreich|francia",
        "ES": "spain|spanien|espana|espagne",
        "IT": "italy|italien|italia|italie",
        "PT": "portugal",
        "NL": "netherlands|the netherlands|holland|niederlande|paises bajos|pays-bas|nederland",
        "BE": "belgium|belgien|belgica|belgique",
        "MX": "mexico|mexiko|mexique",
        "BR": "brazil|brasil|brasilien|bresil",
        "IN": "india|indien|inde",
        "JP": "japan|japon",
        "ZA": "south africa|sudafrika|sudafrica",
        "GR": "greece|griechenland|grecia|grece",
        "SE": "sweden|schweden|suecia|suede",
        "NO": "norway|norwegen|noruega|norvege",
        "DK": "denmark|danemark|dinamarca|danmark",
        "PL": "poland|polen|polonia|pologne",
        "CR": "costa rica",
        "DO": "dominican republic|republica dominicana",
        "JM": "jamaica",
    }.items()
    for name in phrases(names)
}
