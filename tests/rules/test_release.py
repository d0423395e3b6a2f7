"""The rules of the release: exactly the genuine discrepancies, and every rule able to speak."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.conftest import ROOT
from validator import resources
from validator.diagnosis import Index
from validator.finding import Severity, Verdict
from validator.model.names import local
from validator.run import Options, run
from validator.tieouts.equation import WhatIf
from validator.tieouts.expression import figures_of
from validator.tieouts.rules import rulebook
from validator.tieouts.rules.declared import Declared

BOOK = rulebook.load(resources.path("qifu", "2023", "tieouts.toml"))
CLAIMS = rulebook.load(str(ROOT / "instances" / "qifu-2023q3" / "claims.toml"))
RULES = (*BOOK.rules, *CLAIMS.rules)
Q, M, B = "2023-07-01 to 2023-09-30", "2023-01-01 to 2023-09-30", "as of 2023-09-30"
GENUINE = sorted(
    [
        *(("TO401", B, name, "USD") for name in (
            "Assets", "AssetsNoncurrent", "LiabilitiesCurrent", "LiabilitiesNoncurrent", "Liabilities",
            "EquityAttributableToParent", "Equity", "LiabilitiesAndEquity",
        )),
        *(("TO401", Q, name, "USD") for name in (
            "IncomeFromOperations", "IncomeBeforeIncomeTaxExpense", "ComprehensiveIncome",
            "ComprehensiveIncomeAttributableToOrdinaryShareholders", "NonGaapNetIncome",
            "NonGaapNetIncomeAttributableToOrdinaryShareholders", "NonGaapIncomeFromOperations",
            "EffectOfExchangeRateChangesOnCash",
        )),
        *(("TO401", M, name, "USD") for name in (
            "PlatformServicesRevenue", "TotalNetRevenue", "OperatingCostsAndExpenses", "IncomeFromOperations",
            "IncomeBeforeIncomeTaxExpense", "NetIncome", "NetIncomeAttributableToOrdinaryShareholders",
            "ComprehensiveIncome", "ComprehensiveIncomeAttributableToOrdinaryShareholders", "NonGaapNetIncome",
            "NonGaapNetIncomeAttributableToOrdinaryShareholders", "NonGaapIncomeFromOperations",
            "EffectOfExchangeRateChangesOnCash",
        )),
        ("TO503", "2022-07-01 to 2022-09-30", "NetIncomePerAdsBasic", "CNY/shares"),
        ("TO503", "2022-01-01 to 2022-09-30", "NetIncomePerAdsBasic", "CNY/shares"),
        ("TO504", "2022-01-01 to 2022-09-30", "NetIncomePerAdsDiluted", "CNY/shares"),
        ("TO504", M, "NetIncomePerAdsDiluted", "CNY/shares"),
        ("TO504", M, "NetIncomePerAdsDiluted", "USD/shares"),
        ("TO504", Q, "NetIncomePerAdsDiluted", "USD/shares"),
    ]
)  # fmt: skip


def places(outcome):
    """Each finding as (code, frame, concept, unit) of the facts it is about."""
    report = outcome.results[0].report
    rows = {(at.line, at.column, at.pointer): row for row in range(len(report)) for at in [report.location(row)]}
    found = []
    for one in (*outcome.findings, *outcome.waived):
        several = [at for _, at in one.related] if one.message.endswith("instead of being rounded once") else [one.at]
        for at in several if one.severity > Severity.NOTE else ():
            fact = rows[at.line, at.column, at.pointer]
            unit = report.units[report.units_of[fact]]
            context = report.contexts[report.contexts_of[fact]]
            found.append((one.code, str(context), local(report.concepts[fact]), str(unit)))
    return sorted(found)


@pytest.mark.parametrize("name", ["report.xml", "release.htm", "report.json", "report.csv.json"])
def test_exactly_the_genuine_discrepancies_are_found(release, name):
    assert places(run([str(release / name)], Options(waive=False))) == GENUINE


def test_all_of_them_are_waived_and_no_waiver_is_stale(release):
    outcome = run([str(release)], Options(today="2026-11-23"))
    assert [one.code for one in outcome.findings if one.severity > Severity.NOTE] == []
    assert len(outcome.waived) == 4 * len(GENUINE)


def test_every_tie_of_the_release_is_determinate(ties):
    assert [(tie.code, tie.frame) for tie in ties if tie.verdict is Verdict.INDETERMINATE] == []


def test_what_the_release_implies_of_a_provision_is_a_reversal_and_no_discrepancy(ties):
    assert not any("Provision for accounts" in term.label for tie in ties if tie.code == "TO302" for term in tie.terms)


# --- every rule can speak, and is silent until it must -------------------------------------------
def bound_to(ties, code):
    return [tie for tie in ties if isinstance(tie, Declared) and tie.code == code]


def edges(tie, key, unit):
    """The last reported values at which a tie holds and the first at which it fails, at each end it has."""
    exact = tie.rule.printed or tie.figures.accuracy(key) is None
    room = 0 if exact else Fraction(unit) / 2
    implied = tie.implied(key, tie.figures)
    if implied.low is not None:
        inner = -(-(implied.low - room) // unit) * unit
        inner += unit if implied.low_open and inner + room == implied.low else 0
        outer = inner - unit
        yield inner, outer - unit if exact and outer == 0 else outer  # of what is divided by nothing, nothing is said
    if implied.high is not None:
        inner = (implied.high + room) // unit * unit
        inner -= unit if implied.high_open and inner - room == implied.high else 0
        yield inner, inner + unit


def verdict_with(tie, key, value):
    figures = tie.figures
    value = Fraction(value)
    places = 0
    while (value * 10**places).denominator != 1:
        places += 1
    said = figures.said(int(value * 10**places), -places, figures.accuracy(key))
    return tie.judge(WhatIf(figures, {key: said}))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_is_silent_up_to_rounding_and_speaks_beyond_it(ties, rule):
    sound = [tie for tie in bound_to(ties, rule.code) if tie.verdict is not Verdict.FAILS]
    assert sound, "the rule binds nowhere in the release"
    index = Index(sound, sound[0].figures)
    spoken = 0
    for tie in sound[:4]:
        stands = [*figures_of(tie.left), *figures_of(tie.right)]
        for key in tie.keys:
            for inner, outer in edges(tie, key, index.unit(key)):
                assert verdict_with(tie, key, outer) is Verdict.FAILS
                spoken += 1
                if stands.count(key) == 1 and inner in (tie.implied(key, tie.figures)):
                    assert verdict_with(tie, key, inner) is not Verdict.FAILS
    assert spoken


def test_every_figure_of_the_tables_is_in_a_tie_that_can_fail(unwaived, ties):
    report = unwaived.results[0].report
    touched = {row for tie in ties for term in tie.terms for row in term.rows}
    loose = [row for row in range(len(report)) if report.units_of[row] >= 0 and row not in touched]
    assert [local(report.concepts[row]) for row in loose] == []


def test_codes_and_names_are_used_once():
    assert BOOK.problems == CLAIMS.problems == ()
    assert len({rule.code for rule in RULES}) == len({rule.name for rule in RULES}) == len(RULES)


def test_what_is_merely_plausible_is_a_warning():
    assert {rule.severity for rule in BOOK.rules if rule.kind == "plausibility"} == {"warning"}
    assert {rule.severity for rule in BOOK.rules if rule.kind == "identity"} == {"error"}
