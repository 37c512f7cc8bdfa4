"""Opens an uploaded file as a table, or says in one sentence why it can't be read."""

from crm_connectors.csv_file import csv_lines
from crm_connectors.table import MAX_BYTES, Table, table_of
from crm_connectors.xlsx_file import is_workbook, xlsx_lines
from wedsync.lib.refusal import Refusal


def open_table(data: bytes) -> Table:
    """CSV or XLSX, told by their first bytes. Rows come one by one; limits are refused as met.

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
    return table_of(*(xlsx_lines(data) if is_workbook(data) else csv_lines(data)))
