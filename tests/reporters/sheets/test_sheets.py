"""A workbook's ties are worked out by a spreadsheet program, and come to our verdicts, before and after a change."""

from __future__ import annotations

import io
import random
from types import SimpleNamespace
from typing import TYPE_CHECKING

import openpyxl

from tests.building import report, taxonomy
from tests.constructs import SUMMATION
from tests.recalculated import edited, recalculated
from tests.ruling import CONCEPTS, YEAR, rule
from validator.checks import calculation
from validator.checks.waivers import named_figures
from validator.finding import Outcome, Result, Verdict, tally
from validator.model.names import SUMMATION_11
from validator.reporters.sheets import workbook
from validator.tieouts.evidence import Evidence
from validator.tieouts.figures import Figures
from validator.tieouts.rules.binding import Binder
from validator.tieouts.rules.declared import Declared

if TYPE_CHECKING:
    from pathlib import Path

    from validator.finding import Tie

SUMS = {"Sheet": {"Assets": {"Cash": 1, "Liabilities": -2, "Equity": 0.5}}}
RULES = (
    ("Assets == Liabilities + Equity", {}),
    ("Assets >= Cash", {}),
    ("Cash <= Equity", {}),
    ("Cash < Liabilities", {}),
    ("Cash > Equity", {}),
    ("Assets == Liabilities + Equity", {"printed": True}),
    ("Margin == Profit / Revenue", {}),
    ("Profit == Margin * Revenue", {}),
    ("Profit == max(Revenue, Costs) - abs(Costs)", {}),
    ("Profit >= min(Revenue, Costs) * 0.1", {}),
    ("Margin * Margin == Profit / Revenue", {}),
    ("Revenue == 1000 * Profit + Costs / 3", {}),
)
VALUES = (-3, -1, 0, 1, 2, 3, 5, 8, 10, 12.5, 20, 0.5, 0.25, 7.25)
NAMED = named_figures


def drawn(chance: random.Random, *, old: bool) -> list[tuple]:
    """Draw the facts of a report: half of its relations nearly true, off by what rounding just explains or just not."""
    cash, owed, equity = (chance.choice(VALUES) for _ in range(3))
    near = chance.choice((0, 0, 0.5, -0.5, 1, 1.5, -2, 2.5, 3))
    assets = near + (cash - 2 * owed + 0.5 * equity if chance.random() < 0.6 else owed + equity)
    facts: list[tuple] = []
    for name, value in (("Assets", assets), ("Cash", cash), ("Liabilities", owed), ("Equity", equity)):
        decimals = chance.choice((0, 0, 1, 2, -1, "INF"))
        exact = round(value, decimals) if decimals != "INF" and chance.random() < 0.9 else value
        facts.append((name, None if chance.random() < 0.05 else exact, decimals))
        if not old and chance.random() < 0.2:
            facts.append(
                (name, exact if chance.random() < 0.7 else chance.choice(VALUES), chance.choice((0, 1, "INF")))
            )
    revenue, profit = chance.choice((8, 10, 12.5, 20, -5)), chance.choice(VALUES)
    margin = round(profit / revenue, 2) + chance.choice((0, 0, 0.01, 0.1))
    flows = (
        ("Revenue", revenue, "CNY"),
        ("Costs", profit, "CNY"),
        ("Profit", profit, "CNY"),
        ("Margin", margin, "pure"),
    )
    for name, value, unit in flows:
        facts.append((name, round(value, 4), chance.choice((0, 1, 2, "INF")), YEAR, unit))
    return facts


def result(name: str, facts: list[tuple], *, old: bool) -> Result:
    made = report(facts, taxonomy(SUMS, CONCEPTS, SUMMATION if old else SUMMATION_11))
    made.path = name
    figures = Figures(made)
    ties = list(Evidence.gathered(figures, (calculation.bind,), SimpleNamespace(calc11=False)).ties)
    binder = Binder(figures, {"default": "http://example.com/taxonomy"})
    for text, more in RULES if not old else ():
        ties += binder.bind(rule(text, **more))
    return Result(name, made, ties, tally(ties))


def key(path: str, tie: Tie) -> tuple[object, ...]:
    known = tie if isinstance(tie, Declared) else None
    return path, tie.code, tie.source if known is None else (known.title, known.rule.printed)


def told(book: openpyxl.Workbook) -> list[tuple[object, ...]]:
    return list(book["Ties"].iter_rows(min_row=2, values_only=True))


def test_a_spreadsheet_program_comes_to_our_verdict_for_every_tie_before_and_after_a_change(tmp_path: Path) -> None:
    chance = random.Random(1)
    drawings = [(drawn(chance, old=at % 3 == 0), at % 3 == 0) for at in range(120)]
    results = [result(f"{at}.xml", facts, old=old) for at, (facts, old) in enumerate(drawings)]
    data = workbook(Outcome((), tuple(results)), NAMED)
    ours = [tie.verdict for one in results for tie in one.ties]
    assert {verdict: ours.count(verdict) > 30 for verdict in Verdict} == dict.fromkeys(Verdict, True)
    rows = told(recalculated(data, tmp_path))
    assert [row[0] for row in rows] == [verdict.value for verdict in ours]
    live = [row[0].startswith("=IF(") for row in told(openpyxl.load_workbook(io.BytesIO(data)))]
    assert [
        why for row, formula in zip(rows, live, strict=True) if not formula and (why := row[1]) != "indeterminate"
    ] == []

    changes: dict[str, float] = {}
    after: list[Result] = []
    line = 2
    for at, (facts, old) in enumerate(drawings):
        known = [row for row, fact in enumerate(facts) if fact[1] is not None]
        row, value = chance.choice(known), chance.choice(VALUES)
        changes[f"H{line + row}"] = value
        changed = [(one[0], value, *one[2:]) if number == row else one for number, one in enumerate(facts)]
        after.append(result(f"{at}.xml", changed, old=old))
        line += len(facts)
    now = {key(one.path, tie): tie for one in after for tie in one.ties}
    keys = [key(one.path, tie) for one in results for tie in one.ties]
    rows = told(recalculated(edited(data, changes), tmp_path))
    pairs = [
        (one, row[0], now[one].verdict.value)
        for one, row, formula in zip(keys, rows, live, strict=True)
        if formula and one in now
    ]
    assert len(pairs) > 600
    assert [one for one in pairs if one[1] != one[2]] == []
