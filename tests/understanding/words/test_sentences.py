"""Where sentences end, and what is too long to be one."""

from __future__ import annotations

import pytest

from validator.understanding.words.sentences import LONGEST, sentences


@pytest.mark.parametrize(
    ("text", "pieces"),
    [("One rose. Two fell.", ["One rose. ", "Two fell."]), ("Acme Inc. Rose", ["Acme Inc. Rose"]), ("", []), (" ", []),
     ("It rose 1.5%. The rest", ["It rose 1.5%. ", "The rest"])],
)  # fmt: skip
def test_sentences_end_where_people_end_them(text: str, pieces: list[str]) -> None:
    assert [text[one.start : one.end] for one in sentences(text)] == pieces


@pytest.mark.parametrize(("words", "pieces"), [(LONGEST // 2, 1), (2 * LONGEST, 4)])
def test_what_no_people_write_comes_in_pieces(words: int, pieces: int) -> None:
    text = "a " * words
    found = list(sentences(text))
    assert "".join(text[one.start : one.end] for one in found) == text
    assert len(found) == pieces
