"""A leading digit of any total in a table, changed: an error that names line, column, network and both intervals."""

from __future__ import annotations

import pytest

from validator.finding import Severity
from validator.run import Options, run
from validator.tieouts.calculations import rollups


def changed_totals(report):
    """Yield each row of a total in a table, with its text and the text with another leading digit."""
    totals = {rollup.total for rollup in rollups(report)}
    for row in range(len(report)):
        text = report.texts[row]
        first = next((place for place, digit in enumerate(text) if digit in "123456789"), None)
        if report.concepts[row] in totals and report.ids[row].startswith("t") and first is not None:
            digit = "2" if text[first] == "1" else str(int(text[first]) - 1 or 9)
            yield row, text, text[:first] + digit + text[first + 1 :]


def naming(outcome, line):
    """The calculation errors of an outcome that name a line, with a column."""
    return [
        one
        for one in outcome.findings
        if one.code in ("CA101", "CA102")
        and one.severity is Severity.ERROR
        and any(at.line == line and at.column for at in (one.at, *(at for _, at in one.related)))
    ]


@pytest.mark.slow
def test_a_leading_digit_of_any_total_is_noticed(release, unwaived, tmp_path):
    report = unwaived.results[0].report
    lines = (release / "report.xml").read_text(encoding="utf-8").split("\n")
    path = tmp_path / "report.xml"
    cases = list(changed_totals(report))
    assert len(cases) > 100
    for row, text, other in cases:
        line = report.lines[row]
        broken = [*lines]
        broken[line - 1] = broken[line - 1].replace(f">{text}<", f">{other}<")
        path.write_text("\n".join(broken), encoding="utf-8")
        found = naming(run([str(path)], Options()), line)
        assert found, (report.concepts[row], line)
        told = "\n".join(found[0].notes)
        assert " - Statement - " in told or " - Disclosure - " in told
        assert told.count("[") >= 2, told


def test_what_rounding_could_explain_stays_silent(release, tmp_path):
    text = (release / "report.xml").read_text(encoding="utf-8")
    before, after = ">40343170000<", ">40343171000<"
    assert text.count(before) == 2  # total assets, and what they are owed to
    (tmp_path / "report.xml").write_text(text.replace(before, after), encoding="utf-8")
    outcome = run([str(tmp_path / "report.xml")], Options(select=("CA",)))
    assert outcome.findings == ()
