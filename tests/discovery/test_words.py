"""The words of captions: what is remembered of them, and of what is no caption."""

from __future__ import annotations

from validator.discovery import words


def test_what_a_caption_says_is_worked_out_once_and_that_of_a_long_text_every_time():
    asked = []

    def said(text):
        asked.append(text)
        return len(text)

    remembering = words.remembered(said)
    short, long = "Revenue", "x" * (words.LONG + 1)
    assert [remembering(one) for one in (short, short, long, long)] == [7, 7, words.LONG + 1, words.LONG + 1]
    assert asked == [short, long, long]


def test_words_of_several_texts_are_those_of_each():
    assert words.stems([]) == frozenset()
    assert words.stems(["Total revenues from services", "Other losses"]) == {"revenue", "service", "loss"}
    assert words.bare(["Balance at June 30", "Ships (net of loss)"]) == {"ship"}
