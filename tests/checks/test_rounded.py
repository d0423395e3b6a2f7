"""Figures worked out from rounded ones are told once, with the way of working; a slip among them is told alone."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from tests.building import NS, concept, report, taxonomy
from validator import diagnosis
from validator.checks import calculation, tieouts
from validator.checks.consequences import one_culprit, told_once
from validator.checks.rounded import TO_DO, from_rounded, told_as_one
from validator.tieouts.evidence import Evidence
from validator.tieouts.figures import Figures

RULES = f"""
[namespaces]
default = "{NS}"

[TO901]
name = "translated-otherwise"
for = "X in concepts(monetary)"
rule = "unit(X, 'USD') == unit(X, 'CNY') / 7"
says = "{{label(X)}} is {{left}}, not {{right}}"
why = "A dollar is seven renminbi."
missing = "skip"

[TO902]
name = "sides-differing"
rule = "S == Q"
says = "{{left}} against {{right}}"
why = "Both sides are equal."
missing = "skip"

[TO903]
name = "share-differing"
for = "X in [Y, Z]"
rule = "unit(X, 'USD') == unit(X, 'EUR') / 30"
says = "{{label(X)}} is {{left}}, not {{right}}"
why = "A dollar is thirty euros."
missing = "skip"

[TO904]
name = "halves-differing"
rule = "Z == 2 * H"
says = "{{left}} against {{right}}"
why = "Two halves are a whole."
missing = "skip"

[TO905]
name = "halves-differing-too"
rule = "Y == 2 * G"
says = "{{left}} against {{right}}"
why = "Two halves are a whole."
missing = "skip"

"""
SUMS = {"Sheet": {"T": {"A": 1, "B": 1, "C": 1}, "U": {"D": 1, "E": 1, "F": 1}, "S": {"T": 1, "U": 1}}}
PARTS = dict.fromkeys("ABCDEF", 10)
RENMINBI = {**PARTS, "T": 30, "U": 30, "S": 60}
ADDED = {**dict.fromkeys("ABCDEF", 1), "T": 3, "U": 3, "S": 6}  # 10 are 1.43 dollars, 30 are 4.29 and 60 are 8.57


@pytest.fixture
def told(tmp_path, monkeypatch):
    monkeypatch.setenv("TIEOUT_CACHE", str(tmp_path / "cache"))

    def tell(dollars, renminbi=RENMINBI, *, sums=SUMS, other=(), waived=""):
        path = tmp_path / "rules.toml"
        path.write_text(RULES, encoding="utf-8")
        both = (("CNY", renminbi), ("USD", dollars), *other)
        facts = [(name, value, 0, None, unit) for unit, said in both for name, value in said.items()]
        figures = Figures(report(facts, taxonomy(sums, [concept(name) for name in "QRSYZHG"])))
        options = SimpleNamespace(rules=(str(path),), calc11=True)
        evidence = Evidence.gathered(figures, (calculation.bind, tieouts.bind), options)
        for one in evidence.failures:
            one.tie.waived = bool(waived) and one.tie.keys[0][0].endswith(tuple(waived))
        for one in (from_rounded, diagnosis.explained, told_once, told_as_one, one_culprit):
            one(evidence)
        return [one for one in evidence.said() if one.code != "CA104"]

    return tell


def messages(findings):
    return [(one.code, one.message) for one in findings]


def listed(finding):
    return [what for what, _ in finding.related]


def culprits(findings):
    """The figures that are certain to be wrong, with what they should be."""
    made = [one.diagnosis.culprit for one in findings if one.diagnosis is not None]
    return [(one.label, one.suggested) for one in made if one is not None]


def at(label):
    return f"{label} (as of 2023-09-30, USD)"


ONE = "instead of being rounded once"


def test_totals_that_add_up_rounded_parts_are_one_finding(told):
    assert told({**PARTS, **dict.fromkeys("ABCDEF", 1), "T": 4, "U": 4, "S": 9}) == []  # each rounded once
    (one,) = told(ADDED)
    assert (one.code, one.message) == ("TO901", f"3 figures equal the sums of their rounded parts, {ONE}")
    assert listed(one) == [f"{at('T')}: 4, not 3", f"{at('U')}: 4, not 3", f"{at('S')}: 9, not 6"]
    assert (one.at, one.at.line) == (one.related[0][1], 16)
    assert one.notes == ("unit(X, 'USD') == unit(X, 'CNY') / 7", f"{at('T')}: T: 3 == 1 + 1 + 1")
    assert one.values["figures"] == {at("T"): "3", at("U"): "3", at("S"): "6"}
    assert (one.diagnosis.verdict, one.diagnosis.decided) == (TO_DO.format("as listed below"), False)
    (together,) = one.diagnosis.suspects
    assert [(each.suggested, each.settles) for each in together] == [
        ("4", ("TO901 as of 2023-09-30",)),
        ("4", ("TO901 as of 2023-09-30",)),
        ("9", ("TO901 as of 2023-09-30",)),
    ]


def test_one_figure_is_no_way_of_working(told):
    sums = {"Sheet": {"T": SUMS["Sheet"]["T"]}}
    only = {name: ADDED[name] for name in "ABCT"}
    assert messages(told(only, {name: RENMINBI[name] for name in "ABCT"}, sums=sums)) == [
        ("TO901", "T is 3, not ≈4.28571")
    ]


def test_a_total_that_slipped_is_told_alone_and_the_others_once(told):
    found = told(ADDED | {"U": 8})
    assert messages(found) == [
        ("CA101", "U is 8 but its parts add to 3 (off by 5)"),
        ("TO901", f"2 figures equal the sums of their rounded parts, {ONE}"),
        ("TO901", "U is 8, not ≈4.28571"),
    ]
    assert culprits(found) == [("U", "3"), ("U", "3")]
    assert listed(found[1]) == [f"{at('T')}: 4, not 3", f"{at('S')}: 9, not 6"]


def test_a_total_that_slipped_to_what_the_rule_makes_it_leaves_the_others_told_once(told):
    (one,) = told(ADDED | {"U": 4})  # within rounding of its parts
    assert listed(one) == [f"{at('T')}: 4, not 3", f"{at('S')}: 9, not 6"]


def test_a_part_that_slipped_is_told_alone_and_the_totals_once(told):
    found = told(ADDED | {"A": 7})
    assert culprits(found) == [("A", "1"), ("A", "1")]
    assert [listed(one) for one in found if one.message.endswith(ONE)] == [
        [f"{at('T')}: 4, not 3", f"{at('U')}: 4, not 3", f"{at('S')}: 9, not 6"]
    ]


def test_what_rounding_cannot_explain_is_told_alone(told):
    found = told(ADDED, RENMINBI | {"T": 300})
    assert [one for one in messages(found) if one[0] == "TO901"] == [
        ("TO901", "T is 3, not ≈42.8571"),
        ("TO901", f"2 figures equal the sums of their rounded parts, {ONE}"),
    ]


def test_a_part_that_is_what_the_others_leave_is_told_with_them(told):
    sums = {"Sheet": {**SUMS["Sheet"], "Q": {"V": 1, "R": 1}}}
    renminbi = RENMINBI | {"V": 10, "R": 50, "Q": 60}
    (one,) = told(ADDED | {"V": 1, "R": 5, "Q": 6}, renminbi, sums=sums)
    assert (
        one.message == f"5 figures equal the sums of their rounded parts or what sums of rounded figures leave, {ONE}"
    )
    assert listed(one)[3:] == [f"{at('R')}: 7, not 5", f"{at('Q')}: 9, not 6"]
    # translated by itself, it leaves its sum at odds, which is no more what its parts make
    found = told(ADDED | {"V": 1, "R": 7, "Q": 6}, renminbi, sums=sums)
    assert messages(found) == [
        ("CA101", "Q is 6 but its parts add to 8 (off by 2)"),
        ("TO901", f"3 figures equal the sums of their rounded parts, {ONE}"),
        ("TO901", "Q is 6, not ≈8.57143"),
    ]


def test_multiples_of_rounded_figures_are_one_finding(told):
    halves = {"Z": 4, "H": 2, "Y": 6, "G": 3}  # of 140 euros 4.67 dollars, and of 200 euros 6.67
    (one,) = told(halves, {}, other=[("EUR", {"Z": 140, "Y": 200})])
    assert (one.code, one.message) == (
        "TO903",
        f"2 figures equal what TO904 and TO905 make of rounded figures, {ONE}",
    )
    assert listed(one) == [f"{at('Z')}: 5, not 4", f"{at('Y')}: 7, not 6"]
    assert one.diagnosis.verdict == (
        f"round each of them once, all together, {at('Z')} as 5 and {at('Y')} as 7: what they stand in then agrees "
        "within rounding; or keep them as they are, and waive them for that reason"
    )
    found = told(halves | {"Y": 5}, {}, other=[("EUR", {"Z": 140, "Y": 200})])  # no multiple
    assert messages(found)[:2] == [("TO903", "Y is 5, not ≈6.66667"), ("TO903", "Z is 4, not ≈4.66667")]


@pytest.mark.parametrize(("apart", "codes"), [(0, []), (1, []), (3, ["TO902"]), (5, ["TO902"]), (7, ["TO902"] * 2)])
def test_many_roundings_seldom_lead_far(apart, codes, told):
    """Twenty parts may be ten off by rounding, all of them the same way; four standard deviations are five."""
    parts = dict.fromkeys((f"P{number}" for number in range(20)), 10)
    column = {**parts, "S": 200, "Q": 200 + apart}
    found = told({}, column, sums={"Sheet": {"S": dict.fromkeys(parts, 1)}}, other=[("EUR", column)])
    assert [one.code for one in found] == codes
    assert [one.message for one in found if one.message.endswith(ONE)] == (
        [f"2 figures equal the sums of their rounded parts, {ONE}"] if len(codes) == 1 else []
    )


def test_what_is_accepted_stays_apart(told):
    found = told(ADDED, waived="T")
    assert [(one.message, listed(one)) for one in found if one.message.endswith(ONE)] == [
        (f"2 figures equal the sums of their rounded parts, {ONE}", [f"{at('U')}: 4, not 3", f"{at('S')}: 9, not 6"])
    ]
    assert messages(found)[0] == ("TO901", "T is 3, not ≈4.28571")
    assert messages(told(ADDED, waived="TU"))[-1] == ("TO901", "S is 6, not ≈8.57143")
