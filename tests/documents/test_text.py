"""What a reader sees of a line, and the place each character came from."""

from __future__ import annotations

import pytest

from validator.documents.text import Place, collapsed, join, squeeze, undress


@pytest.mark.parametrize("raw", ["plain text", "a * b", "2^10", "x < y > z", "a_b", "[not a link]", "5 & 6"])
def test_what_is_no_dress_stays(raw):
    assert undress(raw, 1).plain == raw


@pytest.mark.parametrize(
    ("raw", "plain", "marks"),
    [
        ("US\\$586.8", "US$586.8", []),
        ("**bold** and `code`", "bold and code", []),
        ("rate^{*8} of", "rate of", ["^{*8}"]),
        ("rate¹⁰ of", "rate of", ["¹⁰"]),
        ("rate<sup>3</sup>", "rate", ["<sup>3</sup>"]),
        ("see[^4]", "see", ["[^4]"]),
        ("[text](http://x/1)", "text", []),
        ("a&nbsp;b&#49;", "a b1", []),
        ("a\u00a0b\u2011c “d”", 'a b-c "d"', []),
    ],
)
def test_dress_is_taken_off(raw, plain, marks):
    found = undress(raw, 1)
    assert (found.plain, [mark.text for mark in found.marks]) == (plain, marks)
    assert len(found.places) == len(found.plain)


def test_every_character_keeps_its_place():
    found = collapsed(join([undress("**a**  \\$5", 3, 7), undress("b", 4)]))
    assert found.plain == "a $5 b"
    assert [found.place(at) for at in (0, 2, 3, 5)] == [Place(3, 9), Place(3, 15), Place(3, 16), Place(4, 1)]


def test_labels_compare_without_case_space_and_colon():
    assert squeeze("  Current\u00a0 ASSETS: ") == "current assets"
