"""The scale that a document's text is printed in: "(Dollars in millions, unless otherwise noted)"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from validator.understanding.prose.numbers import MONEY, SHARES, Number
from validator.understanding.words.numbers import POWERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from validator.documents.document import Block

CAPTION = re.compile(r"\bin\s+(?:[A-Z$€£\w.]+\s+){0,2}?(?P<scale>thousand|million|billion)s\b", re.IGNORECASE)
TABULAR = re.compile(r"\btab(?:le|les|ular)\b", re.IGNORECASE)
SHARED = re.compile(r"\bshares\s+in\b|\band\s+shares\b", re.IGNORECASE)
WITH = re.compile(r"[$€£]\s?[\d.,]+\s(?:million|billion|thousand|trillion)\b")
WITHOUT = re.compile(
    r"[$€£]\s?\d{1,3}(?:,\d{3})?(?:\.\d)?(?![\d.,]*\d)(?!\s?(?:million|billion|thousand|trillion|per|par|a share))"
)
FEW, LONGEST = 10, 300
WHOLE = 1_000_000  # an amount printed out to a million is no amount in millions


class Scale(NamedTuple):
    """The power of ten of amounts printed without one, and of numbers of shares; 0 where they mean what they say."""

    power: int = 0
    shares: int = 0

    def applied(self, number: Number) -> Number:
        """Return a number as the document's scale has it."""
        power = self.power if number.kind == MONEY else self.shares if number.kind == SHARES else 0
        if not power or number.scaled or abs(number.mantissa) >= WHOLE * 10**number.places:
            return number
        return number._replace(exponent=number.exponent + power, scaled=True)


def scale_of(blocks: Sequence[Block]) -> Scale:
    """Return the scale of a document's text: that of its captions, where most amounts of its text print none."""
    scales = [found for block in blocks if (found := captioned(block.text.plain))]
    if not scales:
        return Scale()
    printed = sum(len(WITH.findall(block.text.plain)) for block in blocks if "illion" in block.text.plain)
    without = sum(len(WITHOUT.findall(block.text.plain)) for block in blocks)
    return max(scales) if without >= FEW and without > 2 * printed else Scale()


def captioned(text: str) -> Scale | None:
    """Return the scale a caption over text says; None where a text is none, or speaks of tables."""
    if len(text) > LONGEST or (found := CAPTION.search(text)) is None or TABULAR.search(text):
        return None
    power = POWERS[found["scale"].lower()]
    return Scale(power, power if SHARED.search(text) else 0)
