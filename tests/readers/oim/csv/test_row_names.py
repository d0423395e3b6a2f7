"""Names of rows: which are taken, and that one that was met is known, rising or not."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.laws import tried
from validator.readers.oim.csv.row_names import Names

NAME = st.text("a1", max_size=2) | st.integers(1, 30).map(str) | st.sampled_from(["a b", "x\ny", "é"])


def test_names_that_rise_are_kept_without_a_set():
    names = Names()
    assert names.take(["f9", "f10"])
    assert names.take(["f11"])
    assert names.all() == {"f9", "f10", "f11"}


def test_a_name_that_was_met_is_not_taken_again():
    names = Names()
    assert names.take(["1", "2"])
    assert not names.take(["3", "2"])
    assert names.take(["3"])
    assert not names.take(["4", "4"])
    assert not names.take(["1"])


@tried(300)
@given(batches=st.lists(st.lists(NAME, max_size=4), max_size=6))
def test_names_are_taken_where_none_of_them_was_met(batches):
    names, met = Names(), set()
    for batch in batches:
        sound = all(name and name not in ("a b", "x\ny") for name in batch)
        fresh = sound and len(set(batch)) == len(batch) and met.isdisjoint(batch)
        assert names.take(batch) == fresh
        met |= set(batch) if fresh else set()
    assert names.all() == met
