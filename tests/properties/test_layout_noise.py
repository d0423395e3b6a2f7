"""Laws of the encoder: facts do not depend on how a release is laid out, and no number is ever lost."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from tests.laws import tried
from tests.releases import HEAD, encoded, told

LINES = (
    "Loan volume was RMB12.5 million (US$1.7 million), after RMB11 million in the same period of 2022.",
    "It has 1.5 million registered users, an increase of 12.0% from 1.3 million a year ago.",
    "Earnings per ADS were RMB6.94.",
)
TABLE = (
    "| | December 31, 2022 RMB | September 30, 2023 USD |",
    "|---|---|---|",
    "| Cash | 1,200 | (300) |",
    "| Debt | - | 7 |",
)
RULES = """[[table]]
heading = "sheets"
[table.rows]
Cash = "Cash"
Debt = "Debt"
[[prose.term]]
words = ["loan volume"]
concept = "Volume"
[[prose.term]]
words = ["registered users"]
concept = "Users"
growth = "UsersGrowth"
[[prose.term]]
words = ["earnings per ADS"]
concept = "Earnings"
"""
BARE = "\n\n".join((*LINES, "## Sheets", "(in thousands)", "\n".join(TABLE))) + "\n"
EXPECTED = sorted(told(encoded(BARE, RULES)))


def test_the_bare_layout_gives_what_is_meant():
    assert len(EXPECTED) == 11
    assert encoded(BARE, RULES).troubles == ()


@st.composite
def dressed(draw):
    """The same release in another dress: bold words, footnote marks, spaces, blank lines, ends of lines."""

    def word(text):
        if re.search(r"\w", text) and draw(st.integers(0, 5)) == 0:
            text = f"**{text}**"
        if draw(st.integers(0, 7)) == 0:
            text += draw(st.sampled_from(["^{1}", "²", "<sup>3</sup>", "^{*4}"]))
        return text

    def line(text):
        gap = draw(st.sampled_from([" ", "  ", "\u00a0"]))
        return gap.join(word(part) for part in text.split(" "))

    def row(text):
        cells = [cell.strip() for cell in text.strip("|").split("|")]
        pad = draw(st.sampled_from(["", " ", "   "]))
        return "|" + "|".join(f"{pad}{word(cell) if cell else ''} " for cell in cells) + "|"

    blank = "\n" * draw(st.integers(2, 4))
    table = "\n".join((row(TABLE[0]), TABLE[1], row(TABLE[2]), row(TABLE[3])))
    whole = blank.join((*map(line, LINES), "## Sheets", "(in thousands)", table)) + "\n"
    return whole.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))


@tried(100)
@given(dressed())
def test_facts_do_not_depend_on_layout_noise(source):
    found = encoded(source, RULES)
    assert found.troubles == ()
    assert sorted(told(found)) == EXPECTED


@tried(60)
@given(st.text(alphabet="0123456789 .,%-()$RMBmilonthe\n|", max_size=80))
def test_no_number_is_ever_lost(text):
    """Every digit of the source stands in a figure, in a number left out, or at a trouble."""
    found = encoded(f"{text}\n\n{BARE}", RULES, HEAD)
    seen = re.compile(r"\d+")
    told_of = "".join(figure.text for figure in found.figures) + "".join(number.text for number in found.left)
    troubled = sum(1 for _ in found.troubles)
    before = "".join(seen.findall(BARE))
    digits = "".join(seen.findall(text))
    if not troubled and "|" not in text:
        assert len("".join(seen.findall(told_of))) >= len(before) + len(digits)


@tried(60)
@given(st.text(max_size=300))
def test_whatever_the_text_the_encoder_answers(text):
    encoded(text, RULES, HEAD)
    encoded(f"<html>{text}</html>", RULES, HEAD, "page.html")
