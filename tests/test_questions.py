"""The questions of docs/corpus.md, asked of reports of which the answers are known."""

from __future__ import annotations

import re
import shutil
from decimal import Decimal

import duckdb
import pytest

from tests.conftest import ROOT
from validator.cli import main

BAD = ROOT / "instances" / "bad"
PAGE = (ROOT / "docs" / "corpus.md").read_text(encoding="utf-8")
QUESTIONS = re.findall(r"\n([^\n]+)\n\n```sql\n(.*?)```", PAGE, re.DOTALL)
OTHER = (
    '<xsd:element name="Staff" type="xbrli:pureItemType" substitutionGroup="xbrli:item" xbrli:periodType="instant"/>'
)


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[object, ...]]]:
    """Return the answers to each question, of three reports of filer 1 and one that is none.

    In 2022 all adds up; 2023 has a total ten times too high; the report after that tells 2023 as it should be.
    """
    folder = tmp_path_factory.mktemp("questions")
    for name, day, assets in (("a", "2022-09-30", 100000), ("b", "2023-09-30", 1000000), ("c", "2023-09-30", 100000)):
        made = shutil.copytree(BAD / "CA101-total-differing-from-its-parts", folder / name)
        report, schema = made / "report.xml", made / "taxonomy.xsd"
        text = report.read_text().replace("2023-09-30", day).replace(">110000<", f">{assets}<")
        pure = '<xbrli:unit id="n"><xbrli:measure>xbrli:pure</xbrli:measure></xbrli:unit>'
        staff = f'{pure}<t:Staff contextRef="now" unitRef="n" decimals="0">7</t:Staff></xbrli:xbrl>'
        report.write_text(text.replace("</xbrli:xbrl>", staff))
        schema.write_text(schema.read_text().replace("</xsd:schema>", f"{OTHER}</xsd:schema>"))
    (folder / "d").mkdir()
    (folder / "d" / "report.xml").write_text((BAD / "DO101-malformed-xml" / "report.xml").read_text())
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert main(["check", "a", "b", "c", "d/report.xml", "--output", "parquet=corpus", "-q"]) == 1
        return {asked: duckdb.sql(query).fetchall() for asked, query in QUESTIONS}


def answer(answers: dict[str, list[tuple[object, ...]]], start: str) -> list[tuple[object, ...]]:
    (found,) = [rows for asked, rows in answers.items() if asked.startswith(start)]
    return found


def test_every_question_of_the_page_is_asked_here() -> None:
    assert len(QUESTIONS) == PAGE.count("```sql") == 7
    assert len({asked for asked, _ in QUESTIONS}) == 7


def test_totals_that_fail_most(answers) -> None:
    assert answer(answers, "Which totals") == [("Assets", 3, 1, 33.3, Decimal(900000))]


def test_filers_with_most_that_is_wrong(answers) -> None:
    first, *others = answer(answers, "Which filers")
    assert first == ("http://tieout.example/id", "1", 3, 1, 1, 75.0)
    assert [row[2:5] for row in others] == [(1, 1, 0)]  # the one that could not be read


def test_concepts_that_no_tie_decides(answers) -> None:
    assert answer(answers, "Which concepts") == [("Staff", 3, 3)]


def test_one_figure_told_in_two_ways(answers) -> None:
    values = [Decimal(100000), Decimal(1000000)]
    assert answer(answers, "Which figure") == [("1", "Assets", "as of 2023-09-30", "CNY", values, 2)]


def test_a_figure_over_the_years(answers) -> None:
    told = answer(answers, "How does one figure")
    assert sorted(row[3:5] for row in told) == [
        (2022, Decimal(100000)),
        (2023, Decimal(100000)),
        (2023, Decimal(1000000)),
    ]


def test_what_should_be_corrected(answers) -> None:
    ((report, path, _, culprit, says, should_be, _),) = answer(answers, "What should be corrected")
    assert (report, path) == ("b/report.xml", "b/report.xml")
    assert (culprit, says, should_be) == ("Assets", "1,000,000", "100,000")


def test_what_could_not_be_read(answers) -> None:
    assert [row[:2] for row in answer(answers, "What could not")] == [("d/report.xml", "DO101")]


def test_what_is_measured_is_told_with_what_it_comes_to() -> None:
    """The plan multiplies as it says it does."""
    reports = 10_000_000
    assert f"{round(0.37 * reports / 3600, -1):,.0f} core hours" in PAGE
    assert f"{round(47e3 * reports / 1e9):,} GB" in PAGE
    assert f"{round(6.0e3 * reports / 1e9):,} GB" in PAGE
    assert f"{round(1.1e6 * reports / 1e12)} TB" in PAGE
