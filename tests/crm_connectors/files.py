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


def hand_made(rows, *, texts="", styles="", book="", target="worksheets/sheet1.xml", without=()):
    """The least a workbook needs, each part as given."""
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    link = '<Relationship Id="{}" Type="' + kinds + '/{}" Target="{}"/>'
    main = link.format("r1", "officeDocument", "xl/workbook.xml")
    links = link.format("r1", "worksheet", target)
    links += link.format("r2", "sharedStrings", "sharedStrings.xml")
    links += link.format("r3", "styles", "styles.xml")
    title = '<sheets><sheet name="Clients" sheetId="1" r:id="r1"/></sheets>'
    parts = {
        "_rels/.rels": f"<Relationships>\n{main}</Relationships>",
        "xl/workbook.xml": f'<workbook xmlns:r="{kinds}">{book}{title}</workbook>',
        "xl/_rels/workbook.xml.rels": f"<Relationships>{links}</Relationships>",
        "xl/sharedStrings.xml": texts or "<sst/>",
        "xl/styles.xml": styles or "<styleSheet/>",
        SHEET: rows,
    }
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            if name not in without:
                archive.writestr(name, content)
    return data.getvalue()
