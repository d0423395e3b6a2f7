from __future__ import annotations

import io
import sys
import zipfile
from fractions import Fraction

import openpyxl
import pytest

from tests.recalculated import recalculated
from validator.reporters.sheets.cells import Book, Formula, MissingError, Styled, held, text

HOSTILE = (
    '=HYPERLINK("http://example.com","x")', "+1+1", "-1", "@SUM(1)", "\t=1", "=cmd|' /C calc'!A0",
    "http://example.com/x", "mailto:a@example.com", "file:///etc/passwd", "external:other.xlsx", "internal:A!A1",
    "_x0041_", "{=1}", "'",
)  # fmt: skip


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def read(data: bytes, sheet: str = "One") -> list[tuple[object, ...]]:
    return list(openpyxl.load_workbook(io.BytesIO(data))[sheet].iter_rows(values_only=True))


def test_text_never_becomes_a_formula_or_a_link(tmp_path) -> None:
    book = Book()
    sheet = book.sheet("One", [("What", 10)])
    for told in HOSTILE:
        sheet.add([told])
    data = book.data()
    written = openpyxl.load_workbook(io.BytesIO(data))["One"]
    assert {cell.data_type for (cell,) in written.iter_rows(min_row=2)} == {"s"}
    assert [cell.hyperlink for (cell,) in written.iter_rows()] == [None] * (len(HOSTILE) + 1)
    assert not any(
        b"<f>" in part or b"hyperlink" in part.lower() for name, part in parts(data).items() if "sheet" in name
    )
    quoted = {cell.value for (cell,) in written.iter_rows(min_row=2) if cell.quotePrefix}
    assert quoted == {one for one in HOSTILE if one.startswith(("=", "+", "-", "@", "'"))} | {" =1"}
    shown = [cell.value for (cell,) in recalculated(data, tmp_path)["One"].iter_rows(min_row=2)]
    assert shown == [one.replace("\t", " ") for one in HOSTILE]


def test_characters_xml_has_not_are_replaced_and_lines_kept() -> None:
    book = Book()
    sheet = book.sheet("One", [("What", 10)])
    sheet.add(["a\x00b\x1b[2J\x7f\ud800\ufffe c\nd\r\n\u202eevil"])
    (_, (told,)) = read(book.data())
    assert told == "a\ufffdb\ufffd[2J\ufffd\ufffd\ufffd c\nd \n\ufffdevil"
    assert text("a\n\nb") == "a\n\nb"


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (0, 0.0),
        (-12, -12.0),
        (Fraction(1, 10), 0.1),
        (123456789012345, 123456789012345.0),
        (1234567890123456, None),
        (12345678901234500, 12345678901234500.0),
        (Fraction(1234567890123456, 100), None),
        (Fraction(1, 3), None),
        (10**200, 1e200),
        (10**400, None),
        (Fraction(1, 10**200), 1e-200),
        (Fraction(1, 10**400), None),
    ],
)
def test_a_number_is_held_to_its_last_digit_or_not_at_all(number, expected) -> None:
    assert held(number) == expected


def test_a_text_that_is_too_long_is_cut_and_that_is_said() -> None:
    book = Book()
    sheet = book.sheet("One", [("What", 10)])
    sheet.add(["x" * 32_767])
    assert sheet.cut == 0
    sheet.add(["x" * 32_768])
    sheet.add(["\N{GRINNING FACE}" * 16_384])  # two units of UTF-16 each
    assert sheet.cut == 2
    first, second, third = (row[0] for row in read(book.data())[1:])
    assert len(first) == 32_767
    assert (len(second), second[-27:]) == (32_767, " … (cut: 32,768 characters)"[-27:])
    assert third.endswith(" … (cut: 32,768 characters)")
    assert len(third.encode("utf-16-le")) // 2 <= 32_767


def test_rows_beyond_a_sheet_are_counted() -> None:
    book = Book(most_rows=3)
    sheet = book.sheet("One", [("What", 10)])
    assert [sheet.add([str(at)]) for at in range(4)] == [2, 3, 0, 0]
    assert (sheet.full, sheet.lost) == (True, 2)
    assert read(book.data()) == [("What",), ("0",), ("1",)]


def test_the_same_content_gives_the_same_bytes_and_no_date_of_today() -> None:
    def made() -> bytes:
        book = Book()
        sheet = book.sheet("One", [("What", 10), ("How many", 8)])
        sheet.add(["a", 1.5])
        sheet.add([Styled("b", "input"), Formula("B2+1", 2.5)])
        sheet.colour(0, {"a": "bad"})
        sheet.filtered()
        return book.data()

    data = made()
    assert data == made()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert parts(data)["docProps/core.xml"].count(b"1980-01-01T00:00:00Z") == 2


def test_a_formula_brings_its_value_for_those_who_compute_nothing() -> None:
    book = Book()
    book.sheet("One", [("What", 10)]).add([Formula("1+1", 2.0)])
    assert [row[0] for row in openpyxl.load_workbook(io.BytesIO(book.data()), data_only=True)["One"].values][1] == 2


def test_without_the_library_it_is_said_what_to_install(monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(MissingError, match=r"pip install 'tieout\[excel\]'"):
        Book()
