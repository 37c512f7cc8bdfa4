"""Rows of a usual file, translated for a vendor in the United States."""

from crm_connectors.dates import Order
from crm_connectors.headers import map_headers
from crm_connectors.table import Line
from crm_connectors.translate import House, translate

HOUSE = House("US", "USD", {"/": Order.MONTH_FIRST})
HEADERS = (
    *("Id", "First name", "Last name", "Email", "Phone", "Partner first name", "Partner email"),
    *("Wedding date", "Status", "Type", "Venue", "Country", "Guests", "Budget"),
    "Marketing consent",
)


def row(**cells):
    """A row of the columns above; `first_name="Lena"` fills the column `First name`."""
    words = {name.replace("_", " "): text for name, text in cells.items()}
    line = Line(7, tuple(words.get(header.lower(), "") for header in HEADERS))
    return translate(line, map_headers(HEADERS), HOUSE)


def couple(**cells):
    return row(email="lena@example.com", **cells)
