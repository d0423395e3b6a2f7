"""A law of numbers in words: what is spelled out is read back."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.laws import tried
from validator.understanding.words.cardinals import ONES, TENS
from validator.understanding.words.numerals import numerals

SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (10**3, "thousand"))


def below_thousand(number, joint):
    parts = []
    if number >= 100:
        parts.append(f"{ONES[number // 100]} hundred")
    rest = number % 100
    if rest:
        small = ONES[rest] if rest < 20 else TENS[rest // 10 - 2] + (f"-{ONES[rest % 10]}" if rest % 10 else "")
        parts.append(f"{joint}{small}" if parts else small)
    return " ".join(parts)


def spelled(number, joint):
    """A positive number in words, with "and" after a hundred, or without."""
    parts = []
    for size, word in SCALES:
        if number >= size:
            parts.append(f"{below_thousand(number // size, joint)} {word}")
            number %= size
    if number:
        parts.append(below_thousand(number, joint))
    return " ".join(parts)


@tried(200)
@given(st.integers(1, 10**15 - 1), st.sampled_from(["", "and "]), st.sampled_from(["", "about ", "Of "]))
def test_a_number_spelled_out_is_read_back(number, joint, before):
    text = f"{before}{spelled(number, joint)} users"
    (one,) = numerals(text)
    assert one.no_figure in (None, "a number in words" if number == 1 else None)
    assert one.mantissa * 10**one.exponent == number
    assert text[one.start : one.end] == spelled(number, joint)


@tried(200)
@given(st.text(alphabet="aeu nhdtwofirml-.,", max_size=60) | st.lists(
    st.sampled_from([*ONES, *TENS, "hundred", "million", "and", "a", "half", "point", "third", "dozen", "-", "of"]),
    max_size=12,
).map(" ".join))  # fmt: skip
def test_any_words_are_read_without_overlap(text):
    found = list(numerals(text))
    assert all(one.start < one.end <= len(text) for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
