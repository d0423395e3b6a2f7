"""Regular expressions of XML Schema: what they match, and what is none."""

from __future__ import annotations

import pytest

from validator.model.patterns import BadPatternError, compiled


@pytest.mark.parametrize(
    ("pattern", "matched", "refused"),
    [
        ("[A-Z]{3}", ["CNY"], ["CN", "CNYX", "cny", "XCNY"]),
        ("a|bc", ["a", "bc"], ["ab", "abc"]),
        (r"\d+", ["12", "\u0663"], ["1a", ""]),
        (r"\i\c*", ["a-b", "_x", "é1"], ["1a", "-a"]),
        (r"[\i-[:]][\c-[:]]*", ["a.b"], ["a:b", ":a"]),
        (r"[a-z-[aeiou]]+", ["xyz"], ["xaz"]),
        (r"[^a-c]", ["d", "^"], ["a"]),
        (r"\p{Lu}\P{Lu}", ["Éé", "A1"], ["AB", "a1"]),
        (r"\p{IsBasicLatin}*", ["abc"], ["é"]),
        (r"a.c", ["abc", "a c"], ["a\nc"]),
        ("a{2,}", ["aa", "aaaa"], ["a"]),
        ("a{0}", [""], ["a"]),
        (r"\s", [" ", "\t"], ["\u00a0"]),
        (r"[a\-z]", ["-", "a"], ["b"]),
        ("$^", ["$^"], [""]),  # no anchors: they stand for themselves
        (r"\$", [], []),
    ],
)
def test_matching(pattern: str, matched: list[str], refused: list[str]) -> None:
    if pattern == r"\$":
        with pytest.raises(BadPatternError):
            compiled(pattern)
        return
    found = compiled(pattern)
    assert [text for text in matched if not found.fullmatch(text)] == []
    assert [text for text in refused if found.fullmatch(text)] == []


@pytest.mark.parametrize(
    "pattern",
    [
        "(",
        ")",
        "[",
        "[]",
        "a{2",
        "a{3,2}",
        "*",
        "a**",
        r"\q",
        r"\p{Xx}",
        r"\p{IsNowhere}",
        "[z-a]",
        "[[a]]",
        "(" * 200,
        "\\",
    ],
)
def test_what_is_no_expression(pattern: str) -> None:
    with pytest.raises(BadPatternError):
        compiled(pattern)
