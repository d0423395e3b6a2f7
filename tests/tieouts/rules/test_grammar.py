"""The grammar: what parses, and where it says what does not."""

from __future__ import annotations

import pytest

from validator.checks.tieouts import MISSPELT
from validator.tieouts.rules.grammar import parse_expression, parse_guard, parse_ranging, parse_rule, parse_template
from validator.tieouts.rules.tokens import RuleError


def bare(node):
    """A node without offsets."""
    if isinstance(node, tuple) and len(node) > 1 and isinstance(node[0], str) and isinstance(node[1], int):
        return (node[0], *(bare(part) for part in node[2:]))
    return tuple(bare(part) for part in node) if isinstance(node, (tuple, list)) else node


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a + b * c", ("+", ("name", "a"), ("*", ("name", "b"), ("name", "c")))),
        ("a - b - c", ("-", ("-", ("name", "a"), ("name", "b")), ("name", "c"))),
        ("-a ** 2", ("**", ("negative", ("name", "a")), 2)),
        ("us-gaap:Cash - b", ("-", ("name", "us-gaap:Cash"), ("name", "b"))),
        ("a-b", ("-", ("name", "a"), ("name", "b"))),
        ("`odd-name`", ("name", "odd-name")),
        ("1_000.50", ("number", "1000.50")),
        ("opening(A + B)", ("call", "opening", (("+", ("name", "A"), ("name", "B")),))),
        ("unit(A, 'USD')", ("call", "unit", (("name", "A"), ("text", "USD")))),
    ],
)
def test_amounts(text, tree):
    assert bare(parse_expression(text)) == tree


def test_members():
    assert parse_expression("X[Axis=M, p:B='t']")[3] == (("Axis", "M", 2), ("p:B", "'t", 10))
    assert parse_expression("X[]")[3] == ()


def test_rules_and_ranges():
    assert [node[0] for node in parse_rule("a == b")] == ["=="]
    assert bare(parse_rule("0 <= a <= 1")) == (
        ("<=", ("number", "0"), ("name", "a")),
        ("<=", ("name", "a"), ("number", "1")),
    )
    assert bare(parse_rule("a in [0, 1]")) == (
        (">=", ("name", "a"), ("number", "0")),
        ("<=", ("name", "a"), ("number", "1")),
    )


def test_sets_and_guards():
    assert bare(parse_ranging("X in concepts(monetary) - [A, B]"))[0:2] == ("ranging", "X")
    assert parse_guard("reported(A) and not (B > 0 or months(3))")[0] == "and"
    assert parse_guard("(A + B) > 0")[0] == ">"
    assert parse_guard("A in [0, 1]")[0] == "and"


def test_templates():
    assert parse_template("{{x}} is {a + b}.")[0] == "{x} is "
    assert bare(parse_template("{a}")) == (("name", "a"),)


def said(error):
    return MISSPELT.wordings[error.fault].says.format(code="TO900", **error.values).removeprefix("TO900: ")


@pytest.mark.parametrize(
    ("parse", "text", "offset", "message"),
    [
        (parse_rule, "a = b", 2, "expected ==, <=, >=, <, > or in, found '='"),
        (parse_rule, "a == ", 5, "expected a name, found the end"),
        (parse_rule, "a == b c", 7, "expected the end, found 'c'"),
        (parse_expression, "a $ b", 2, "unexpected '$'"),
        (parse_expression, "(a", 2, "expected ')', found the end"),
        (parse_expression, "a ** b", 5, "expected 'number', found 'b'"),
        (parse_expression, "a ** 99", 5, "an exponent is a whole number up to 12"),
        (parse_expression, "1.2.3", 0, "not a number: 1.2.3"),
        (parse_expression, "'a", 0, "' is never closed"),
        (parse_expression, "__import__('os')", None, None),
        (parse_template, "a {b", 2, "{ is never closed"),
        (parse_template, "a } b", 2, "} without {; write }} for a brace"),
        (parse_template, "so {b c}", 6, "expected the end, found 'c'"),
        (parse_guard, "1 + 2", 5, "expected a condition, found the end"),
    ],
)
def test_faults_are_placed(parse, text, offset, message):
    if message is None:
        assert parse(text)[0] == "call"  # a call of an unknown function: refused when it is bound, never run
        return
    with pytest.raises(RuleError) as caught:
        parse(text)
    assert (caught.value.offset, said(caught.value)) == (offset, message)


@pytest.mark.parametrize("text", ["(" * 5000, "-" * 3000 + "a", "a(" * 1500, "x" * 5000, "[" * 900])
def test_nothing_exhausts_the_stack(text):
    with pytest.raises(RuleError):
        parse_expression(text)
