"""What became of a figure: culprit, suspect and innocent part of a failure are told apart, whatever the code."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.constructs import PROVEN, fact, item, laid, report, schema, sums
from tests.faulty import TWICE
from validator.reporters.review.evidence import Evidence
from validator.run import Options, run

ROOT = Path(__file__).parents[3]
BAD = ROOT / "instances" / "bad"
TABLE = """(in thousands of US dollars)

| Year ended December 31, | 2024 | 2023 |
|---|---|---|
| Products | {products} | 700 |
| Services | 410 | 380 |
| Net sales | 1,200 | 1,080 |
"""


def evidence_of(path, **options):
    outcome = run([str(path)], Options(store=False, **options))
    (result,) = outcome.results
    return Evidence(result.report, outcome, result.ties)


def standings_of(path, **options):
    found = evidence_of(path, **options)
    return [(found.label(row), found.report.texts[row], kind) for row, kind in enumerate(found.standings)]


def test_of_a_failure_one_figure_is_the_culprit_and_the_others_are_innocent():
    found = standings_of(ROOT / "instances" / "lakeside-2025q3" / "release.md")
    odd = [one for one in found if one[2] not in ("proven", "rounding")]
    assert odd == [
        ("Leaf tea", "88410000", "involved"),
        ("Accessories", "33715000", "culprit"),
        ("Tea rooms", "15020000", "involved"),
        ("Net sales", "136605000", "involved"),
    ]


def test_where_it_cannot_be_decided_all_that_may_be_wrong_are_suspects(tmp_path):
    (tmp_path / "r.md").write_text(TABLE.format(products="800"))
    found = standings_of(tmp_path / "r.md")
    assert [kind for _, _, kind in found] == ["suspect", "proven"] * 3
    (tmp_path / "r.md").write_text(TABLE.format(products="790"))
    assert {kind for _, _, kind in standings_of(tmp_path / "r.md")} == {"proven"}


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("CA101-total-differing-from-its-parts", ["suspect", "suspect", "suspect"]),
        ("CA102-calculation-on-inconsistent-duplicates", ["indeterminate", "culprit", "indeterminate"]),
        ("FA201-inconsistent-duplicates", ["suspect", "suspect"]),
        ("UN201-monetary-item-without-currency", ["culprit"]),
    ],
)
def test_of_reports_with_one_fault(name, told):
    assert [kind for *_, kind in standings_of(next((BAD / name).glob("report.*")))] == told


def test_a_failure_that_is_left_out_accuses_nobody_and_shows_all_the_same():
    path = BAD / "CA101-total-differing-from-its-parts" / "report.xml"
    found = evidence_of(path, ignore=("CA101",))
    assert found.standings == ["suspect"] * 3
    assert found.told_by() == ({}, [0])


def test_every_mention_of_a_wrong_value_is_wrong(tmp_path):
    files = PROVEN | {"g.xsd": schema(item("U")), "tieouts.toml": TWICE}
    facts = [fact("T", 45), fact("U", 108), fact("A", 10), fact("T", 45), fact("B", 44)]
    laid(tmp_path, files | {"r.xml": report(*facts)})
    found = standings_of(tmp_path / "r.xml", calc11=True)
    assert [kind for *_, kind in found] == ["culprit", "involved", "involved", "culprit", "involved"]


def test_failures_are_told_by_the_finding_of_their_code_and_place(tmp_path):
    laid(tmp_path, PROVEN | {"r.xml": report(fact("T", 45), fact("A", 10), fact("B", 20))})
    found = evidence_of(tmp_path / "r.xml", calc11=True)
    told, untold = found.told_by()
    assert [(found.findings[number].code, len(ties)) for number, ties in told.items()] == [("CA101", 1)]
    assert untold == []


def test_what_states_no_number_is_not_called_unprotected(tmp_path):
    nothing = '<g:B contextRef="now" unitRef="cny" xsi:nil="true"/>'
    laid(tmp_path, {"g.xsd": schema(), "cal.xml": sums({}), "r.xml": report(fact("A", 10), nothing)})
    assert [kind for *_, kind in standings_of(tmp_path / "r.xml")] == ["unprotected", "silent"]
