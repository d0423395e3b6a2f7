from __future__ import annotations

import io
import sys
import zipfile
from datetime import date, datetime

import openpyxl
import pytest

from validator.documents.limits import UnreadableError
from validator.documents.office import filled as module
from validator.documents.office.filled import filled


def book(*rows: tuple[object, ...], sheet: str = "Waivers") -> bytes:
    made = openpyxl.Workbook()
    made.active.title = sheet
    for row in rows:
        made.active.append(row)
    into = io.BytesIO()
    made.save(into)
    return into.getvalue()


def repacked(data: bytes, **more: bytes) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in more:
                new.writestr(name, old.read(name))
        for name, content in more.items():
            new.writestr(name, content)
    return into.getvalue()


def test_rows_are_read_under_the_names_of_columns_wherever_they_stand() -> None:
    data = book(
        ("By", None, "Code"),
        (" A. B. ", "aside", "CA101"),
        (None, None, None),
        (None, "aside", None),
        (datetime(2030, 1, 2, 3, 4), None, 7),  # noqa: DTZ001 - as a cell has it
        (date(2030, 1, 2), None, True),
        ("a_x000D_\r\nb", None, 0.5),
    )
    assert filled(data, "Waivers", ("Code", "By")) == [
        (2, ["CA101", "A. B."]),
        (5, ["7", "2030-01-02"]),
        (6, ["True", "2030-01-02"]),
        (7, ["0.5", "a\nb"]),
    ]


BOOK = book(("Code",), ("CA101",))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "no workbook"),
        (b"[[waiver]]", "no workbook"),
        (b"PK\x03\x04 and no more", "damaged"),
        (BOOK[: len(BOOK) // 2], "damaged"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "encrypted"),
        (book(("Code",), sheet="Other"), "no sheet Waivers"),
        (book(("Reason",)), "no column Code"),
        (book(), "no column Code"),
        (repacked(BOOK, **{"xl/vbaProject.bin": b"x"}), "macros"),
        (repacked(BOOK, **{"xl/theme/theme1.xml": b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}), "document type"),
        (repacked(BOOK, **{"xl/theme/theme1.xml": bytes(40_000_000)}), "bytes unpacked"),
        (repacked(BOOK, **{"xl/worksheets/sheet1.xml": b"<worksheet><sheetData><row><c"}), "cannot be read"),
    ],
)
def test_what_is_no_such_workbook_is_refused_with_the_reason(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableError, match=said):
        filled(data, "Waivers", ("Code",))


def test_more_rows_or_texts_than_a_list_made_by_hand_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_ROWS", 3)
    assert len(filled(book(("Code",), (1,), (2,)), "Waivers", ("Code",))) == 2
    with pytest.raises(UnreadableError, match="more than 3 rows of the sheet Waivers"):
        filled(book(("Code",), (1,), (2,), (3,)), "Waivers", ("Code",))
    monkeypatch.setattr(module, "MOST_UNPACKED", 10)
    with pytest.raises(UnreadableError, match="more than 10 bytes unpacked"):
        filled(BOOK, "Waivers", ("Code",))


def test_without_the_library_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(UnreadableError, match=r"pip install 'tieout\[excel\]'"):
        filled(BOOK, "Waivers", ("Code",))
