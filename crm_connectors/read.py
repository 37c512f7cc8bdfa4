"""Opens an uploaded file as a table, or says in one sentence why it can't be read."""

import datetime as dt
from zoneinfo import ZoneInfo

from crm_connectors.csv_file import csv_lines
from crm_connectors.ics_file import ics_lines
from crm_connectors.occasions import is_calendar
from crm_connectors.table import MAX_BYTES, Table, table_of
from crm_connectors.xlsx_file import is_workbook, xlsx_lines
from wedsync.lib.refusal import Refusal


def open_table(data: bytes, zone: ZoneInfo | dt.timezone = dt.UTC) -> Table:
    """CSV, XLSX or ICS, told by their first bytes. Rows come one by one; limits are refused as met.

    `zone` tells the day of an instant in UTC, where the file doesn't.

    Raises Refusal here for the whole file and its header, and while walking `lines` for a limit
    that only shows later; whoever writes as they read walks the file once beforehand.
    """
    if len(data) > MAX_BYTES:
        raise Refusal(
            "The file is larger than {size} MB. Split it in parts.",
            code="file_too_large",
            size=MAX_BYTES // 1024 // 1024,
        )
    if not data:
        raise Refusal("The file is empty.", code="empty_file")
    if is_calendar(data):
        return table_of(*ics_lines(data, zone))
    return table_of(*(xlsx_lines(data) if is_workbook(data) else csv_lines(data)))
