"""What is odd in a statement is told once, with what it brings about, and accuses nobody else."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from tests.building import NS, concept, report, taxonomy
from tests.sheets import ROWS, YEARS, facts, told, without
from validator import diagnosis
from validator.checks import tieouts
from validator.checks.consequences import once_a_figure
from validator.checks.statements import odd_in_statements
from validator.finding import Severity
from validator.tieouts.evidence import Evidence
from validator.tieouts.figures import Figures


def once(found):
    return once_a_figure(found, lambda one: one.severity)


def test_a_statement_in_order_is_silent():
    assert told(facts()) == []
    assert told(facts(dict(ROWS, Stock=(0, 0, 0), Assets=(1093000, 917000, 833000)))) == []


def test_what_is_nothing_may_be_left_out():
    nothing = dict(ROWS, Stock=(127000, 0, 91000), Assets=(1220000, 917000, 924000))
    assert told(without("Stock", YEARS[1], facts(nothing))) == []


def test_what_is_nothing_is_missed_where_the_table_reports_nothing_elsewhere():
    nothing = dict(ROWS, Stock=(127000, 0, 91000), Loans=(481000, 394000, 0), Assets=(1220000, 917000, 562000))
    (one,) = told(without("Stock", YEARS[1], facts(nothing)))
    assert one.code == "ST101"
    assert one.diagnosis.culprit.suggested == "0"


@pytest.mark.parametrize(("rows", "codes"), [(8, ["ST101"]), (7, [])])
def test_without_a_total_what_may_be_nothing_is_missed_in_a_large_table_only(rows, codes):
    names = [f"R{each}" for each in range(rows)]
    made = facts({name: (7000, 8000, 0 if name == "R1" else 9000) for name in names})
    found = told(without("R0", YEARS[1], made), sums={}, presented={"Sheet": {names[0]: names[1:]}})
    assert [one.code for one in found] == codes


def test_a_total_that_is_not_there_is_what_its_parts_make():
    (one,) = told(without("Assets", YEARS[1]))
    assert (one.code, one.severity) == ("ST101", Severity.WARNING)
    assert one.message == "Assets (as of 2022-12-31, CNY) is not reported, though each of the 3 other rows of Sheet is"
    assert one.diagnosis.culprit.implied == "[1,113,000, 1,117,000]"
    assert one.diagnosis.culprit.suggested == "1,115,000"


def test_a_part_that_is_not_there_takes_the_failure_of_its_total_along():
    (one,) = once(told(without("Loans", YEARS[1])))
    assert one.code == "ST101"
    assert one.diagnosis.culprit.implied == "[392,000, 396,000]"
    assert one.notes[0].startswith("CA106 fails with it: Assets is 1,115,000")


def test_a_figure_that_only_a_text_tells():
    (one,) = told([*without("Loans", YEARS[1]), ("Loans", 390000, -4, YEARS[1], "CNY")])
    assert one.message.startswith("Loans (as of 2022-12-31, CNY) is reported only as about 390,000, though")
    assert one.diagnosis.culprit.implied == "[392,000, 395,000]"


def test_a_figure_under_another_year_is_one_finding():
    made = [(n, v, d, YEARS[0] if (n, y) == ("Loans", YEARS[1]) else y, u) for n, v, d, y, u in facts()]
    (one,) = once(told(made))
    assert one.code == "ST102"
    assert one.message == (
        "Loans of 394,000 is out of place (as of 2023-12-31, CNY): another value is reported there; "
        "none is where it belongs (as of 2022-12-31, CNY)"
    )
    assert one.diagnosis.culprit.suggested == "as of 2022-12-31, CNY"
    assert {note[:5] for note in one.notes} == {"CA106", "CA102"}


def test_decimals_that_claim_too_much_explain_the_sum_they_break():
    def said(decimals):
        rounded = dict(ROWS, Assets=(1220000, 1117000, 924000))
        finer = {("Assets", YEARS[1]): decimals}
        return told([(n, v, finer.get((n, y), d), y, u) for n, v, d, y, u in facts(rounded)])

    assert said(-3) == []
    (one,) = once(said(0))
    assert one.code == "CA101"
    assert one.notes[-1].startswith(
        "ST103 fails with it: Assets (as of 2022-12-31, CNY) of 1,117,000 has decimals 0, but"
    )
    assert one.diagnosis.verdict == "Assets should have decimals -3, not 0"


def test_a_copy_whose_decimals_claim_what_it_rounds_away():
    text = [(name, value // 10000 * 10000, -4, year, unit) for name, value, _, year, unit in facts()]
    text = [(n, v + 10000 * (w[1] % 10000 > 5000), d, y, u) for (n, v, d, y, u), w in zip(text, facts(), strict=True)]
    assert told([*facts(), *text]) == []
    at = next(at for at, one in enumerate(text) if (one[0], one[3]) == ("Cash", YEARS[1]))
    text[at] = (*text[at][:2], 0, *text[at][3:])  # 520,000, as if to the last digit
    found = once(told([*facts(), *text]))
    (one,) = [one for one in found if one.code == "ST103" or one.diagnosis is not None]
    assert one.diagnosis.verdict == "Cash should have decimals -4, not 0"
    assert one.diagnosis.culprit.at.line == len(facts()) + at + 1


def test_a_copy_with_the_value_of_another_year_may_be_typed_or_tagged_wrong():
    typed = [*facts(), ("Cash", 523000, -3, YEARS[0], "CNY")]
    (one,) = once(told(typed))  # nothing else of that year is told twice
    assert (one.code, one.diagnosis.verdict) == ("CA102", "Cash should be 612,000, by CA101")
    (one,) = once(told([*typed, *(fact for fact in facts() if fact[0] != "Cash" and fact[3] == YEARS[1])]))
    assert (one.code, one.at.line) == ("ST102", len(facts()) + 1)
    assert one.diagnosis.verdict == (
        "Cash of 523,000 belongs elsewhere (as of 2022-12-31, CNY), or is 612,000 where it stands"
    )
    assert (one.diagnosis.culprit.implied, one.diagnosis.culprit.suggested) == ("523,000", "612,000")


LEDGER = {"Sheet": {"Assets": {"Cash": 1, "Loans": 1}}}
BOOKED = [(name, value, 0, f"{year}-12-31", "CNY") for year in range(2019, 2024) for name, value in
          (("Cash", 40), ("Loans", 30), ("Assets", 70))]  # fmt: skip


def test_a_total_without_a_table_is_what_its_parts_make():
    assert told(BOOKED, sums=LEDGER, presented={}) == []
    (one,) = told(without("Assets", "2021-12-31", BOOKED), sums=LEDGER, presented={})
    assert one.message == (
        "Assets (as of 2021-12-31, CNY) is not reported, though its 2 parts in Sheet are, and it is in each of the "
        "4 other columns that have them all"
    )
    assert (one.code, one.diagnosis.culprit.suggested) == ("ST101", "70")


def test_a_total_of_nothing_may_be_left_out():
    idle = [(name, 0, *rest) if rest[1] == "2021-12-31" else (name, value, *rest) for name, value, *rest in BOOKED]
    assert told(without("Assets", "2021-12-31", idle), sums=LEDGER, presented={}) == []


def test_a_concept_that_is_presented_and_reported_nowhere():
    names = [f"N{number:02}" for number in range(24)]
    made = [(name, 7) for name in names if name != "N05"]
    (one,) = told(made, sums={}, presented={"Sheet": {"Lines": names}}, concepts=[concept("Lines", "string")])
    assert (one.code, one.severity) == ("ST105", Severity.WARNING)
    assert one.message == "N05 is presented in Sheet and reported nowhere, though the 23 other figures presented are"
    assert one.diagnosis.verdict == "N05 is not reported"


# --- the one figure that rules lack -----------------------------------------------------------------
RULES = f"""
[namespaces]
default = "{NS}"

[TO900]
name = "parts-differing"
rule = "Assets == Cash + Loans"
says = "{{left}} against {{right}}"
why = "They must."
"""
RATES = f"""
[namespaces]
default = "{NS}"

[TO901]
name = "rate-differing"
rule = "Rate == Cash / Loans"
when = "reported(Cash)"
says = "{{left}} against {{right}}"
why = "It is."
"""
MANY = [f"{year}-12-31" for year in range(2001, 2024)]


@pytest.fixture
def ruled(tmp_path, monkeypatch):
    monkeypatch.setenv("TIEOUT_CACHE", str(tmp_path / "cache"))
    path = tmp_path / "rules.toml"

    def bound(figures):
        return Evidence.gathered(figures, (tieouts.bind,), SimpleNamespace(rules=(str(path),), calc11=True))

    def tell(made, rules=RULES):
        path.write_text(rules, encoding="utf-8")
        known = taxonomy({"Sheet": {"Assets": {"Cash": 1, "Loans": 1}}}, [concept("Rate", "pure")])
        evidence = bound(Figures(report(made, known)))
        diagnosis.explained(evidence)
        odd_in_statements(evidence, bound)
        return list(evidence.said())

    return tell


def yearly(years=MANY):
    figures = (("Cash", 200), ("Loans", 300), ("Assets", 500))
    return [(name, value, 0, year, "CNY") for year in years for name, value in figures]


def test_few_ties_of_rules_miss_nothing(ruled):
    assert ruled(yearly()) == []
    assert [one.code for one in ruled(without("Cash", MANY[0], yearly(MANY[:9])))] == ["TO007"]


def test_what_lacks_two_figures_misses_none(ruled):
    two = without("Cash", MANY[0], without("Loans", MANY[1], yearly()))
    assert [one.code for one in ruled(two)] == ["TO007", "TO007"]


def test_the_one_figure_that_rules_lack(ruled):
    (one,) = ruled(without("Cash", MANY[3], yearly()))
    assert (one.code, one.severity) == ("ST104", Severity.WARNING)
    assert one.message == (
        "Cash (as of 2004-12-31, CNY) is not reported, and rules lack nothing else: TO900 cannot be checked"
    )
    assert one.diagnosis.culprit.suggested == "200"
    assert one.diagnosis.culprit.implied == "[198.5, 201.5]"


def test_the_one_figure_that_rules_lack_is_in_the_currency_they_ask_for(ruled):
    dollars = [(*one[:4], "USD") for one in yearly(MANY[5:])]
    (one,) = ruled(without("Cash", MANY[3], yearly()) + dollars)
    assert (one.code, one.diagnosis.culprit.suggested) == ("ST104", "200")
    assert one.values["place"] == "as of 2004-12-31, CNY"


def test_the_one_figure_that_rules_of_every_currency_lack_may_be_in_none(ruled):
    rates = [("Rate", "0.7", 1, year, "pure") for year in MANY]
    both = yearly() + [(*one[:4], "USD") for one in yearly()]
    assert ruled(rates + both, RATES) == []
    (one,) = ruled(without("Rate", MANY[3], rates) + both, RATES)
    assert one.message == (
        "Rate (as of 2004-12-31, pure) is not reported, and rules lack nothing else: TO901 cannot be checked"
    )
