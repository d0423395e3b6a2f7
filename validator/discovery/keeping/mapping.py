"""Which row is which concept, as a mapping (`schemas/mapping.schema.json`): what the next document is read by."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from validator.authored.quoting import quoted
from validator.discovery.draft import NAMESPACE, SCHEME, in_a_table
from validator.model.names import local
from validator.model.periods import day

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.model.report import Report
    from validator.understanding.figures import Figure, Reading, Statement

HEAD = """# Which row is which concept. `A > B` is the row B below the heading or the row A.
# Tables are known by their headings and rows, rows by their labels and where they stand.
"""
BELOW = " > "


def mapping(report: Report, figures: Sequence[Figure], reading: Reading, source: str) -> str:
    """Return the mapping of a draft as TOML."""
    rows: dict[tuple[int, int], Counter[str]] = {}
    kinds: dict[tuple[int, int], tuple[str, bool]] = {}  # of the first figure of a row: its others are variants of it
    spoken: dict[str, str] = {}
    for number, figure in enumerate(figures):
        concept = local(report.concepts[number])
        if in_a_table(figure):
            row = (figure.statement, figure.row)
            kind = (figure.unit, figure.period is not None and figure.period.instant)
            if kinds.setdefault(row, kind) == kind:
                rows.setdefault(row, Counter())[concept] += 1
        elif figure.label:
            spoken.setdefault(" ".join(figure.label[-1].split()), concept)
    lines = [HEAD, *_head(report, source)]
    for number, statement in enumerate(reading.statements):
        named = {row: count.most_common(1)[0][0] for (at, row), count in rows.items() if at == number}
        if named:
            lines += ["", "[[table]]", f"heading = {quoted(title(statement, number))}", "", "[table.rows]"]
            lines += [f"{quoted(label)} = {quoted(concept)}" for label, concept in _rows(statement, named)]
    for words, concept in spoken.items():
        if words:
            lines += ["", "[[prose.term]]", f"words = [{quoted(words)}]", f"concept = {quoted(concept)}"]
    return "\n".join([*lines, ""])


def title(statement: Statement, number: int) -> str:
    """Return what a table is called."""
    return " ".join((statement.title or statement.caption).split()) or f"table {number + 1}"


def _head(report: Report, source: str) -> list[str]:
    """Return the keys every mapping has; the period is the one most figures speak of."""
    counts = Counter(
        period
        for index in report.contexts_of
        if (period := report.contexts[index].period) is not None and period.duration
    )
    period = max(counts, key=lambda one: (counts[one], one.end or 0)) if counts else None
    said = "0001-01-01/0001-12-31"  # a document of balances alone: the schema wants a period, and nothing reads it
    if period is not None and period.start is not None and period.end is not None:
        said = f"{day(period.start)}/{day(period.end, ending=True)}"
    return [
        f"taxonomy = {quoted(f'{NAMESPACE}/draft.xsd')}",
        'prefix = "draft"',
        f"namespace = {quoted(NAMESPACE)}",
        f"period = {quoted(said)}",
        "",
        "[entity]",
        f"scheme = {quoted(SCHEME)}",
        f"identifier = {quoted(source)}",
    ]


def _rows(statement: Statement, named: dict[int, str]) -> Iterator[tuple[str, str]]:
    """Yield the rows of a table as a mapping names them, each by another name, with their concepts."""
    taken: set[str] = set()
    heading = above = ""
    for number, line in enumerate(statement.lines):
        label = " ".join(line.label.split())
        if number not in named:
            heading = label or heading
            continue
        choices = [label, f"{heading}{BELOW}{label}", f"{above}{BELOW}{label}"]
        name = next((one for one in choices if one.strip() and one not in taken), "")
        again = 1
        while not name or name in taken:
            again += 1
            name = f"{above} {again}{BELOW}{label}"
        taken.add(name)
        above = label or above
        yield name, named[number]
