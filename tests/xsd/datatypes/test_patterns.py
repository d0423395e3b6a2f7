"""Regular expressions of XML Schema: what they match, and what is none."""

from __future__ import annotations

import pytest

from validator.xsd.datatypes.patterns import BadPatternError, CostlyPatternError, compiled, unmatched


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
    assert [text for text in matched if not found.matches(text)] == []
    assert [text for text in refused if found.matches(text)] == []


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


@pytest.mark.parametrize("pattern", ["(a+)+b", "(a|a)*b", "(a?){40}b", "((a*)*)*b", "(a|aa){2,}b"])
def test_a_pattern_that_would_take_forever_ends(pattern: str) -> None:
    found = compiled(pattern)
    assert unmatched([found], "aaab") == ""
    assert unmatched([found], "a" * 60 + "c") in (
        f"it does not match the pattern {pattern}",
        f"whether it matches the pattern {pattern} cannot be told in reasonable time",
    )


def test_what_was_given_up_stays_so(monkeypatch: pytest.MonkeyPatch) -> None:
    found = compiled("(x+x+)+y")
    monkeypatch.setattr("validator.xsd.datatypes.patterns.PATIENCE", 0.01)
    assert unmatched([found], "xxy") == ""
    told = "whether it matches the pattern (x+x+)+y cannot be told in reasonable time"
    assert unmatched([found], "x" * 5000) == told
    with pytest.raises(CostlyPatternError):
        found.matches("xxy")
