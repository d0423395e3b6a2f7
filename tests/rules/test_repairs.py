"""The release, repaired as its findings say, is silent: no advice leads to another finding."""

from __future__ import annotations

import re
import shutil
from fractions import Fraction

import pytest

from tests.conftest import ROOT
from validator.finding import Severity, Verdict
from validator.run import Options, run

PER_ADS = ("TO503", "TO504")
RESIDUAL = "EquityAttributableToParent, EffectOfExchangeRateChangesOnCash"


def settled(tie):
    """The figure a rule says, as what it is made from leaves it, rounded once to the digits it is shown with."""
    _, right = tie.sides(tie.figures)
    unit = Fraction(10) ** -tie.figures.accuracy(tie.keys[0])
    return round(Fraction(right.middle) / unit) * unit


def repaired(release, ties):
    """The lines of the report with every copy of what some ties say in the place of what is reported."""
    lines = (release / "report.xml").read_text(encoding="utf-8").split("\n")
    for tie in ties:
        figures, key = tie.figures, tie.keys[0]
        report, value = figures.report, settled(tie)
        for row in figures.rows(key):
            if Fraction(report.texts[row]) == figures.true(figures.bounds_of(key).value):
                text = f"{float(value):.{max(0, figures.accuracy(key))}f}"
                lines[report.lines[row] - 1] = re.sub(r">[^<]*<", f">{text}<", lines[report.lines[row] - 1], count=1)
    return lines


@pytest.fixture
def told(release, tmp_path):
    def tell(lines, **more):
        path = tmp_path / "report.xml"
        path.write_text("\n".join(lines), encoding="utf-8")
        outcome = run([str(path)], Options(rules=(str(release / "claims.toml"),), **more))
        return sorted((one.code, one.message) for one in outcome.findings if one.severity >= Severity.WARNING)

    return tell


@pytest.fixture(scope="session")
def failing(ties):
    """What is at odds in the release."""
    return [tie for tie in ties if tie.verdict is Verdict.FAILS and tie.code in ("TO401", *PER_ADS)]


def test_every_total_translated_and_no_column_added_up(release, failing, told):
    assert told(repaired(release, failing)) == []


def test_every_column_added_up_and_no_total_translated(release, failing, told, tmp_path):
    rules = shutil.copytree(ROOT / "schemas" / "qifu" / "2023", tmp_path / "2023") / "tieouts.toml"
    text = rules.read_text(encoding="utf-8")
    lines = "X in statement('- Statement -') & concepts(monetary)"
    one = text.replace(f'for = "{lines}"\n', f'for = "{lines} - [{RESIDUAL}]"\n')
    other = one.replace(
        '  or (duration() and reported(unit(NetIncome, \'USD\')))"""',
        ('  or (duration() and reported(unit(NetIncome, \'USD\')))) and not reported(sum(contributors(X)))"""'),
    ).replace('when = """(instant() and (reported(unit(Assets', 'when = """((instant() and (reported(unit(Assets')
    assert text != one != other
    rules.write_text(other, encoding="utf-8")
    ads = [tie for tie in failing if tie.code in PER_ADS]
    assert told(repaired(release, ads), packages=(str(tmp_path / "2023"),)) == []
    found = told(repaired(release, ads))
    assert {code for code, _ in found} == {"TO401"}
