"""Files for tests: CSV as bytes, and workbooks with or without malice."""

import csv
import io
import zipfile

import openpyxl

HEADER = ("Id", "First name", "Partner first name", "Email", "Wedding date")

SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def csv_file(*rows, header=HEADER, encoding="utf-8", delimiter=","):
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows([header, *rows])
    return text.getvalue().encode(encoding)


def workbook(*rows, header=HEADER):
    book = openpyxl.Workbook()
    for row in (header, *rows):
        book.active.append(row)
    return saved(book)


def saved(book):
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def with_part(data, name, content):
    """The same workbook with one of its parts replaced."""
    changed = io.BytesIO()
    pack = zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED)
    with zipfile.ZipFile(io.BytesIO(data)) as old, pack as new:
        for member in old.infolist():
            if member.filename != name:
                new.writestr(member, old.read(member))
        new.writestr(name, content)
    return changed.getvalue()


def part(data, name):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


def sheet(rows):
    """The part of a workbook that holds these rows, written by hand."""
    return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
