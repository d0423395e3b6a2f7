"""Coverage in words: how much of each statement the ties protect, and which figures none does."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from validator.coverage import Coverage, Covered


def text(coverage: Coverage, *, everything: bool = False) -> str:
    """Return the coverage for people: a line a statement, then every figure no tie protects."""
    whole = len(coverage.figures)
    lines = [f"{coverage.protected:,} of {whole:,} figures ({share(coverage.protected, whole)}) are in a tie", ""]
    rows = [("statement", "figures", "in a tie", "in two", "in none")]
    for title, figures in coverage.statements().items():
        protected = sum(one.protected for one in figures)
        twice = sum(len(one.ties) > 1 for one in figures)
        none = sum(not one.ties for one in figures)
        rows.append(
            (title, f"{len(figures):,}", share(protected, len(figures)), share(twice, len(figures)), f"{none:,}")
        )
    lines += columns(rows)
    if everything:
        lines += ["", "figures, each with the ties that touch it:"]
        for one in coverage.figures:
            lines.append(f"  {one.at}: {one.label} ({one.place})")
            lines += [f"      {tie.verdict.value}: {tie.code} {tie.title}, {tie.frame}" for tie in one.ties]
    bare = [one for one in coverage.figures if not one.protected]
    if bare:
        lines += ["", "figures no tie protects:"]
        lines += [f"  {one.at}: {one.label} ({one.place})" + _why(one) for one in bare]
    return "\n".join(lines) + "\n"


def _why(one: Covered) -> str:
    return f": {one.ties[0].code} is indeterminate, {one.ties[0].reason}" if one.ties else ""


def share(part: int, whole: int) -> str:
    """Return a part of a whole as a percentage with one decimal, rounded down: 100.0% means all of it."""
    tenths = part * 1000 // whole if whole else 0
    return f"{tenths // 10}.{tenths % 10}%"


def columns(rows: Sequence[tuple[str, ...]]) -> list[str]:
    """Return a table: the first column to the left, numbers to the right."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    return [
        "  ".join(
            [row[0].ljust(widths[0]), *(cell.rjust(w) for cell, w in zip(row[1:], widths[1:], strict=True))]
        ).rstrip()
        for row in rows
    ]


def plain(coverage: Coverage, where: Mapping[int, str] | None = None) -> dict[str, object]:
    """Return the coverage as values JSON can hold; `where` says by row whether a fact is printed in a table."""
    told = where or {}
    return {
        "figures": len(coverage.figures),
        "protected": coverage.protected,
        "statements": [
            {
                "statement": title,
                "figures": len(figures),
                "protected": sum(one.protected for one in figures),
                "untouched": sum(not one.ties for one in figures),
            }
            for title, figures in coverage.statements().items()
        ],
        "each": [
            {
                "label": one.label,
                "concept": one.key[0],
                "where": one.place,
                "at": {"path": one.at.path, "line": one.at.line, "column": one.at.column, "pointer": one.at.pointer},
                "statement": one.statement,
                **({"printed": told[one.row]} if one.row in told else {}),
                "ties": [
                    {"code": tie.code, "source": tie.source, "frame": tie.frame, "outcome": tie.verdict.value}
                    for tie in one.ties
                ],
            }
            for one in coverage.figures
        ],
    }
