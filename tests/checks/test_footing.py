"""Sums are held to their printed digits in columns that add up by them, and only there."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from tests.building import NS, concept, report, taxonomy
from validator.checks import calculation, tieouts
from validator.checks.footing import as_printed
from validator.tieouts.evidence import Evidence
from validator.tieouts.figures import Figures

RULES = f"""
[namespaces]
default = "{NS}"

[TO901]
name = "not-adding-up-as-printed"
for = "T in concepts(monetary)"
rule = "T == sum(contributors(T))"
says = "{{label(T)}} is {{left}}, not {{right}}"
why = "Columns add up."
kind = "plausibility"
compare = "printed"
severity = "warning"
missing = "skip"

[TO902]
name = "not-moving-as-printed"
rule = "A == year_ago(A) + M"
says = "{{left}} against {{right}}"
why = "What is opened was closed."
kind = "plausibility"
compare = "printed"
severity = "warning"
missing = "skip"

[TO903]
name = "differing-from-dollars"
for = "X in concepts(monetary)"
rule = "X == unit(X, 'USD')"
says = "{{left}} against {{right}}"
why = "They are known to the cent elsewhere."
missing = "skip"
"""
DAY, BEFORE = "2023-12-31", "2022-12-31"
TWO = {"Sheet": {"T": {"A": 1, "B": 1}, "U": {"C": 1, "D": 1}, "S": {"T": 1, "E": 1}}}


@pytest.fixture
def kept(tmp_path, monkeypatch):
    monkeypatch.setenv("TIEOUT_CACHE", str(tmp_path / "cache"))

    def keep(*columns, sums=TWO, rules="TO901", waived=(), dollars=()):
        """What fails, after what columns do not keep is left out: codes and totals."""
        head, *parts = RULES.split("[TO9")
        path = tmp_path / "rules.toml"
        path.write_text(head + "".join(f"[TO9{one}" for one in parts if f"TO9{one[:2]}" in rules), encoding="utf-8")
        facts = [(name, value, 0, day) for day, figures in columns for name, value in figures.items()]
        facts += [(name, value, 1, DAY, "USD") for name, value in dict(dollars).items()]
        figures = Figures(report(facts, taxonomy(sums, [concept("M")])))
        evidence = Evidence.gathered(
            figures, (calculation.bind, tieouts.bind), SimpleNamespace(rules=(str(path),), calc11=True)
        )
        for tie in evidence.failing():
            tie.waived = tie.keys[0][0].endswith(waived) if waived else False
        as_printed(evidence)
        failing = [(tie.code, figures.label(tie.keys[0][0]), tie.frame[6:16]) for tie in evidence.failing()]
        assert [one.tie.code for one in evidence.failures] == [code for code, *_ in failing]
        return failing, sum(tie.code != "CA101" for tie in evidence.ties)

    return keep


FOOTED = {"A": 60, "B": 40, "T": 100, "C": 7, "D": 8, "U": 15, "E": 20, "S": 120}


def test_one_sum_off_is_a_slip_in_a_column_that_adds_up(kept):
    assert kept((DAY, FOOTED)) == ([], 3)
    assert kept((DAY, FOOTED | {"U": 16})) == ([("TO901", "U", DAY)], 3)


def test_sums_that_one_figure_explains_are_one_slip(kept):
    assert kept((DAY, FOOTED | {"T": 101})) == ([("TO901", "T", DAY), ("TO901", "S", DAY)], 3)


def test_sums_that_no_figure_explains_together_are_no_convention(kept):
    odd = FOOTED | {"U": 16, "B": 41}
    assert kept((DAY, odd)) == ([], 0)
    # another column is judged by itself
    assert kept((DAY, odd), (BEFORE, FOOTED | {"D": 9})) == ([("TO901", "U", BEFORE)], 3)


def test_two_slips_in_many_sums_are_slips(kept):
    many = {f"T{n}": {f"P{n}": 1, f"Q{n}": 1} for n in range(20)}
    column = {f"T{n}": 3 * n for n in range(20)} | {f"P{n}": n for n in range(20)} | {f"Q{n}": 2 * n for n in range(20)}
    odd = column | {"T3": 10, "T4": 13}
    assert kept((DAY, odd), sums={"Sheet": many}) == ([("TO901", "T3", DAY), ("TO901", "T4", DAY)], 20)
    assert kept((DAY, odd | {"T5": 16}), sums={"Sheet": many}) == ([], 0)


def test_a_sum_whose_figures_are_all_held_elsewhere_has_no_slip(kept):
    one = {"Sheet": {"T": {"A": 1, "B": 1}}}
    rounded, true = {"A": 60, "B": 41, "T": 100}, {"A": "59.6", "B": "40.8", "T": "100.4"}
    assert kept((DAY, rounded), dollars=true, sums=one) == ([("TO901", "T", DAY)], 2)
    assert kept((DAY, rounded), dollars=true, sums=one, rules="TO901 TO903") == ([], 4)
    assert kept((DAY, rounded), dollars=true | {"B": "41.3", "T": "100.9"}, sums=one, rules="TO901 TO903") == (
        [("TO901", "T", DAY), ("TO903", "T", DAY)],
        5,
    )


def test_what_rounding_cannot_explain_says_nothing_of_the_convention(kept):
    wrong = [("CA101", "T", DAY), ("CA101", "S", DAY), ("TO901", "T", DAY), ("TO901", "U", DAY), ("TO901", "S", DAY)]
    assert kept((DAY, FOOTED | {"T": 700, "U": 16})) == (wrong, 3)


def test_what_compares_columns_is_held_where_all_of_them_add_up(kept):
    moved = {"M": 9, **FOOTED}
    both = "TO901 TO902"
    assert kept((DAY, moved), (BEFORE, FOOTED | {"A": 50, "T": 90, "S": 110}), rules=both)[0] == [("TO902", "A", DAY)]
    odd = {"A": 50, "B": 41, "T": 90, "U": 16}
    assert kept((DAY, moved), (BEFORE, FOOTED | odd | {"S": 110}), rules=both) == ([], 3)


def test_what_is_accepted_is_neither_kept_nor_broken(kept):
    odd = FOOTED | {"U": 16, "B": 41}
    assert kept((DAY, odd), waived=("U",)) == ([("TO901", "T", DAY), ("TO901", "U", DAY)], 3)
