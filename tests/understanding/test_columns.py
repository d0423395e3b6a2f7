"""Which column of a table an entry stands in: found among those near it, as among all."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

from hypothesis import given
from hypothesis import strategies as st

from validator.understanding.columns import Columns, Span, covering, overlap

if TYPE_CHECKING:
    from validator.understanding.cells import Entry

SPANS = st.lists(st.tuples(st.integers(0, 20), st.integers(1, 4)).map(lambda one: Span(one[0], sum(one))), min_size=1)


def entry(left: int, right: int) -> Entry:
    return cast("Entry", SimpleNamespace(left=left, right=right))


@given(SPANS, st.booleans(), st.integers(0, 25), st.integers(1, 9))
def test_the_column_of_an_entry_is_the_best_of_all(spans: list[Span], ordered: bool, left: int, width: int) -> None:
    spans = sorted(spans) if ordered else spans
    one = entry(left, left + width)
    best = max(range(len(spans)), key=lambda at: (overlap(one, spans[at]), -abs(spans[at].right - one.right)))
    assert Columns(spans).of(one) == best


@given(SPANS, SPANS, st.booleans())
def test_the_header_of_a_column_is_the_best_of_all(headers: list[Span], columns: list[Span], apart: bool) -> None:
    entries = [entry(*one) for one in sorted(headers)]
    if apart:
        entries = [one for at, one in enumerate(entries) if not at or one.left >= max(x.right for x in entries[:at])]
    for span, found in zip(columns, covering(entries, columns), strict=True):
        best = max(entries, key=lambda one: overlap(one, span))
        assert found is (best if overlap(best, span) else None)
