"""Average prices of shares that add up: near-misses first."""

from __future__ import annotations

from tests.discovery.test_sums import evidence
from tests.statements import statement
from validator.finding import Verdict

ROLL = [
    ("Balance at January 1", [3918935, 2592]),
    ("Granted", [2076340, 1748]),
    ("Vested", [-567281, 2496]),
    ("Balance at December 31", [5427994, 2279]),
]


def told(rows):
    """Return the verdicts on averages of shares in the first column at prices in cents in the second."""
    table = statement(rows, units=["shares", "USD/shares"], one_period=True)
    lines = []
    for line in table.lines:
        count, price = line.figures
        figures = count._replace(exponent=0, decimals=None), price._replace(exponent=-2, decimals=2)
        lines.append(line._replace(figures=figures))
    ties, said = evidence(table._replace(lines=tuple(lines)))
    assert said == []
    return [tie.verdict for tie in ties if tie.code == "FD103"]


def test_another_price_is_no_average():
    assert told([*ROLL[:3], ("Balance at December 31", [5427994, 2379])]) == []


def test_prices_so_close_that_any_is_their_average_are_no_evidence():
    prices = [2278, 2279, 2280, 2279]
    assert told([(label, [values[0], price]) for (label, values), price in zip(ROLL, prices, strict=True)]) == []


def test_a_closing_price_is_the_average_of_what_led_to_it():
    assert told(ROLL) == [Verdict.ROUNDING]
