"""Rows read together: which are, what makes one that is not, and that places are those of rows read one by one."""

from __future__ import annotations

import json

import pytest

from tests.oim_documents import OPTIONS, SCHEMA, info, spoken
from validator.readers.oim.csv import report as xbrl_csv
from validator.readers.oim.csv.cells import RowReader

COLUMNS = {
    "id": {},
    "concept": {},
    "when": {},
    "unit": {},
    "value": {"dimensions": {"concept": "$concept", "period": "$when", "unit": "$unit"}, "decimals": -3},
}
HEAD = "id,concept,when,unit,value\n"
FIRST = "a,t:Revenue,2023,iso4217:CNY,1\n"


@pytest.fixture
def read(tmp_path, monkeypatch):
    """A report, and the numbers of the rows that were read alone; below zero of those that others followed."""
    (tmp_path / "t.xsd").write_text(SCHEMA)
    alone = []
    whole = RowReader.row

    def row(self, number, *given):
        alone.append(number)
        whole(self, number, *given)

    meet = RowReader.meet

    def met(self, column, number, *given):
        alone.append(-number)
        meet(self, column, number, *given)

    monkeypatch.setattr(RowReader, "row", row)
    monkeypatch.setattr(RowReader, "meet", met)

    def of(table, **more):
        alone.clear()
        (tmp_path / "s.csv").write_text(table, newline="")
        template = {"columns": COLUMNS, "dimensions": {"entity": "e:A"}, "rowIdColumn": "id", **more}
        meta = {"documentInfo": info("xbrl-csv"), "tableTemplates": {"s": template}, "tables": {"s": {"url": "s.csv"}}}
        return xbrl_csv.read(str(tmp_path / "r.json"), json.dumps(meta).encode(), OPTIONS), list(alone)

    return of


def test_rows_that_share_all_but_the_concept_follow_the_first_of_their_kind(read):
    report, alone = read(
        HEAD + FIRST + "b,t:Revenue,2023,iso4217:CNY,2\nc,t:Ratio,2023,iso4217:CNY,3\nd,t:Ratio,2023,iso4217:CNY,4\n"
        "e,t:Ratio,2024,iso4217:CNY,5\nf,t:Revenue,2024,iso4217:CNY,6\n"
    )
    assert alone == [-1, -3, -5]  # the first, the first of another concept, the first of another year
    assert (report.texts, report.ids[3]) == (["1", "2", "3", "4", "5", "6"], "s.r_d.value")


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("b,t:Revenue,2023,iso4217:CNY,#nil", []),
        ("b,t:Revenue,2023,iso4217:CNY,##1", []),
        ("b,t:Revenue,2023,iso4217:CNY,#1", ["csv-cell-invalid"]),
        ("b,t:Revenue,2023,iso4217:CNY,1d", ["csv-cell-invalid"]),
        ("b,t:Revenue,2023,iso4217:CNY", []),
        ("b,t:Revenue,2023,iso4217:CNY,1,x", ["csv-cell-unmapped"]),
        ("b,t:Revenue,2023,iso4217:CNY,", ["csv-cell-unmapped"]),
        ("b,##t:Revenue,2023,iso4217:CNY,1", ["sqname-invalid"]),
        ("b,t:Revenue,2023Q5,iso4217:CNY,1", ["oim-period-illegible"]),
        ("b,t:Text,2023,iso4217:CNY,1", ["csv-cell-unmapped"]),
    ],
)
def test_whatever_else_is_to_be_said_is_said_of_the_row_alone(read, row, found):
    report, alone = read(f"{HEAD}{FIRST}{row}\n{FIRST.replace('a', 'c')}")
    assert [number for number in alone if number > 0] == [2]
    assert [name for name, _ in spoken(report)][: len(found)] == found
    assert report.ids[-1] == "s.r_c.value"


def test_a_suffix_of_decimals_is_as_plain_as_a_number(read):
    report, alone = read(f"{HEAD}{FIRST}b,t:Revenue,2023,iso4217:CNY,12 d-2\nc,t:Revenue,2023,iso4217:CNY,12\n")
    assert alone == [-1]
    assert (report.texts, report.decimals) == (["1", "12", "12"], ["-3", "-2", "-3"])


@pytest.mark.parametrize("name", ["a", "", "x.y"])
def test_a_name_of_a_row_that_is_none_is_found_where_it_stands(read, name):
    rows = [f"{one},t:Revenue,2023,iso4217:CNY,1\n" for one in ("b", name, "c")]
    report, alone = read(HEAD + FIRST + "".join(rows))
    assert alone == [1, 2, 3, 4]
    (problem,) = report.problems
    assert (problem.check, problem.at.line, report.ids[2]) == ("csv-row-identifier-invalid", 4, "s.r_3.value")


def test_the_number_of_a_row_may_tell_its_facts_apart(read):
    column = {"dimensions": {"concept": "t:Revenue", "period": "2023", "t:Branch": "$rowNumber"}}
    _, alone = read("value\n1\n2\n3\n", columns={"value": column}, rowIdColumn="value")
    assert alone == [1, 2, 3]


def test_lines_are_counted_where_cells_are_broken_into_several(read):
    texts = [
        "t:Text,2023,,one",
        '"t:Text","2023",,"two\nlines"',
        't:Text,2023,,"and\r\nthree\rof them"',
        "t:Text,2023,,x",
    ]
    report, _ = read(HEAD + "".join(f"{name},{text}\n" for name, text in zip("abcd", texts, strict=True)))
    assert list(report.lines) == [2, 3, 5, 8]
    assert report.pointers[3] == "r4 c:value"


def test_rows_before_a_fault_of_the_file_are_read(read):
    report, _ = read(f'{HEAD}{FIRST}b,t:Revenue,2023,iso4217:CNY,"2\n2"\nc,"t:Revenue"x,2023,iso4217:CNY,3\n')
    assert [(problem.check, problem.at.line) for problem in report.problems] == [("csv-file-illegible", 5)]
    assert report.texts == ["1", "2\n2"]
