"""A balance sheet of four rows in three years, made in memory: what tests of statements leave out, move or add."""

from __future__ import annotations

from types import SimpleNamespace

from tests.building import qname, report, taxonomy
from validator import diagnosis
from validator.checks import calculation
from validator.checks.statements import odd_in_statements
from validator.model.names import SUMMATION_11
from validator.tieouts.evidence import Evidence
from validator.tieouts.figures import Figures

YEARS = ("2023-12-31", "2022-12-31", "2021-12-31")
ROWS = {
    "Cash": (612000, 523000, 471000),
    "Loans": (481000, 394000, 362000),
    "Stock": (127000, 198000, 91000),
    "Assets": (1220000, 1115000, 924000),
}
SUMS = {"Sheet": {"Assets": {"Cash": 1, "Loans": 1, "Stock": 1}}}
PRESENTED = {"Sheet": {"Assets": ["Cash", "Loans", "Stock"]}}


def facts(rows=ROWS, *, decimals=-3, unit="CNY"):
    """Every figure of the sheet as `report` takes it: row after row, year after year."""
    return [
        (name, value, decimals, year, unit)
        for name, said in rows.items()
        for year, value in zip(YEARS, said, strict=True)
    ]


def without(name, year, found=None):
    """The sheet, or other facts, without one figure."""
    return [one for one in found or facts() if (one[0], one[3]) != (name, year)]


def figures(found, *, sums=SUMS, presented=PRESENTED, concepts=(), arcrole=SUMMATION_11):
    """The figures of a report on the sheet's taxonomy."""
    return Figures(report(found, taxonomy(sums, concepts, arcrole, presented)))


def gathered(found):
    """Bind the calculations of figures, as a run does again and again."""
    return Evidence.gathered(found, (calculation.bind,), SimpleNamespace(calc11=False))


def told(found, **using):
    """What is said of a report, statements looked at."""
    evidence = gathered(figures(found, **using))
    diagnosis.explained(evidence)
    odd_in_statements(evidence, gathered)
    return list(evidence.said())


def key(found, name, year, unit="CNY"):
    """The key of a figure, reported or not."""
    contexts = {str(context.period).removeprefix("as of "): at for at, context in enumerate(found.report.contexts)}
    units = [str(one) for one in found.report.units]
    return qname(name), found.spot(contexts[year], units.index(unit))
