"""One report as Markdown, .docx, .xlsx and .pdf says the same; what cannot be read says why."""

import io
import zipfile
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from tests import office
from validator.documents import reading
from validator.documents.document import Block, Document, Table
from validator.documents.limits import MOST_CELLS, TooMuchError, UnreadableError
from validator.documents.office import separated, shown
from validator.documents.office.looking import RELATIONS
from validator.understanding.reading import understand

RELEASE = Path(__file__).parents[2] / "instances" / "qifu-2023q3" / "release.md"


def said(document: Document) -> Counter[tuple[int, int, str, str, bool]]:
    """Every figure of a document: value, unit, period, and whether a table has it."""
    read = understand(document)
    figures = [one for statement in read.statements for line in statement.lines for one in line.figures if one]
    return Counter(
        (one.mantissa, one.exponent, one.unit, str(one.period), one.statement >= 0) for one in [*figures, *read.prose]
    )


@pytest.mark.shared
def test_the_first_release_says_the_same_in_every_format(shared):
    says_the_same((shared / "release" / "qifu-2023q3-6k.md").read_bytes())


def test_one_release_says_the_same_in_every_format():
    says_the_same(RELEASE.read_bytes())


def says_the_same(data: bytes) -> None:
    """Hold what a release says in other formats against what it says as Markdown."""
    document = reading.read("release.md", data)
    told = said(document)
    assert sum(told.values()) > 690
    for name, make in (("a.docx", office.word), ("a.xlsx", office.workbook), ("a.pdf", office.printed)):
        again = reading.read(name, make(document))
        assert (name, said(again)) == (name, told)


def small() -> Document:
    return reading.read(
        "a.md", b"# Sales\n\nIn thousands.\n\n| | 2023 | 2022 |\n|---|---|---|\n| Net sales | 1,234 | 1,100 |\n"
    )


def places(document: Document) -> dict[str, str]:
    """What each cell says, and what its place is called."""
    return {
        cell.text.plain: document.where[cell.text.place(0).line - 1]
        for part in document.parts
        if isinstance(part, Table)
        for row in part.rows
        for cell in row
    }


def test_a_cell_of_a_text_document_is_named_by_table_row_and_cell():
    document = reading.read("a.docx", office.word(small()))
    assert places(document)["1,234"] == "table 1, row 2, cell 2"
    assert document.where[0] == "paragraph 1"
    assert [part.kind for part in document.parts if isinstance(part, Block)] == ["heading", "text"]


def test_a_cell_of_a_workbook_is_named_by_sheet_and_cell():
    document = reading.read("a.xlsx", office.workbook(small()))
    assert places(document)["1,234"] == "Sheet!B4"


def test_a_line_of_a_pdf_is_named_by_its_page():
    document = reading.read("a.pdf", office.printed(small()))
    assert places(document)["1,234"] == places(document)["Net sales"]
    assert places(document)["1,234"].startswith("page 1, line ")


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (1234567, "#,##0,", "1,235"),
        (1234567, "General", "1234567"),
        (1234.5, "#,##0.00", "1,234.50"),
        (0.125, "0.0%", "12.5%"),
        (-1234, "#,##0;(#,##0)", "(1,234)"),
        (-1234, '"$"#,##0_);\\("$"#,##0\\)', "($1,234)"),
        (0, '#,##0;(#,##0);"-"', "-"),
        (0.1 + 0.2, "General", "0.3"),
        (2.5, "0", "3"),
        (1234567890, '#,##0.0,,"m"', "1,234.6m"),
        (1234.5, "[$€-407] #,##0.00", "€ 1,234.50"),
        (12.3, "0.##", "12.3"),
        (12, "0.##", "12"),
        (Decimal("7.10"), "0.00", "7.10"),
        ("as it is", "0.00", "as it is"),
    ],
)
def test_a_number_is_shown_as_its_format_says(value, form, text):
    assert shown.shown(value, form) == text


def test_a_formula_without_a_stored_value_is_told():
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["Total", 1, "=B1+1"])
    book.active.append(["Other", 1, 2])
    document = reading.read("a.xlsx", office.saved(book))
    assert [problem.at.pointer for problem in document.problems] == ["C1"]
    book = openpyxl.Workbook()
    book.active["A1"] = "=1+1"
    with pytest.raises(UnreadableError, match="formulas have no stored values"):
        reading.read("a.xlsx", office.saved(book))


def test_hidden_rows_columns_and_sheets_are_passed():
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["Sales", 1, 2, 3], ["Secret", 4, 5, 6], ["Costs", 7, 8, 9]):
        sheet.append(row)
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["C"].hidden = True
    book.create_sheet("Hidden").append(["Net", 1])
    book["Hidden"].sheet_state = "hidden"
    (table,) = reading.read("a.xlsx", office.saved(book)).parts
    assert [[cell.text.plain for cell in row] for row in table.rows] == [["Sales", "1", "3"], ["Costs", "7", "9"]]


def packed(**members: bytes) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return into.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\xd0\xcf\x11\xe0 and more", "is encrypted, or of a format before 2007"),
        (b"PK\x03\x04 and no more", "is a damaged file"),
        (packed(a_xml=b"<a/>"), "is a packed file that holds no document"),
        (packed(word__document_xml=b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"), "declares a document type"),
        (packed(word__document_xml=b"<a/>"), "cannot be read as .docx"),
        (packed(xl__workbook_xml=b"<a/>"), "cannot be read as a workbook"),
        (b"%PDF-1.7 and no more", "cannot be read as PDF"),
    ],
)
def test_what_cannot_be_read_says_why(data, reason):
    with pytest.raises(UnreadableError, match=reason):
        reading.read("a", data)


def test_a_cell_whose_style_is_not_there_is_damage():
    """What a number is printed as says whether it is a percentage, so it is not read without."""
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["Share", 0.123])
    book.active["B1"].number_format = "0.0%"
    data = office.saved(book)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    styles, percent = members["xl/styles.xml"], b'numFmtId="164" fontId="0"'
    assert styles.count(percent) == 1
    members["xl/styles.xml"] = styles.replace(percent, b'numFmtId="164" fontId="99"')
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    with pytest.raises(UnreadableError, match="is a damaged file: Sheet!B1 has a style that is not there"):
        reading.read("a.xlsx", into.getvalue())


def test_what_unpacks_to_more_than_any_document_is_refused(monkeypatch):
    monkeypatch.setattr("validator.documents.office.packed.MOST_BYTES", 1000)
    with pytest.raises(TooMuchError, match="more than 1,000 bytes unpacked"):
        reading.read("a", packed(word__document_xml=b" " * 5000))


def test_a_pdf_without_text_is_told_to_be_pictures():
    import fpdf

    made = fpdf.FPDF()
    made.add_page()
    made.rect(10, 10, 50, 50)
    with pytest.raises(UnreadableError, match="only pictures of pages"):
        reading.read("a.pdf", bytes(made.output()))


def test_an_encrypted_pdf_is_told():
    import fpdf

    made = fpdf.FPDF()
    made.set_encryption(owner_password="a", user_password="b")
    made.add_page()
    with pytest.raises(UnreadableError, match="is encrypted; save it without a password"):
        reading.read("a.pdf", bytes(made.output()))


def test_fields_are_told_from_prose():
    prose = "Sales rose, as did costs, by 5.\nIn all, this was, 7, as before.\nNothing, then, 3.\n"
    assert separated.delimiter_of(prose, named=False) == ""
    fields = "Item;2023;2022\nSales;1.234,5;1.100,0\nCosts;900,0;800,0\n"
    assert separated.delimiter_of(fields, named=False) == ";"


def test_fields_have_their_places_and_quotes_come_off():
    document = reading.read("a.csv", b'Item,2023,2022\n"Sales, ""net""","1,234",900\nCosts,5,7\n')
    (table,) = document.parts
    assert [[(cell.text.plain, *cell.text.place(0)) for cell in row] for row in table.rows][1] == [
        ('Sales, "net"', 2, 2),
        ("1,234", 2, 19),
        ("900", 2, 26),
    ]
    assert document.format == "separated"


def test_more_rows_than_any_report_has_are_refused():
    with pytest.raises(TooMuchError, match="more than 150,000 cells"):
        reading.read("a.csv", b"a,1,2\n" * 100_000)


@pytest.mark.parametrize(
    ("name", "make"), [("a.docx", office.word), ("a.xlsx", office.workbook), ("a.pdf", office.printed)]
)
def test_the_command_reads_them(tmp_path, name, make):
    from validator.run import run

    path = tmp_path / name
    path.write_bytes(make(reading.read("release.md", RELEASE.read_bytes())))
    outcome = run([str(path)])
    assert [finding.code for finding in outcome.findings if finding.code.startswith(("DO", "PK"))] == []
    assert len(outcome.results[0].report) == 691


def test_the_command_says_why_one_cannot_be_read(tmp_path):
    from validator.run import run

    path = tmp_path / "a.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0 and more")
    (finding,) = run([str(path)]).findings
    assert (finding.values["reason"], finding.at.path) == (
        "is encrypted, or of a format before 2007; save it without a password as .docx or .xlsx",
        str(path),
    )


def stretched(way: str) -> bytes:
    """A small workbook with something that reaches to the end of its sheet."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["", "2022", "2023"], ["Revenue", "1200", "1350"], ["Cost", "700", "810"]):
        sheet.append(row)
    if way == "cell":
        sheet["XFD1048576"] = "end"
    elif way == "column":
        sheet.column_dimensions.group("E", "XFD", hidden=True)
    return office.saved(book)


@pytest.mark.parametrize("way", ["", "cell", "column"])
def test_a_sheet_costs_what_its_cells_do(way):
    document = reading.read("r.xlsx", stretched(way))
    table = next(part for part in document.parts if isinstance(part, Table))
    assert [[cell.text.plain for cell in row] for row in table.rows] == [
        ["2022", "2023"], ["Revenue", "1200", "1350"], ["Cost", "700", "810"],
    ]  # fmt: skip


def test_merged_areas_beyond_any_report_are_refused():
    from validator.documents.office.looking import covered

    assert covered((b"A", b"1", b"C", b"2")) == 6
    assert covered((b"A", b"1", b"XFD", b"1048576")) > MOST_CELLS
    whole = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(stretched(""))) as plain, zipfile.ZipFile(whole, "w") as made:
        for name in plain.namelist():
            data = plain.read(name)
            merged = b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
            made.writestr(name, data.replace(b"</sheetData>", merged) if "sheet1" in name else data)
    with pytest.raises(TooMuchError, match=f"more than {MOST_CELLS:,} merged cells"):
        reading.read("r.xlsx", whole.getvalue())


@pytest.mark.parametrize("way", ["moved", "garbled"])
def test_a_workbook_damaged_inside_is_told(way):
    whole = packed(xl__workbook_xml=b"<a/>", **{"xl/worksheets/sheet1.xml": bytes(range(256)) * 40})
    end = whole.index(b"PK\x05\x06") + 16  # where the end says that the directory starts
    start = whole.index(b"sheet1.xml") + len("sheet1.xml") + 10
    data = {
        "moved": whole[:end] + b"\xff\xff\xff\x00" + whole[end + 4 :],
        "garbled": whole[:start] + b"\xff" * 9 + whole[start + 9 :],
    }[way]
    with pytest.raises(UnreadableError):
        reading.read("r.xlsx", data)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("before", ["", f"<!--{'x' * 70_000}-->"], ids=["at once", "behind a comment"])
def test_a_document_type_is_refused_wherever_it_stands(before, encoding):
    part = f'{before}<!DOCTYPE a [<!ENTITY e "7">]><a>&e;</a>'.encode(encoding)
    with pytest.raises(UnreadableError, match="declares a document type"):
        reading.read("a", packed(word__document_xml=part))


@pytest.mark.parametrize("encoding", ["UTF-8", "utf-16", ""])
def test_parts_in_the_encodings_of_packed_files_are_read(encoding):
    declared = f' encoding="{encoding}"' if encoding else ""
    text = f'<?xml version="1.0"{declared}?><a/>'.encode(encoding or "utf-8")
    with pytest.raises(UnreadableError, match="cannot be read as"):  # so it came to that
        reading.read("a", packed(word__document_xml=text))


@pytest.mark.parametrize("encoding", ["UTF-7", "utf-32", "IBM037", "iso-2022-jp"])
def test_a_part_in_another_encoding_is_refused(encoding):
    text = f'<?xml version="1.0" encoding="{encoding}"?>+ADwAIQ-DOCTYPE a><a/>'.encode()
    with pytest.raises(UnreadableError, match=f"styles.xml is in {encoding}; parts are UTF-8 or UTF-16"):
        reading.read("a", packed(word__document_xml=b"<a/>", word__styles_xml=text))


def changed(data: bytes, name: str, change) -> bytes:
    """A packed file with one part changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as plain:
        members = {one: plain.read(one) for one in plain.namelist()}
    return packed(**members | {name: change(members[name])})


def test_what_a_word_document_lacks_is_told_without_addresses_of_memory():
    data = changed(office.word(small()), "[Content_Types].xml", lambda part: part.replace(b"/word/document", b"/x"))
    with pytest.raises(UnreadableError, match="file 'it' is not a Word file") as told:
        reading.read("a", data)
    assert "0x" not in str(told.value)


SHEET = "xl/worksheets/sheet1.xml"


def rows(count: int, tag: str = "row", encoding: str = "utf-8"):
    """What adds empty rows to a sheet."""

    def change(part: bytes) -> bytes:
        return part.decode().replace("</sheetData>", f"<{tag}/>" * count + "</sheetData>").encode(encoding)

    return change


def test_empty_rows_are_passed():
    data = changed(office.workbook(small()), SHEET, rows(1_000))
    assert places(reading.read("a.xlsx", data))["1,234"] == "Sheet!B4"


@pytest.mark.parametrize(("tag", "encoding"), [("row", "utf-8"), ("row", "utf-16"), ("x:row", "utf-8")])
def test_more_rows_of_a_sheet_than_any_report_has_are_refused(tag, encoding):
    data = changed(office.workbook(small()), SHEET, rows(MOST_CELLS + 1, tag, encoding))
    with pytest.raises(TooMuchError, match=f"more than {MOST_CELLS:,} rows of cells"):
        reading.read("a.xlsx", data)


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ('<sheet name="B" sheetId="2" r:id="rId1"/>', "lists the sheet /xl/worksheets/sheet1.xml twice"),
        ("".join(f'<sheet name="{at}" sheetId="{at}" r:id="x{at}"/>' for at in range(1000)), "more than 1,000 sheets"),
    ],
)
def test_a_sheet_listed_again_and_again_is_refused(more, reason):
    def change(part: bytes) -> bytes:
        return part.replace(
            b"</sheets>", more.replace("r:id", 'xmlns:r="' + RELATIONS[1:-1] + '" r:id').encode() + b"</sheets>"
        )

    with pytest.raises(UnreadableError, match=reason):
        reading.read("a.xlsx", changed(office.workbook(small()), "xl/workbook.xml", change))


def pdf_of(content: bytes, resources: str = "") -> bytes:
    """A PDF of one page, its content compressed."""
    import zlib

    packed_content = zlib.compress(content, 9)
    page = f"/Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << {FONTS} {resources} >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< {page} >>".encode(),
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%b\nendstream" % (len(packed_content), packed_content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    whole = b"".join(b"%d 0 obj\n%b\nendobj\n" % (number, one) for number, one in enumerate(objects, start=1))
    return b"%PDF-1.7\n" + whole + b"trailer << /Size 6 /Root 1 0 R >>\n%%EOF"


FONTS = "/Font << /F1 5 0 R >>"
SHOWN = b"BT /F1 10 Tf 1 0 0 1 50 700 Tm (Cash 60) Tj 1 0 0 1 %d 700 Tm (7 unseen) Tj ET"


@pytest.mark.parametrize(("left", "text"), [(300, "Cash 60 7 unseen"), (20_000, "Cash 60"), (2_000_000_000, "Cash 60")])
def test_what_stands_beside_the_page_is_not_seen(left, text):
    document = reading.read("a.pdf", pdf_of(SHOWN % left))
    assert " ".join("  ".join(said_of(part)).strip() for part in document.parts) == text


def said_of(part: Block | Table) -> list[str]:
    """What a part says."""
    return [part.text.plain] if isinstance(part, Block) else [cell.text.plain for row in part.rows for cell in row]
