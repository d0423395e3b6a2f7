"""Rules made in memory, and what binds them to a report made in memory."""

from __future__ import annotations

from tests.building import NS, concept, report, taxonomy
from validator.tieouts.figures import Figures
from validator.tieouts.rules.binding import Binder
from validator.tieouts.rules.grammar import parse_expression, parse_guard, parse_ranging, parse_rule, parse_template
from validator.tieouts.rules.rulebook import Rule

CONCEPTS = (
    concept("Assets", balance="debit"),
    concept("Liabilities", balance="credit"),
    concept("Equity", balance="credit"),
    concept("Cash"),
    concept("Change", period_type="duration"),
    concept("Revenue", period_type="duration", balance="credit"),
    concept("Costs", period_type="duration", balance="debit"),
    concept("Profit", period_type="duration"),
    concept("Margin", "pure", "duration"),
    concept("Earnings", "perShare", "duration"),
    concept("Shares", "shares", "duration"),
    concept("Rate", "pure"),
    concept("Axis", "string"),
    concept("Axis2", "string"),
    concept("East", "string"),
    concept("West", "string"),
)
YEAR, NINE, QUARTER, YEAR_AGO = (
    "2023-01-01/2023-12-31", "2023-01-01/2023-09-30", "2023-07-01/2023-09-30", "2022-07-01/2022-09-30",
)  # fmt: skip
EAST, WEST = {"Axis": "East"}, {"Axis": "West"}


def rule(text, over=(), when=None, let=(), says="", mends="", **more):
    """Make a rule over sets, under a condition, with named amounts."""
    return Rule(
        "TO900", "some-rule", text, tuple(parse_rule(text)), tuple(map(parse_ranging, over)),
        None if when is None else parse_guard(when),
        tuple((name, parse_expression(amount)) for name, amount in dict(let).items()),
        parse_template(says), parse_template(mends), **more,
    )  # fmt: skip


def binder(facts, sums=None, presented=None, namespaces=None, using=None):
    """Make what binds rules to a report of facts."""
    using = using or taxonomy(sums or {}, CONCEPTS, presented=presented)
    return Binder(Figures(report(facts, using)), {"default": NS} if namespaces is None else namespaces)


def bound(facts, text, *, sums=None, presented=None, **more):
    """Bind a rule to a report of facts."""
    return list(binder(facts, sums, presented).bind(rule(text, **more)))
