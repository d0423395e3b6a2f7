"""Tags that disagree with the tags around them: near-misses that must stay silent first, then the cases that speak."""

from __future__ import annotations

import pytest

from tests.inline_documents import document, fact, read
from validator.tagged.disagreeing import odd

CONTEXTS = "".join(
    f'<xbrli:context id="{name}"><xbrli:entity><xbrli:identifier scheme="http://example.com">A</xbrli:identifier>'
    f"</xbrli:entity><xbrli:period>{period}</xbrli:period></xbrli:context>"
    for name, period in {
        "b22": "<xbrli:instant>2022-12-31</xbrli:instant>",
        "b23": "<xbrli:instant>2023-12-31</xbrli:instant>",
        "f22": "<xbrli:startDate>2022-01-01</xbrli:startDate><xbrli:endDate>2022-12-31</xbrli:endDate>",
        "f23": "<xbrli:startDate>2023-01-01</xbrli:startDate><xbrli:endDate>2023-12-31</xbrli:endDate>",
    }.items()
)
UNITS = "".join(
    f'<xbrli:unit id="{name}"><xbrli:measure>{measure}</xbrli:measure></xbrli:unit>'
    for name, measure in {"usd": "iso4217:USD", "shares": "xbrli:shares", "pure": "xbrli:pure"}.items()
)
PLAIN = {"contextRef": "f23", "decimals": "-3", "scale": "3"}
NAMES = ("Cash", "Loans", "Land", "Other", "More")


def table(rows):
    """A table of rows of cells; a cell is what is printed and, where it is not plain, the attributes of its tag."""
    lines = []
    for name, row in zip(NAMES, rows, strict=False):
        cells = []
        for column, cell in enumerate(row):
            shown, further = cell if isinstance(cell, tuple) else (cell, {})
            given = {**PLAIN, "contextRef": "f23" if column == 0 else "f22", "name": f"e:{name}", **further}
            bare = shown.strip("()$% ")
            tag = fact(bare, " ".join(f'{key}="{value}"' for key, value in given.items()))
            cells.append(f"<td>{shown.replace(bare, tag)}</td>")
        lines.append(f"<tr><td>{name}</td>{''.join(cells)}</tr>")
    return f"<table>{''.join(lines)}</table>"


def found(*rows, further=""):
    report = read(document(table(rows) + further, resources=CONTEXTS + UNITS))
    assert not report.problems
    return [(one.kind, one.figure.digits, one.said, one.expected, one.certain) for one in odd(report)]


ROWS = (["12", "11"], ["22", "21"], ["32", "31"])
MINUS, MILLIONS = {"sign": "-"}, {"scale": "6", "decimals": "-6"}
YEAR, YEAR_BEFORE = "2023-01-01 to 2023-12-31", "2022-01-01 to 2022-12-31"


@pytest.mark.parametrize(
    "rows",
    [
        ROWS,
        (*ROWS, [("4", MILLIONS), ("5", MILLIONS)]),  # a row that differs as a whole
        (*ROWS, [("4", {"unitRef": "usd"} | MILLIONS)]),  # nothing to be compared with
        (["12", "11"], [("22", MILLIONS), "21"]),  # one against one
        (["12", ("11", MILLIONS)], ["22", ("21", MILLIONS)], [("32", MILLIONS), "31"]),  # a column of two minds
        (*ROWS, [("4", {"contextRef": "b22"})], [("5", {"contextRef": "b23"})]),  # opening and closing balances
        (["(12)", "(11)"], ["(22)", "(21)"], [("(32)", MINUS), ("(31)", MINUS)]),  # payments, and a loss
        (["12", "11"], ["22", ("21", {"decimals": "INF"})], ["32", "31"]),
        (["12", "11"], ["22", "21"], [("3", {"unitRef": "shares", "decimals": "0"}), ("4", {"unitRef": "shares"})]),
        (["12", "11"], [("(3)%", {"unitRef": "pure"}), ("(4)%", {"unitRef": "pure"} | MINUS)], ["32", "31"]),
    ],
)
def test_what_must_stay_silent(rows):
    assert found(*rows) == []


def test_a_scale():
    odd_one = ("31", {"scale": "6"})
    assert found(*ROWS[:2], ["32", odd_one]) == [("scale", 31, "in millions", "in thousands", True)]
    assert found(*ROWS[:2], ["32", ("31", MILLIONS)]) == [("scale", 31, "in millions", "in thousands", False)]


def test_a_period():
    odd_one = ("31", {"contextRef": "f23"})
    assert found(*ROWS[:2], ["32", odd_one]) == [("period", 31, YEAR, YEAR_BEFORE, True)]
    alone = [("3", {"contextRef": "f22"})]
    assert found(["12"], ["22"], alone) == [("period", 3, YEAR_BEFORE, YEAR, False)]


def test_a_unit():
    odd_one = ("31", {"unitRef": "shares"})
    assert found(*ROWS[:2], ["32", odd_one]) == [("unit", 31, "shares", "a currency", True)]
    assert found([("$7", {"unitRef": "shares"})]) == [("unit", 7, "shares", "a currency", True)]
    assert found([("7%", {})]) == [("unit", 7, "CNY", "pure", True)]
    assert found(*ROWS[:2], ["32", ("31", {"unitRef": "usd"})]) == [("unit", 31, "USD", "CNY", False)]


def test_decimals():
    assert found(*ROWS[:2], ["32", ("31", {"decimals": "3"})]) == [("decimals", 31, "3", "-3", False)]


def test_a_sign():
    losses = [("(3)", MINUS), ("(4)", MINUS), "(5)"]
    assert found(losses) == [("sign", 5, "positive", "negative", True)]
    assert found([("(3)", MINUS), "(4)"]) == [("sign", 3, "negative", "positive", False)]
    elsewhere = table([["(1)", "(2)"]])
    assert found([("(3)", MINUS), "(4)"], further=elsewhere) == [("sign", 3, "negative", "positive", True)]


SMALL = {"scale": "6", "decimals": "-6"}


@pytest.mark.parametrize(
    ("rows", "certain"),
    [
        ([[("12", {"scale": "3", "decimals": "-6"}), ("11", SMALL)]], False),  # one other: look at both
        ([[("12", {"scale": "3", "decimals": "-6"}), ("11", SMALL)], [("22", SMALL)]], True),
    ],
)
def test_a_scale_in_a_small_table(rows, certain):
    assert found(*rows) == [("scale", 12, "in thousands", "in millions", certain)]


BROADER = {"scale": "3", "decimals": "-6"}


@pytest.mark.parametrize(
    "rows",
    [
        [[("12", {"scale": "3", "decimals": "-3"}), ("11", SMALL)]],  # its decimals fit its own scale
        [[("12", BROADER), ("11", {"scale": "6", "decimals": "-3"})]],  # the other is no witness
        [[("12", BROADER), ("11", SMALL | {"unitRef": "usd"})]],  # of another unit
    ],
)
def test_what_says_too_little_of_a_scale(rows):
    assert [one for one in found(*rows) if one[0] == "scale"] == []


def test_a_figure_in_words_has_a_scale_of_its_own():
    told = table([[("12", BROADER), ("11", SMALL)]]).replace("<td><ix", "<td>under <ix", 1)
    report = read(document(told, resources=CONTEXTS + UNITS))
    assert [one.kind for one in odd(report)] == []


def test_an_amount_for_each_share_is_not_in_thousands_like_the_money_beside_it():
    each = '<xbrli:unit id="each"><xbrli:divide><xbrli:unitNumerator><xbrli:measure>iso4217:CNY</xbrli:measure>'
    each += "</xbrli:unitNumerator><xbrli:unitDenominator><xbrli:measure>xbrli:shares</xbrli:measure>"
    each += "</xbrli:unitDenominator></xbrli:divide></xbrli:unit>"

    def units(*rows):
        report = read(document(table(rows), resources=CONTEXTS + UNITS + each))
        return [(one.figure.digits, one.said, one.expected, one.certain) for one in odd(report) if one.kind == "unit"]

    share = {"unitRef": "each"}
    assert units(*ROWS[:2], [("32", share)]) == [(32, "CNY/shares", "a currency", True)]
    assert units(*ROWS[:2], [("32", share | {"scale": "0", "decimals": "0"})]) == []
    assert units([("32", share)]) == []  # nothing beside it
