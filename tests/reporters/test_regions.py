"""Where a figure is printed, and how the value it should have is printed in its place."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.reporters.regions import reprinted, scale


@pytest.mark.parametrize(
    ("printed", "reported", "wanted", "expected"),
    [
        ("33,715", "33,715,000", "33,175,000", "33,175"),
        ("110000", "110,000", "100,000", "100000"),
        ("1.234,5", "1,234.5", "1,243.5", "1.243,5"),
        ("12 345", "12,345,000", "12,354,000", "12 354"),
        ("12'345", "12,345", "9,345", "9'345"),
        ("1.5", "0.015", "0.025", "2.5"),
        ("123.1", "123,100,000,000", "132,100,000,000", "132.1"),
        ("950", "-950", "-1,950", "1950"),
        # what cannot be printed there in the same scale, or says something else, is left alone
        ("33,715", "33,715,000", "33,175,500", None),
        ("33,715", "33,716,000", "33,175,000", None),
        ("33,715", "33,715,000", "[33,173,500, 33,176,500]", None),
        ("33,715", "33,715,000", "-33,175,000", None),
        ("0", "0", "5", None),
        ("33,71", "335", "317", None),
        ("1.000", "1,000", "1,234", "1.234"),
        ("1.000", "1,000", "1", None),  # 1, if that is a thousand; 0.001, if it is one
    ],
)
def test_a_value_is_printed_in_the_style_of_another(printed: str, reported: str, wanted: str, expected: str) -> None:
    assert reprinted(printed, reported, wanted) == expected


@pytest.mark.parametrize(
    ("printed", "reported", "expected"),
    [
        ("33,715", "33,715,000", "thousands"),
        ("33,715", "33,715", ""),
        ("33,715", "-33,715,000", "thousands"),
        ("123.1", "123,100,000,000", "billions"),
        ("12 345,6", "12,345,600,000", "millions"),
        ("1.5", "0.015", "percent"),
        ("1.5", "15", ""),
        ("1.000", "1,000", ""),
        ("0", "0", ""),
        ("33,715", "33,751,000", ""),
    ],
)
def test_the_scale_a_value_is_printed_in(printed: str, reported: str, expected: str) -> None:
    assert scale(printed, reported) == expected


@given(
    st.integers(1, 10**12),
    st.integers(1, 10**12),
    st.integers(0, 4),
    st.integers(-3, 9),
    st.sampled_from([(",", "."), (".", ","), (" ", ","), ("'", "."), ("", ".")]),
)
def test_what_is_printed_says_the_value_wanted(
    one: int, other: int, places: int, scale: int, style: tuple[str, str]
) -> None:
    group, point = style

    def shown(digits: int) -> str:
        whole, _, rest = f"{Decimal(digits).scaleb(-places):,f}".partition(".")
        return whole.replace(",", group) + (point + rest if rest else "")

    reported, wanted = (f"{Decimal(digits).scaleb(scale - places):,f}" for digits in (one, other))
    found = reprinted(shown(one), reported, wanted)
    expected = shown(other)
    if not group or group not in shown(one):  # how thousands would be told apart cannot be seen
        expected = expected.replace(group, "") if group else expected
    assert found in (None, expected)
    if places != 3 and group not in (".", ","):
        assert found == expected
