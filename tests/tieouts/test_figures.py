"""Figures: what several facts say together, and which of them is odd."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.building import report, taxonomy
from validator.tieouts.figures import INCONSISTENT, OK, Figures

COPY = st.tuples(
    st.sampled_from(["100", "101", "104", "100.0", "150", "1e2", "?"]), st.sampled_from(["0", "-1", "-2", "1", "INF"])
)


def copies(said):
    made = report([("A", 1)] * len(said), taxonomy({"R": {"T": {"A": 1}}}))
    made.texts[:] = [text for text, _ in said]
    made.decimals[:] = [decimals for _, decimals in said]
    made.nils[:] = [text == "?" for text, _ in said]
    return Figures(made)


@given(st.lists(COPY, min_size=2, max_size=9))
def test_the_odd_copies_are_those_without_which_the_others_agree(said):
    figures = copies(said)
    rows = tuple(range(len(said)))
    if figures.bounds(rows).state != INCONSISTENT:
        return
    rest = {row: tuple(one for one in rows if one != row) for row in rows}
    alone = [row for row in rows if figures.bounds(rest[row] if len(rows) > 2 else rest[row][0]).state == OK]
    assert list(figures.odd_ones(rows)) == alone


def test_of_many_copies_the_one_that_contradicts_all_others_is_odd():
    said = [("100", "0")] * 500 + [("104", "0")] + [("100", "-1")] * 500
    assert list(copies(said).odd_ones(tuple(range(1001)))) == [500]
    assert list(copies([("100", "0"), ("104", "0"), ("101", "0")]).odd_ones((0, 1, 2))) == []
