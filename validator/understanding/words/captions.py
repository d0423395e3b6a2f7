"""What a table's caption says of its figures: their scale, and which of them it leaves unscaled."""

from __future__ import annotations

import re
from typing import NamedTuple

SCALE = re.compile(r"\bin\s+(?:(?:rmb|us\$|usd|u\.s\.)\s+)?(thousand|million|billion|hundred)s?\b", re.IGNORECASE)
POWERS = {"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}
EXCEPTION = re.compile(r"\b(?:except|but|other than|excluding)\b(.*)", re.IGNORECASE)
SHARES = re.compile(r"(?<!per )\b(?:number of shares|numbers of shares|shares|ads)\b", re.IGNORECASE)
PER_SHARE = re.compile(r"\bper[ -](?:ordinary )?(?:share|ads)\b", re.IGNORECASE)


class Caption(NamedTuple):
    """The scale as a power of ten; whether numbers of shares, and figures per share, are left unscaled."""

    power: int
    shares_apart: bool
    per_share_apart: bool

    def scale(self, base: str, *, per_share: bool) -> int:
        """Return the power of ten that figures of an item type stand in."""
        if base == "monetary":
            return self.power
        if per_share:
            return 0 if self.per_share_apart else self.power
        if base == "shares":
            return 0 if self.shares_apart else self.power
        return 0


def read(text: str) -> Caption:
    """Read a caption such as "(Amounts in thousands of RMB, except for number of shares and per share data)"."""
    found = SCALE.search(text)
    spared = EXCEPTION.search(text)
    apart = spared[1] if spared else ""
    return Caption(
        POWERS[found[1].lower()] if found else 0, bool(SHARES.search(apart)), not found or bool(PER_SHARE.search(apart))
    )
