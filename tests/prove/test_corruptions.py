"""Slips of facts, and the reports that have them."""

from __future__ import annotations

import shutil
from random import Random

import pytest

from tests.building import report, taxonomy
from tests.conftest import ROOT
from validator import readers, run
from validator.prove.corruptions import DROPPED, SCALES, SHIFTED, Corruptions, Line, typed, written
from validator.run import Options
from validator.tieouts.rebinding import Remembered
from validator.writers import xbrl_xml

RELEASE = ROOT / "instances" / "qifu-2023q3"


@pytest.mark.parametrize(
    ("mantissa", "exponent", "text"),
    [(12, 0, "12"), (12, 3, "12000"), (-12, -1, "-1.2"), (5, -3, "0.005"), (0, 2, "0"), (-1234, -4, "-0.1234")],
)
def test_numbers_are_written_as_plain_decimals(mantissa, exponent, text):
    assert written(mantissa, exponent) == text


def test_only_digits_that_count_are_mistyped():
    for seed in range(40):
        slips = dict(typed("-1200.50", 2, Random(seed)))
        assert slips["sign"] == "1200.50"
        assert (slips["x10"], slips["/1000"]) == ("-12005.0", "-1.20050")
        assert slips["digit"].endswith("00.50")
        assert len(slips["digit"]) == 8
        assert slips["swap"] == "-2100.50"
    assert list(typed("0", 0, Random(0))) == []
    assert list(typed("INF", None, Random(0))) == []
    assert "swap" not in dict(typed("777", None, Random(0)))


YEARS = ("2021-12-31", "2022-12-31", "2023-12-31")
SHEET = taxonomy({"R": {"T": {"A": 1, "B": 1}}}, presented={"Sheet": {"Top": ["T", "A", "B"]}})


def sheet(*more):
    """Three rows in three columns; then what a text tells."""
    rows = [("T", (60, 70, 80)), ("A", (20, 20, 30)), ("B", (40, 50, 50))]
    facts = [(name, value, "0", year, "CNY") for name, some in rows for year, value in zip(YEARS, some, strict=True)]
    return Corruptions(report([*facts, *more], SHEET))


def test_figures_rows_and_columns_are_tried_once_each_with_the_first_of_their_facts_chosen():
    made = sheet(("T", 100, "-2", YEARS[2], "CNY"), ("B", 50, "0", YEARS[2], "CNY"), ("Lone", 7, "0", YEARS[2], "CNY"))
    lines = made.lines(made.rows)
    figure, row, column = ("figure", (0,)), ("row", (0, 1, 2)), ("column", (0, 3, 6))
    assert lines[0] == [figure, row, column]
    assert lines[8] == [("figure", (8, 10))]  # its row and its column were tried with others
    assert lines[9] == [("row", (9,)), ("column", (9,))]  # a copy of a figure that was tried, and rounded
    assert lines[10] == []
    assert lines[11] == [("figure", (11,)), ("row", (11,)), ("column", (11,))]  # in no statement
    assert made.lines([10, 4]) == {
        10: [("figure", (8, 10)), ("row", (6, 7, 8)), ("column", (2, 5, 8))],
        4: [("figure", (4,)), ("row", (3, 4, 5)), ("column", (1, 4, 7))],
    }


def along(made, kind, rows):
    return {one.kind: one for one in made.along(Line(kind, rows), Random(0))}


def test_a_row_and_a_column_are_shifted_by_one_where_that_makes_others_of_them():
    made = sheet()
    (row,) = along(made, "row", (3, 4, 5)).values()
    assert (row.kind, row.rows, row.report.texts[3:6]) == ("row shifted", (3, 5), ["30", "20", "20"])
    column = along(made, "column", (0, 3, 6))["column shifted"]
    assert [column.report.texts[at] for at in (0, 3, 6)] == ["40", "60", "20"]
    assert {name.rpartition("}")[2] for name in column.changed} == {"T", "A", "B"}
    assert along(made, "row", (3,)) == along(made, "column", (3, 6)) == {}
    assert along(sheet(("C", 5, "0", YEARS[0], "CNY"), ("C", 5, "0", YEARS[1], "CNY")), "row", (9, 10)) == {}


def test_a_column_is_in_another_scale_as_a_whole():
    made = sheet()
    found = [along(made, "column", (0, 3, 6))["scaled"]]
    found += [next(made.along(Line("column", (0, 3, 6)), Random(seed))) for seed in range(9)]
    told = {(one.became, *(one.report.texts[at] for at in (0, 3, 6)), *one.report.decimals[:1]) for one in found}
    assert told == {("x1000", "60000", "20000", "40000", "0"), ("/1000", "0.060", "0.020", "0.040", "0")}
    more = sheet(("Top", 0, "0", YEARS[0], "CNY"))
    assert along(more, "column", (0, 3, 6, 9))["scaled"].rows == (0, 3, 6)  # nothing is nothing in any scale
    assert "scaled" not in along(more, "column", (0, 3, 9))


def test_a_figure_is_left_out_with_its_copies():
    made = sheet(("B", 50, "0", YEARS[2], "CNY"))
    (one,) = made.along(Line("figure", (8, 9)), Random(0))
    assert (one.kind, one.report.texts) == (DROPPED, ["60", "70", "80", "20", "20", "30", "40", "50"])


def test_two_slips_are_of_two_figures():
    made = sheet(("B", 50, "0", YEARS[2], "CNY"))
    for seed in range(30):
        one = next(one for one in made.of(8, Random(seed)) if one.kind == "two")
        first, other = one.rows
        assert (first, other in (8, 9)) == (8, False)
        before, after = made.report.texts, one.report.texts
        assert [at for at in range(10) if before[at] != after[at]] == sorted(one.rows)
    alone = Corruptions(report([("T", 5), ("T", 5)], SHEET))
    assert "two" not in {one.kind for one in alone.of(0, Random(0))}
    nothing = Corruptions(report([("T", 5), ("A", 0)], SHEET))
    assert "two" not in {one.kind for one in nothing.of(0, Random(0))}


@pytest.fixture(scope="module")
def here(tmp_path_factory):
    """The release's report in a folder of its own, with what it needs beside it."""
    folder = tmp_path_factory.mktemp("release")
    shutil.copytree(ROOT / "schemas", folder / "schemas")
    shutil.copytree(RELEASE, folder / "instances" / "qifu-2023q3")
    return folder / "instances" / "qifu-2023q3" / "report.xml"


def said(outcome):
    return sorted((one.code, one.message, one.diagnosis and one.diagnosis.verdict) for one in outcome.findings)


def test_what_is_remembered_is_what_a_file_with_the_slip_is_found_to_have(here):
    """Every kind of slip of some facts: judged by what was remembered, judged anew, and read from a file."""
    options = Options()
    held = readers.read(str(here), options)
    remembered = Remembered(held)
    run.judged(held, options)
    slips = Corruptions(held)
    tried = set()
    chosen = Random(5).sample(slips.rows, 2)
    lines = slips.lines(chosen)
    for number, row in enumerate(chosen):
        random = Random(row)
        more = [one for line in lines[row] for one in slips.along(line, random)]
        for one in (one for one in (*slips.of(row, random), *more) if one.kind not in SCALES):
            anew = run.judged(one.report, options)
            remembered.let(one.report, one.changed)
            again = run.judged(one.report, options)
            assert (again.findings, again.waived) == (anew.findings, anew.waived)
            assert [len(result.ties) for result in again.results] == [len(result.ties) for result in anew.results]
            if number == 0 and one.kind in ("digit", "unit", "period", "decimals", "two", DROPPED, SHIFTED["column"]):
                here.write_bytes(xbrl_xml.write(one.report, str(here.parent)))
                assert said(run.run([str(here)], options)) == said(again)
            tried.add(one.kind)
    assert {DROPPED, "digit", "swap", "unit", "period", "decimals", "two", "scaled", *SHIFTED.values()} <= tried
