"""What calls take: sums taken apart, texts and dates."""

from __future__ import annotations

from fractions import Fraction

import pytest

from validator.model.periods import DAY, moment
from validator.tieouts.rules.arguments import dated, named, quoted, summed
from validator.tieouts.rules.grammar import parse_expression
from validator.tieouts.rules.tokens import RuleError

A, B, C = (("figure", (name, 0)) for name in "ABC")


def test_sums_in_a_sum_are_taken_apart():
    inner = ("sum", ((3, A), (-1, B)))
    assert summed((2, inner), (1, C)) == ("sum", ((6, A), (-2, B), (1, C)))
    assert summed((2, ("product", inner, C))) == ("sum", ((2, ("product", inner, C)),))
    ((third, _), _) = summed((3, ("sum", ((Fraction(1, 3), A),))), (1, B))[1]
    assert (third, type(third)) == (1, int)


def test_what_stands_alone_and_once_is_no_sum():
    assert summed((1, A)) == summed((-1, ("sum", ((-1, A),)))) == A
    assert summed((-1, A)) == ("sum", ((-1, A),))
    assert summed((1, A), (1, A)) == ("sum", ((1, A), (1, A)))


def test_texts_are_taken_where_they_are_asked_for():
    assert quoted(parse_expression("unit(A, 'CNY')"), 1, 2) == "CNY"
    for text, position, count, which in (
        ("  unit(A, CNY)", 1, 2, "second"),
        ("  unit('CNY', A)", 1, 2, "second"),
        ("  unit(A)", 1, 2, "second"),
        ("  unit(A, 'CNY', 'USD')", 1, 2, "second"),
        ("  unit(A)", 0, 1, "first"),
        ("  unit(A, 'x', B)", 2, 3, "third"),
    ):
        with pytest.raises(RuleError) as caught:
            quoted(parse_expression(text), position, count)
        said = {"function": "unit", "count": count, "which": which}
        assert (caught.value.fault, caught.value.offset, caught.value.values) == ("texts", 2, said)


def test_a_concept_is_taken_where_it_is_alone():
    assert named(parse_expression("the( Cash)")) == ("name", 5, "Cash")
    for text in ("  the()", "  the(Cash, Cash)", "  the(Cash[])", "  the('Cash')"):
        with pytest.raises(RuleError) as caught:
            named(parse_expression(text))
        assert (caught.value.fault, caught.value.offset, caught.value.values) == ("one-concept", 2, {"function": "the"})


def test_a_date_is_a_moment_at_its_end_or_its_start():
    node = parse_expression("  during(A, '2023-01-01', '2023-13-01')")
    start = moment("2023-01-01", ending=False)
    assert (dated(node, 1, 3, ending=False), dated(node, 1, 3, ending=True)) == (start, start + DAY)
    with pytest.raises(RuleError) as caught:
        dated(node, 2, 3, ending=True)
    assert (caught.value.fault, caught.value.offset, caught.value.values) == (
        "date",
        2,
        {"function": "during", "text": "2023-13-01"},
    )
