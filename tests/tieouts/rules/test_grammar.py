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


def name(text, at):
    return ("name", at, text)


def test_every_node_stands_where_its_text_does():
    assert parse_expression(" a + b - c") == ("-", 7, ("+", 3, name("a", 1), name("b", 5)), name("c", 9))
    assert parse_expression("a * b / c") == ("/", 6, ("*", 2, name("a", 0), name("b", 4)), name("c", 8))
    assert parse_expression("a - (b - c)") == ("-", 2, name("a", 0), ("-", 7, name("b", 5), name("c", 9)))
    assert parse_expression("(a - b) * c") == ("*", 8, ("-", 3, name("a", 1), name("b", 5)), name("c", 10))
    assert parse_expression("- a") == ("negative", 0, name("a", 2))
    assert parse_expression("a ** -12") == ("**", 2, name("a", 0), -12)
    assert parse_expression("a ** 12 * 2") == ("*", 8, ("**", 2, name("a", 0), 12), ("number", 10, "2"))
    assert parse_expression("f( a, 'b', [c, d], X in e(), )") == (
        "call", 0, "f",
        (
            name("a", 3), ("text", 6, "b"), ("list", 11, (("c", 12), ("d", 15))),
            ("ranging", 19, "X", ("call", 24, "e", ())),
        ),
    )  # fmt: skip
    assert parse_expression("X [ A=M, ]") == ("member", 0, "X", (("A", "M", 4),))
    assert parse_rule("a<b") == [("<", 1, name("a", 0), name("b", 2))]
    assert parse_rule("a<=b>c") == [("<=", 1, name("a", 0), name("b", 3)), (">", 4, name("b", 3), name("c", 5))]
    assert parse_rule("a in [ b, c ]") == [
        (">=", 0, name("a", 0), name("b", 7)), ("<=", 0, name("a", 0), name("c", 10)),
    ]  # fmt: skip


def test_an_amount_is_read_up_to_the_longest_from_where_it_starts():
    long = "x" * 3995
    assert parse_rule(f"a == {long}") == [("==", 2, name("a", 0), name(long, 5))]
    assert parse_expression("0" * 4000) == ("number", 0, "0" * 4000)
    assert parse_template("y" * 9 + "{" + long + "xxxxx}")[1] == name(f"{long}xxxxx", 10)


def test_sets_are_joined_from_the_left():
    a, b, c = (("list", at, ((one, at + 1),)) for one, at in (("a", 5), ("b", 11), ("c", 17)))
    assert parse_ranging("X in [a] + [b] - [c]") == ("ranging", 0, "X", ("without", 15, ("union", 9, a, b), c))
    assert parse_ranging("X in [a] & [b] ") == ("ranging", 0, "X", ("both", 9, a, b))
    assert bare(parse_ranging("X in [a] - ([b] + [c])"))[2][2][0] == "union"
    assert parse_ranging("X in []")[3] == ("list", 5, ())
    assert parse_ranging("X in [a, ]")[3] == ("list", 5, (("a", 6),))
    assert parse_ranging("X in f('a')")[3] == ("call", 5, "f", (("text", 7, "a"),))


def test_conditions_are_joined_by_and_before_or():
    a, b, c = (("call", at, one, ()) for one, at in (("a", 0), ("b", 8), ("c", 15)))
    assert parse_guard("a() and b() or c()") == ("or", 12, ("and", 4, a, b), c)
    assert bare(parse_guard("a() or b() and c()")) == ("or", bare(a), ("and", bare(b), bare(c)))
    assert bare(parse_guard("a() or b() or c()")) == ("or", ("or", bare(a), bare(b)), bare(c))
    assert bare(parse_guard("not a() and b()")) == ("and", ("not", bare(a)), bare(b))
    assert parse_guard("not not a") == ("not", 0, ("not", 4, name("a", 8)))
    assert parse_guard("not (a or b)") == ("not", 0, ("or", 7, name("a", 5), name("b", 10)))
    assert parse_guard("1 < a <= 2") == (
        "and", 6, ("<", 2, ("number", 0, "1"), name("a", 4)), ("<=", 6, name("a", 4), ("number", 9, "2")),
    )  # fmt: skip
    assert parse_guard("a in [1, 2]")[:2] == ("and", 0)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("(a > 1)", ">"),
        ("((a > 1))", ">"),
        ("(((a + b) * 2 > 1))", ">"),
        ("(a in [1, 2])", "and"),
        ("((a in [1, 2])) or b", "or"),
        ("(f(1) in [1, 2])", "and"),
        ("(not a)", "not"),
        ("((a) and b)", "and"),
        ("(f(a) and b)", "and"),
        ("(a + b) > 1", ">"),
        ("(a) == b and (c) > (d)", "and"),
        ("(sum(X in [a, b])) > 1", ">"),
        ("((sum(X in [a, b], X - 1)) * 2) > 1", ">"),
        ("(f(a))", "call"),
        ("(a)", "name"),
        ("f((a)) or (a + 1) > b", "or"),
    ],
)
def test_parentheses_hold_conditions_or_amounts(text, kinds):
    assert parse_guard(text)[0] == kinds


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
    assert parse_template("{{x}} is {a + b}.") == ("{x} is ", ("+", 12, name("a", 10), name("b", 14)), ".")
    assert parse_template("{a}{ b }") == (name("a", 1), name("b", 5))
    assert parse_template("}}{a}{{") == ("}", name("a", 3), "{")
    assert parse_template("plain") == ("plain",)
    assert parse_template("") == ()


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
        (parse_template, "a {b + 'c'}", 7, "expected a name, found 'c'"),
        (parse_template, "{{a}} {b", 6, "{ is never closed"),
        (parse_template, "a {b $}", 5, "unexpected '$'"),
        (parse_guard, "1 + 2", 5, "expected a condition, found the end"),
        (parse_guard, "a and -b", 8, "expected a condition, found the end"),
        (parse_guard, "(a + 1)", 7, "expected a condition, found the end"),
        (parse_guard, "(a > 1", 6, "expected ')', found the end"),
        (parse_guard, "(a", 2, "expected ')', found the end"),
        (parse_guard, "a or", 4, "expected a name, found the end"),
        (parse_guard, "a > 1 b", 6, "expected the end, found 'b'"),
        (parse_rule, "a in b", 5, "expected '[', found 'b'"),
        (parse_rule, "a in [b c]", 8, "expected ',', found 'c'"),
        (parse_rule, "a in [b, c", 10, "expected ']', found the end"),
        (parse_rule, "a < b < c < d", 10, "expected the end, found '<'"),
        (parse_expression, "a ** 13", 5, "an exponent is a whole number up to 12"),
        (parse_expression, "a ** 1.5", 5, "an exponent is a whole number up to 12"),
        (parse_expression, "a ** -007", 6, "an exponent is a whole number up to 12"),
        (parse_expression, "a b", 2, "expected the end, found 'b'"),
        (parse_expression, "f(a b)", 4, "expected ')', found 'b'"),
        (parse_expression, "f(,)", 2, "expected a name, found ','"),
        (parse_expression, "X[a]", 3, "expected '=', found ']'"),
        (parse_expression, "X[a=1]", 4, "expected a member, found '1'"),
        (parse_expression, "X[a=b c=d]", 6, "expected ']', found 'c'"),
        (parse_ranging, "X [a]", 2, "expected 'in', found '['"),
        (parse_ranging, "X in a", 6, "expected '(', found the end"),
        (parse_ranging, "X in [a b]", 8, "expected ']', found 'b'"),
        (parse_ranging, "X in ([a]", 9, "expected ')', found the end"),
        (parse_ranging, "X in [1]", 6, "expected a name, found '1'"),
    ],
)
def test_faults_are_placed(parse, text, offset, message):
    if message is None:
        assert parse(text)[0] == "call"  # a call of an unknown function: refused when it is bound, never run
        return
    with pytest.raises(RuleError) as caught:
        parse(text)
    assert (caught.value.offset, said(caught.value)) == (offset, message)


@pytest.mark.parametrize(
    ("parse", "before", "within", "after", "most"),
    [
        (parse_expression, "(", "a", ")", 59),
        (parse_expression, "-", "a", "", 59),
        (parse_expression, "f(", "a", ")", 29),  # its arguments, and an amount of them
        (parse_expression, "f(", "", ")", 30),
        (parse_ranging, "(", "[a]", ")", 59),
        (parse_guard, "(", "a > 1", ")", 58),
        (parse_guard, "not ", "a", "", 58),
    ],
)
def test_nesting_is_counted_and_counted_back(parse, before, within, after, most):
    start = "X in " if parse is parse_ranging else ""
    again = {parse_guard: " and ", parse_expression: " + ", parse_ranging: " + "}[parse]
    many = again.join([f"{before * 3}{within}{after * 3}"] * 80)
    deepest, deeper = (f"{before * levels}{within}{after * levels}" for levels in (most, most + 1))
    for beside in ("", f"{many}{again}"):
        parse(f"{start}{beside}{deepest}")
        with pytest.raises(RuleError) as caught:
            parse(f"{start}{beside}{deeper}")
        assert (caught.value.fault, caught.value.values) == ("depth", {"most": 60})


def test_the_level_too_deep_is_placed():
    with pytest.raises(RuleError) as caught:
        parse_expression("1 + " + "(" * 60 + "a" + ")" * 60)
    assert caught.value.offset == 64


@pytest.mark.parametrize("text", ["(" * 5000, "-" * 3000 + "a", "a(" * 1500, "x" * 5000, "[" * 900])
def test_nothing_exhausts_the_stack(text):
    with pytest.raises(RuleError):
        parse_expression(text)
