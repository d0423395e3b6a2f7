"""A whole document understood: its tables as statements, the figures of its sentences, and what was left out."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from validator.documents.document import Block, Table
from validator.understanding.cells import SIGN, SIGNS, style_of
from validator.understanding.context import context_of
from validator.understanding.figures import Reading, Statement, Unread
from validator.understanding.prose.reading import figures
from validator.understanding.scales import Scale, scale_in
from validator.understanding.statements import Facts, Reader
from validator.understanding.timing import calendar_of

if TYPE_CHECKING:
    from validator.documents.document import Document


def understand(document: Document) -> Reading:
    """Return what a document says."""
    facts = facts_of(document)
    done: list[Statement] = []
    unread: list[Unread] = []
    for at, part in enumerate(document.parts):
        if isinstance(part, Table):
            reader = Reader(at, part, context_of(document.parts, at), facts)
            done.extend(reader.statements(len(done)))
            unread.extend(reader.unread)
    said, left = figures(document, done, facts.currency)
    return Reading(tuple(done), tuple(said), (*unread, *left))


def facts_of(document: Document) -> Facts:
    """Return what holds for a whole document."""
    signs: Counter[str] = Counter()
    scales: Counter[Scale] = Counter()
    cells: list[str] = []
    for part in document.parts:
        if isinstance(part, Block):
            weigh(part.text.plain, scales)
            continue
        for row in part.rows:
            for cell in row:
                text = cell.text.plain
                if len(text) < 120 and text[:1] == "(":
                    weigh(text, scales)
                if len(text) < 30:
                    cells.append(text)
                    found = SIGN.search(text)
                    if found:
                        signs[SIGNS.get(found[0].upper(), "USD")] += 1
    currency = signs.most_common(1)[0][0] if signs else ""
    scale = scales.most_common(1)[0][0] if scales else Scale(0)
    if any(one.shares_apart and one.power == scale.power for one in scales):
        scale = scale._replace(shares_apart=True)
    return Facts(calendar_of(document), currency, scale, style_of(cells))


def weigh(text: str, scales: Counter[Scale]) -> None:
    """Count the scale a text tells; one that holds "unless otherwise" stated counts as many."""
    if len(text) < 400:
        scale = scale_in(text)
        if scale is not None and not scale.shares:
            scales[scale] += 20 if "otherwise" in text else 1
