"""The rule packs for published taxonomies: each rule holds, is silent without any of its parts, and fails on a slip."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from tests.building import NS, report
from validator import readers, resources
from validator.checks import tieouts
from validator.cli import main
from validator.finding import Severity, Verdict
from validator.run import DEFAULT
from validator.tieouts.evidence import Evidence
from validator.tieouts.figures import Figures
from validator.tieouts.rules import rulebook

GAAP, IFRS = "http://fasb.org/us-gaap/2023", "http://xbrl.ifrs.org/taxonomy/2022-03-24/ifrs-full"
CASH = "CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents"
DISPOSALS = "IncludingDisposalGroupAndDiscontinuedOperations"
CHANGE = f"{CASH}PeriodIncreaseDecreaseIncludingExchangeRateEffect"
FLOW = "NetCashProvidedByUsedIn"
FLOWS = {f"{FLOW}OperatingActivities": 30, f"{FLOW}InvestingActivities": -15, f"{FLOW}FinancingActivities": -5}
EQUITY = "StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest"
BEFORE = "IncomeLossFromContinuingOperationsBeforeIncomeTaxes"
CONTINUING = "IncomeLossFromContinuingOperationsIncludingPortionAttributableToNoncontrollingInterest"
OCI = "OtherComprehensiveIncomeLossNetOfTax"
TOTAL = "ComprehensiveIncomeNetOfTaxIncludingPortionAttributableToNoncontrollingInterest"
BALANCES = (10, 20, 30)  # of cash: what two years start with, and end with

STATEMENTS = {
    "GA101": {"Assets": 90, "LiabilitiesAndStockholdersEquity": 90},
    "GA102": {"Assets": 90, "AssetsCurrent": 50, "AssetsNoncurrent": 40},
    "GA103": {"Liabilities": 60, "LiabilitiesCurrent": 25, "LiabilitiesNoncurrent": 35},
    "GA104": {EQUITY: 30, "StockholdersEquity": 28, "MinorityInterest": 2},
    "GA105": {"LiabilitiesAndStockholdersEquity": 90, "Liabilities": 60, EQUITY: 30},
    "GA106": {"LiabilitiesAndStockholdersEquity": 90, "Liabilities": 60, "StockholdersEquity": 30},
    "GA107": {"LiabilitiesAndStockholdersEquity": 90, "Liabilities": 60, EQUITY: 30},
    "GA108": {
        "PropertyPlantAndEquipmentNet": 40,
        "PropertyPlantAndEquipmentGross": 55,
        "AccumulatedDepreciationDepletionAndAmortizationPropertyPlantAndEquipment": 15,
    },
    "GA109": {
        "OperatingLeaseLiability": 9,
        "OperatingLeaseLiabilityCurrent": 2,
        "OperatingLeaseLiabilityNoncurrent": 7,
    },
    "GA201": {"GrossProfit": 40, "Revenues": 100, "CostOfRevenue": 60},
    "GA202": {"GrossProfit": 40, "RevenueFromContractWithCustomerExcludingAssessedTax": 100, "CostOfRevenue": 60},
    "GA203": {"OperatingIncomeLoss": 25, "GrossProfit": 40, "OperatingExpenses": 15},
    "GA204": {"OperatingIncomeLoss": 25, "Revenues": 100, "CostsAndExpenses": 75},
    "GA205": {
        CONTINUING: 20,
        f"{BEFORE}ExtraordinaryItemsNoncontrollingInterest": 26,
        "IncomeTaxExpenseBenefit": 6,
    },
    "GA206": {
        CONTINUING: 21,
        f"{BEFORE}MinorityInterestAndIncomeLossFromEquityMethodInvestments": 26,
        "IncomeTaxExpenseBenefit": 6,
        "IncomeLossFromEquityMethodInvestments": 1,
    },
    "GA207": {"ProfitLoss": 20, f"{BEFORE}ExtraordinaryItemsNoncontrollingInterest": 26, "IncomeTaxExpenseBenefit": 6},
    "GA208": {
        "NetIncomeLoss": 20,
        f"{BEFORE}ExtraordinaryItemsNoncontrollingInterest": 26,
        "IncomeTaxExpenseBenefit": 6,
    },
    "GA209": {"ProfitLoss": 20, "NetIncomeLoss": 18, "NetIncomeLossAttributableToNoncontrollingInterest": 2},
    "GA210": {
        "IncomeTaxExpenseBenefit": 6,
        "CurrentIncomeTaxExpenseBenefit": 8,
        "DeferredIncomeTaxExpenseBenefit": -2,
    },
    "GA301": {
        "EarningsPerShareBasic": 2,
        "NetIncomeLossAvailableToCommonStockholdersBasic": 100,
        "WeightedAverageNumberOfSharesOutstandingBasic": 50,
    },
    "GA302": {
        "EarningsPerShareDiluted": 2,
        "NetIncomeLossAvailableToCommonStockholdersDiluted": 120,
        "WeightedAverageNumberOfDilutedSharesOutstanding": 60,
    },
    "GA303": {
        "WeightedAverageNumberOfDilutedSharesOutstanding": 60,
        "WeightedAverageNumberOfSharesOutstandingBasic": 55,
    },
    "GA304": {
        "EarningsPerShareBasic": 2,
        "WeightedAverageNumberOfSharesOutstandingBasic": 50,
        "NetIncomeLoss": 102,
    },
    "GA401": {TOTAL: 30, "ComprehensiveIncomeNetOfTax": 27, f"{TOTAL[:27]}AttributableToNoncontrollingInterest": 3},
    "GA402": {TOTAL: 30, "ProfitLoss": 20, OCI: 10},
    "GA403": {"ComprehensiveIncomeNetOfTax": 27, "NetIncomeLoss": 18, f"{OCI}PortionAttributableToParent": 9},
    "GA404": {"ComprehensiveIncomeNetOfTax": 27, "NetIncomeLoss": 18, OCI: 9},
    "GA501": {CHANGE: 10, CASH: BALANCES},
    "GA502": {CHANGE: 10, CASH + DISPOSALS: BALANCES},
    "GA503": {"CashAndCashEquivalentsPeriodIncreaseDecrease": 10, "CashAndCashEquivalentsAtCarryingValue": BALANCES},
    "GA504": {CHANGE: 9, **FLOWS, f"EffectOfExchangeRateOn{CASH}": -1},
    "GA505": {CHANGE: 10, **FLOWS},
    "GA506": {
        f"{FLOW}OperatingActivities": 30,
        f"{FLOW}OperatingActivitiesContinuingOperations": 29,
        "CashProvidedByUsedInOperatingActivitiesDiscontinuedOperations": 1,
    },
    "IF101": {"Assets": 90, "EquityAndLiabilities": 90},
    "IF102": {"Assets": 90, "CurrentAssets": 50, "NoncurrentAssets": 40},
    "IF103": {"Liabilities": 60, "CurrentLiabilities": 25, "NoncurrentLiabilities": 35},
    "IF104": {"EquityAndLiabilities": 90, "Equity": 30, "Liabilities": 60},
    "IF105": {"Equity": 30, "EquityAttributableToOwnersOfParent": 28, "NoncontrollingInterests": 2},
    "IF201": {"GrossProfit": 40, "Revenue": 100, "CostOfSales": 60},
    "IF202": {
        "ProfitLossFromContinuingOperations": 20,
        "ProfitLossBeforeTax": 26,
        "IncomeTaxExpenseContinuingOperations": 6,
    },
    "IF203": {
        "ProfitLoss": 22,
        "ProfitLossFromContinuingOperations": 20,
        "ProfitLossFromDiscontinuedOperations": 2,
    },
    "IF204": {"ProfitLoss": 20, "ProfitLossBeforeTax": 26, "IncomeTaxExpenseContinuingOperations": 6},
    "IF205": {
        "ProfitLoss": 20,
        "ProfitLossAttributableToOwnersOfParent": 18,
        "ProfitLossAttributableToNoncontrollingInterests": 2,
    },
    "IF301": {
        "BasicEarningsLossPerShare": 2,
        "ProfitLossAttributableToOrdinaryEquityHoldersOfParentEntity": 100,
        "WeightedAverageShares": 50,
    },
    "IF302": {"AdjustedWeightedAverageShares": 60, "WeightedAverageShares": 55},
    "IF401": {"ComprehensiveIncome": 30, "ProfitLoss": 20, "OtherComprehensiveIncome": 10},
    "IF402": {
        "ComprehensiveIncome": 30,
        "ComprehensiveIncomeAttributableToOwnersOfParent": 27,
        "ComprehensiveIncomeAttributableToNoncontrollingInterests": 3,
    },
    "IF501": {"IncreaseDecreaseInCashAndCashEquivalents": 10, "CashAndCashEquivalents": BALANCES},
    "IF502": {
        "IncreaseDecreaseInCashAndCashEquivalentsBeforeEffectOfExchangeRateChanges": 11,
        "EffectOfExchangeRateChangesOnCashAndCashEquivalents": -1,
        "CashAndCashEquivalents": BALANCES,
    },
    "IF503": {
        "IncreaseDecreaseInCashAndCashEquivalentsBeforeEffectOfExchangeRateChanges": 11,
        "EffectOfExchangeRateChangesOnCashAndCashEquivalents": -1,
        "CashAndCashEquivalentsIfDifferentFromStatementOfFinancialPosition": BALANCES,
    },
    "IF504": {
        "IncreaseDecreaseInCashAndCashEquivalents": 10,
        "IncreaseDecreaseInCashAndCashEquivalentsBeforeEffectOfExchangeRateChanges": 11,
        "EffectOfExchangeRateChangesOnCashAndCashEquivalents": -1,
    },
    "IF505": {
        "IncreaseDecreaseInCashAndCashEquivalentsBeforeEffectOfExchangeRateChanges": 10,
        "CashFlowsFromUsedInOperatingActivities": 30,
        "CashFlowsFromUsedInInvestingActivities": -15,
        "CashFlowsFromUsedInFinancingActivities": -5,
    },
}
READ = rulebook.load
BOOKS = {path: rulebook.load(path) for path in resources.packs()}
RULES = {rule.code: rule for book in BOOKS.values() for rule in book.rules}
ENDS = ("2021-12-31", "2022-12-31", "2023-12-31")
YEARS = ("2022-01-01/2022-12-31", "2023-01-01/2023-12-31")


@pytest.fixture(autouse=True)
def read_once(monkeypatch):
    monkeypatch.setattr(tieouts.rulebook, "load", BOOKS.__getitem__)


def facts_of(statement, code):
    """Facts of two years, the earlier first, balances at every end of them."""
    for local, value in statement.items():
        unit = "USD/shares" if "PerShare" in local else "shares" if "Shares" in local else "USD"
        if isinstance(value, tuple):
            yield from ((local, one, 0, end, unit) for one, end in zip(value, ENDS, strict=True))
        else:
            for when in ENDS if code[2] == "1" else YEARS:
                yield local, value, 0, when, unit


def bound(facts, space=GAAP, **members):
    made = report([(*fact, members) for fact in facts])
    made.concepts[:] = [name.replace(NS, space) for name in made.concepts]
    evidence = Evidence(Figures(made))
    tieouts.packs(evidence, SimpleNamespace(packs=True))
    return evidence


def outcomes(code, facts, **members):
    evidence = bound(facts, GAAP if code < "IF" else IFRS, **members)
    assert not evidence.findings
    return [tie.verdict for tie in evidence.ties if tie.code == code]


def test_every_rule_is_read_and_has_a_statement():
    assert [book.problems for book in BOOKS.values()] == [(), ()]
    assert list(STATEMENTS) == [*(c for c in RULES if c < "IF"), *(c for c in RULES if c > "IF")]


@pytest.mark.parametrize("code", STATEMENTS)
def test_it_holds_where_it_should(code):
    facts = list(facts_of(STATEMENTS[code], code))
    found = outcomes(code, facts)
    assert found
    assert set(found) <= {Verdict.HOLDS, Verdict.ROUNDING}


@pytest.mark.parametrize("code", STATEMENTS)
def test_it_is_silent_without_any_part_or_in_a_part_of_the_business(code):
    statement = STATEMENTS[code]
    for missing in statement:
        some = {local: value for local, value in statement.items() if local != missing}
        assert outcomes(code, facts_of(some, code)) == []
    assert outcomes(code, facts_of(statement, code), Segment="Europe") == []


@pytest.mark.parametrize("code", STATEMENTS)
def test_it_fails_on_a_slip(code):
    facts = list(facts_of(STATEMENTS[code], code))
    last = max(row for row, fact in enumerate(facts) if fact[0] == facts[0][0])
    local, value, *rest = facts[last]
    facts[last] = (local, value - 7, *rest)
    evidence = bound(facts, GAAP if code < "IF" else IFRS)
    (failure,) = [one for one in evidence.failures if one.tie.code == code]
    assert failure.finding.severity is (Severity.WARNING if RULES[code].kind == "plausibility" else Severity.ERROR)


@pytest.mark.parametrize("code", [code for code in STATEMENTS if RULES[code].kind == "plausibility"])
def test_what_leaves_room_for_other_parts_asks_for_a_year_without_them(code):
    if "year_ago" in RULES[code].text or code in ("GA210", "GA304"):
        return
    facts = list(facts_of(STATEMENTS[code], code))
    local = facts[0][0]
    off = [(one[0], one[1] - 7, *one[2:]) if one[0] == local else one for one in facts]
    assert Verdict.FAILS not in outcomes(code, off)


def test_any_edition_counts():
    facts = list(facts_of(STATEMENTS["GA101"], "GA101"))
    for space in ("http://xbrl.us/us-gaap/2009-01-31", "http://fasb.org/us-gaap/2019-01-31"):
        assert [tie.code for tie in bound(facts, space).ties] == ["GA101"] * 3
    for space in ("http://fasb.org/us-gaap-sup/2023q2", "http://fasb.org/srt/2023", NS):
        assert bound(facts, space).ties == []


def test_rules_of_ones_own_may_be_for_every_edition(tmp_path):
    path = tmp_path / "ours.toml"
    path.write_text(
        '[namespaces]\ndefault = "http://fasb.org/us-gaap/*"\n[OU101]\nname = "cash-beyond-assets"\n'
        'rule = "Cash <= Assets"\nsays = "too much"\nwhy = "a part"\nmissing = "skip"\n'
    )
    BOOKS[str(path)] = READ(str(path))
    made = report([("Assets", 100), ("Cash", 120)])
    made.concepts[:] = [name.replace(NS, GAAP) for name in made.concepts]
    evidence = Evidence(Figures(made))
    tieouts.bind(evidence, SimpleNamespace(rules=(str(path),)))
    assert [one.code for one in evidence.said()] == ["OU101"]


def test_they_can_be_left_out(root, tmp_path, capsys):
    folder = root / "instances" / "bad" / "GA101-us-gaap-balance-sheet-out-of-balance"
    configuration = tmp_path / "tieout.toml"
    configuration.write_text("packs = false")
    told = {}
    for further in ((), ("--no-packs",), ("--config", str(configuration)), ("--ignore", "GA")):
        main(["check", str(folder), "--format", "concise", *further])
        printed = capsys.readouterr().out
        told[further[:1]] = [code for code in ("GA101", "DO004") if f" {code} " in printed]
    assert told == {(): ["GA101"], ("--no-packs",): ["DO004"], ("--config",): ["DO004"], ("--ignore",): []}


def test_filings_keep_them(shared):
    counts = {}
    for name in ("berkshire-2010-10k/brka-20101231.xml", "inline-cmg-2020q1/cmg-20200331x10q.htm"):
        evidence = Evidence(Figures(readers.read(str(shared / "filings" / name), DEFAULT)))
        tieouts.packs(evidence, DEFAULT)
        counts[name[:9]] = [tie.verdict for tie in evidence.ties]
    assert counts == {"berkshire": [Verdict.HOLDS] * 18, "inline-cm": [Verdict.HOLDS] * 18}
