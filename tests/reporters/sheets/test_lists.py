from __future__ import annotations

import io

import openpyxl

from tests.reporters.sheets.test_figures import made, rows
from validator.finding import Diagnosis, Finding, Outcome, Severity, Suspect
from validator.model.source import Location
from validator.reporters.sheets.cells import Book
from validator.reporters.sheets.lists import coverage_in, findings_in, waivers_in

FIGURES = (("Assets", 9), ("Cash", 2), ("Loans", 1))
AT = Location("release.md", 13, 35)
ONE = Finding(
    "CA101", "total-differing-from-its-parts", Severity.ERROR, "=Assets is 120", AT, (("+ Cash", AT),), ("a", "b"),
    "correct it", cites="§4.2", spec="calc11e:x",
    diagnosis=Diagnosis("Cash should be 70", ((Suspect("Cash", AT, "50", "[70]", "70", "slip", ("CA101",)),),), True),
)  # fmt: skip


def test_a_finding_has_its_culprit_its_value_and_who_accepted_it() -> None:
    book = Book()
    findings_in(book, Outcome((ONE,), (), waived=(ONE._replace(waived="accepted by us", diagnosis=None),)))
    found = rows(book.data(), "Findings")
    assert found == [
        ("error", "CA101", "=Assets is 120", "Cash should be 70", "Cash", "50", "70", "release.md:13:35",
         "release.md:13:35: + Cash", "a\nb", "correct it", "§4.2; calc11e:x", None, "tieout"),
        ("waived", "CA101", "=Assets is 120", None, None, None, None, "release.md:13:35", "release.md:13:35: + Cash",
         "a\nb", "correct it", "§4.2; calc11e:x", "accepted by us", "tieout"),
    ]  # fmt: skip


def test_coverage_is_told_by_statement() -> None:
    data, _ = made([("Assets", 3, 0), ("Cash", 2, 0), ("Loans", 1, 0), ("Rent", 5, 0)])
    assert rows(data, "Coverage") == [("report.xbrl", "in no statement", 4, 3, "75.0%", 0, 1)]
    book = Book()
    coverage_in(book, (), ())
    assert rows(book.data(), "Coverage") == []


def test_a_waiver_to_fill_in_is_there_for_every_failure_once_and_for_nothing_else() -> None:
    data, _ = made([("Assets", 9, 0), ("Cash", 2, 0), ("Loans", 1, 0)])
    sheet = openpyxl.load_workbook(io.BytesIO(data))["Waivers"]
    assert [cell.value for cell in sheet[2]] == [
        "CA101",
        "\n".join(f'"{name} @ as of 2023-09-30, CNY" = "{value}"' for name, value in FIGURES),
        None, None, None, "Sheet", "as of 2023-09-30, CNY", "report.xbrl",
    ]  # fmt: skip
    assert {cell.fill.fgColor.rgb for cell in sheet[2][2:5]} == {"FFFFF6CC"}
    assert sheet.max_row == 2
    assert rows(made([("Assets", 3, 0), ("Cash", 2, 0), ("Loans", 1, 0)])[0], "Waivers") == []
    book = Book()
    waivers_in(book, (), lambda tie: {})
    assert rows(book.data(), "Waivers") == []


def test_figures_are_counted_in_one_go_as_coverage_measures_them() -> None:
    from tests.building import report, taxonomy
    from tests.reporters.sheets.test_figures import SUMS, Asked
    from validator import coverage
    from validator.checks import calculation
    from validator.tieouts.evidence import Evidence
    from validator.tieouts.figures import Figures

    facts = [("Assets", 3, 0), ("Cash", 2, 0), ("Cash", 2, 0), ("Loans", None), ("Rent", 5, 0), ("Tax", None)]
    figures = Figures(report(facts, taxonomy(SUMS)))
    ties = Evidence.gathered(figures, (calculation.bind,), Asked()).ties
    measured = coverage.measure(figures, ties)
    assert coverage.counted(figures, ties) == (len(measured.figures), measured.protected) == (3, 2)
    assert coverage.counted(figures, ()) == (3, 0)
