"""A leading digit of any total in a table, changed: an error that names line, column, network and both intervals."""

from __future__ import annotations

import pytest

from validator import budget, readers
from validator.checks.waivers import Waivers
from validator.finding import Severity
from validator.model.derived import Derived
from validator.run import Options, judge, run
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


def naming(findings, line):
    """The calculation errors among findings that name a line, with a column."""
    return [
        one
        for one in findings
        if one.code in ("CA101", "CA102")
        and one.severity is Severity.ERROR
        and any(at.line == line and at.column for at in (one.at, *(at for _, at in one.related)))
    ]


def judged(report, row, text):
    """What is found in a report, once read, whose fact says another text."""
    kept, report.texts[row] = report.texts[row], text
    report.derived = Derived()  # what was worked out is of the other text
    try:
        with budget.lent():
            findings, _ = judge(report, Options(select=("CA",)), Waivers())
    finally:
        report.texts[row] = kept
        report.derived = Derived()
    return findings


def read_again(release, folder, line, text, other):
    """What is found in a copy of the release whose line says another text."""
    lines = (release / "report.xml").read_text(encoding="utf-8").split("\n")
    lines[line - 1] = lines[line - 1].replace(f">{text}<", f">{other}<")
    path = folder / "report.xml"
    path.write_text("\n".join(lines), encoding="utf-8")
    return run([str(path)], Options()).findings


def names_all(found):
    told = "\n".join(found.notes)
    return (" - Statement - " in told or " - Disclosure - " in told) and told.count("[") >= 2


@pytest.mark.slow
def test_a_leading_digit_of_any_total_is_noticed(release, tmp_path):
    report = readers.read(str(release / "report.xml"), Options())
    cases = list(changed_totals(report))
    assert len(cases) > 100
    for number, (row, text, other) in enumerate(cases):
        line = report.lines[row]
        found = naming(judged(report, row, other), line)
        assert found, (report.concepts[row], line)
        assert names_all(found[0]), found[0].notes
        if number % 12 == 0:  # a change of the text of the file is a change of the fact read
            whole = naming(read_again(release, tmp_path, line, text, other), line)
            assert [one.message for one in whole] == [one.message for one in found]
            assert all(map(names_all, whole[:1]))


def test_what_rounding_could_explain_stays_silent(release, tmp_path):
    text = (release / "report.xml").read_text(encoding="utf-8")
    before, after = ">40343170000<", ">40343171000<"
    assert text.count(before) == 2  # total assets, and what they are owed to
    (tmp_path / "report.xml").write_text(text.replace(before, after), encoding="utf-8")
    outcome = run([str(tmp_path / "report.xml")], Options(select=("CA",)))
    assert outcome.findings == ()
