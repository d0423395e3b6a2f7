"""Identities of accounting that captions name: they hold by definition, so that one column is enough.

Total assets are total liabilities and equity (IAS 1.54, 1.55; Regulation S-X 5-02). The vocabulary is small on purpose.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from validator.discovery.sheets import Cell, Series

ASSETS = re.compile(r"^\W*total\s+assets\W*$", re.IGNORECASE)
CLAIMS = re.compile(
    r"^\W*total\s+(?:liabilities|(?:share|stock)holders\W+equity|equity)\b.*\b(?:equity|deficit|deficiency|capital|liabilities)\b",
    re.IGNORECASE,
)


class Identity(NamedTuple):
    """Two rows that are one amount: where they are, and where they are not."""

    held: tuple[tuple[Cell, Cell], ...]
    failed: tuple[tuple[Cell, Cell], ...]


def find(rows: Sequence[Series]) -> Identity | None:
    """Return total assets with what they are claimed by; None where a table has not both, or two of one."""
    assets = [row for row in rows if ASSETS.match(row.label)]
    claims = [row for row in rows if CLAIMS.match(row.label)]
    if len(assets) != 1 or len(claims) != 1:
        return None
    pairs = [
        (claim, asset)
        for asset, claim in zip(assets[0].cells, claims[0].cells, strict=True)
        if asset is not None and claim is not None and asset.kind == claim.kind and not asset.kind[1]
    ]
    held = tuple(pair for pair in pairs if abs(pair[0].value - pair[1].value) <= pair[0].half + pair[1].half)
    return Identity(held, tuple(pair for pair in pairs if pair not in held))
