"""Facts reported more than once: complete, consistent or at odds, whatever their order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.building import concept, period, qname
from tests.instance_documents import BASE, CASH, CNY, INSTANT, PURE, codes, findings
from tests.laws import tried
from validator.checks.duplicates import COMPLETE, CONSISTENT, INCONSISTENT, agreement, duplicates
from validator.model.contexts import Context
from validator.model.report import Report
from validator.model.source import Location


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("duplicates")


def cash(value, decimals="0", context="now", unit="cny"):
    return f'<e:Cash contextRef="{context}" unitRef="{unit}" decimals="{decimals}">{value}</e:Cash>'


def note(text, language="en"):
    return f'<e:Note contextRef="now" xml:lang="{language}">{text}</e:Note>'


ALONE = {
    "another unit": (cash(1), CNY.replace("cny", "usd").replace("CNY", "USD"), cash(2, unit="usd")),
    "another context": (INSTANT.replace("now", "then").replace("09-30", "09-29"), cash(1), cash(2, context="then")),
    "another language": (note("a"), note("b", "de")),
    "another tuple": (f"<e:Director>{note('a')}</e:Director>", f"<e:Director>{note('b')}</e:Director>"),
}


@pytest.mark.parametrize("name", ALONE)
def test_no_duplicates(folder, name):
    assert codes(folder, BASE, *ALONE[name]) == []


AGREEING = {
    "equal": (cash(1), cash("1.0")),
    "rounded": (cash(104), cash(100, -1)),
    "rounded up to the boundary": (cash(105), cash(100, -1)),
    "equal contexts and units under other names": (
        INSTANT.replace("now", "again"),
        CNY.replace("cny", "rmb"),
        cash(1),
        cash(1, context="again", unit="rmb"),
    ),
    "equal texts": (note("a"), note("a")),
    "both nil": ('<e:Note contextRef="now" xsi:nil="true"/>',) * 2,
}


@pytest.mark.parametrize("name", AGREEING)
def test_consistent(folder, name):
    assert codes(folder, BASE, *AGREEING[name]) == ["FA202"]


AT_ODDS = {
    "beyond rounding": (cash(106), cash(100, -1)),
    "other values at equal accuracy": (cash(104, -1), cash(100, -1)),
    "exact and not equal": (cash("1.1", "INF"), cash("1", "INF")),
    "three that only pairwise agree": (cash(100, -1), cash(110, -1), cash(104)),
    "nil and a value": ('<e:Note contextRef="now" xml:lang="en" xsi:nil="true"/>', note("")),
    "other texts": (note("a"), note("A")),
}


@pytest.mark.parametrize("name", AT_ODDS)
def test_inconsistent(folder, name):
    assert codes(folder, BASE, *AT_ODDS[name]) == ["FA201"]
    assert codes(folder, BASE, *reversed(AT_ODDS[name])) == ["FA201"]


def test_both_places_are_named(folder):
    (found,) = findings(folder, BASE, cash(60), cash(70))
    assert (found.at.line, found.related[0][1].line) == (11, 10)
    assert (
        found.message
        == "Cash is reported 2 times for as of 2023-09-30 with values at odds: 60 (decimals 0) and 70 (decimals 0)"
    )


def test_repeats_are_counted_once_a_report(folder):
    (found,) = findings(folder, BASE, PURE, *[cash(1)] * 5, note("a"), note("a"))
    assert (found.code, found.values) == ("FA202", {"count": 5, "complete": 2, "consistent": 0})


def test_a_fact_beside_its_own_context_is_none(folder):
    assert codes(folder, BASE, CASH) == []


def made(figures):
    report = Report("r.xml", "xbrl-xml")
    report.contexts = [Context("c", "s", "i", period("2023-09-30"), "", "2023-09-30", (), "", "", Location("r.xml", 1))]
    for value, decimals in figures:
        report.concepts.append(qname("A"))
        report.contexts_of.append(0)
        report.units_of.append(-1)
        report.parents.append(-1)
        report.languages.append("")
        report.texts.append(str(value))
        report.decimals.append(str(decimals))
        report.precisions.append("")
        report.nils.append(False)
    return report


figure = st.tuples(st.integers(-300, 300), st.integers(-2, 1))


@tried(200)
@given(st.lists(figure, min_size=2, max_size=5), st.randoms())
def test_agreement_does_not_depend_on_order(figures, random):
    shuffled = random.sample(figures, len(figures))
    verdicts = {agreement(made(f), list(range(len(f))), concept("A")) for f in (figures, shuffled)}
    assert len(verdicts) == 1
    assert verdicts <= {COMPLETE, CONSISTENT, INCONSISTENT}


@tried(200)
@given(st.integers(-10_000, 10_000), st.lists(st.integers(-3, 0), min_size=2, max_size=5))
def test_one_value_rounded_in_several_ways_is_consistent(value, decimals):
    figures = [(round(value, d), d) for d in decimals]
    report = made(figures)
    (rows,) = duplicates(report)
    assert agreement(report, rows, concept("A")) in (COMPLETE, CONSISTENT)
