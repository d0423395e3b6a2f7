"""Slips of the hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.tieouts import slips


@pytest.mark.parametrize(
    ("reported", "meant", "kind"),
    [
        (1234, 1234, ""),
        (1234, 9876, ""),
        (1243, 1234, slips.SWAPPED),
        (4231, 1234, ""),
        (1934, 1234, slips.DIGIT),
        (-1234, 1234, slips.SIGN),
        (1234000, 1234, slips.SCALE),
        (1234, 12340, slips.SCALE),
        (124, 1234, slips.LOST),
        (12334, 1234, slips.EXTRA),
        (-1243, 1234, ""),
        (0, 5, slips.DIGIT),
    ],
)
def test_slips(reported, meant, kind):
    assert slips.slip(reported, meant) == kind


@given(st.integers(-(10**12), 10**12))
def test_what_was_meant_leads_back(reported):
    for meant, kind in slips.meant(reported):
        if (
            meant != reported
            and len(str(abs(meant))) == len(str(abs(reported)))
            and kind in (slips.SWAPPED, slips.DIGIT, slips.SIGN)
        ):
            assert slips.slip(reported, meant), (meant, kind)
