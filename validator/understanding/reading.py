"""A whole document understood: its tables as statements, the figures of its sentences, and what was left out."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from validator.documents.document import Block, Table
from validator.understanding.cells import SIGN, style_of
from validator.understanding.context import about, context_of
from validator.understanding.figures import Figure, Reading, Statement, Unread
from validator.understanding.joining import joined, whole
from validator.understanding.measuring.scales import Scale, scale_in
from validator.understanding.prose.reading import read
from validator.understanding.statements import Facts, Reader
from validator.understanding.timing import calendar_of
from validator.understanding.words.currencies import code_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.documents.document import Document
    from validator.documents.text import Text

NEAR = 4  # parts: a table without headers that close to another stands under that one's
FEWEST_WORDS = 5  # in a cell that is a sentence


def understand(document: Document) -> Reading:
    """Return what a document says."""
    facts = facts_of(document)
    done: list[Statement] = []
    unread: list[Unread] = []
    inside: list[Figure] = []
    spoken: list[Block | Table] = []
    parts = joined(whole(document.parts), facts.style)
    last, before, topic = -1, None, ""
    for at, part in enumerate(parts):
        if isinstance(part, Block):
            spoken.append(part)
            continue
        context = context_of(parts, at)
        reader = Reader(at, part, context, facts, before if at - last <= NEAR else None)
        reader.about = topic = about(context, topic)
        made = list(reader.statements(len(done)))
        if made:
            last, before = at, reader.before
        done.extend(made)
        unread.extend(reader.unread)
        inside.extend(reader.inside)
        spoken.extend(sentences(part, reader.notes if made else None))
    prose = read(document._replace(parts=tuple(spoken)), done, facts.calendar, facts.currency)
    return Reading(tuple(done), (*inside, *prose.figures), (*unread, *prose.unread), tuple(prose.grown))


def sentences(table: Table, notes: list[Text] | None) -> Iterator[Block]:
    """Yield what a table says in sentences: its notes; where it is no statement, all its cells with words."""
    if notes is not None:
        yield from (Block("text", text, 0, table.page) for text in notes)
        return
    for row in table.rows:
        for cell in row:
            if cell.text.plain.count(" ") >= FEWEST_WORDS:
                yield Block("text", cell.text, 0, table.page)


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
                        signs[code_of(found[0]) or "USD"] += 1
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
