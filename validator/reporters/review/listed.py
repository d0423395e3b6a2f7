"""The list of several reports, each with a link to its page: no script, and no count that mixes two of them."""

from __future__ import annotations

import os
from html import escape
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from validator.finding import Severity, Verdict
from validator.reporters.review.assets import digest, filled, own

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.finding import Finding, Result

KINDS = (Verdict.HOLDS, Verdict.ROUNDING, Verdict.FAILS, Verdict.INDETERMINATE)


class Entry(NamedTuple):
    """A report and the file of its page, as seen from the list."""

    page: str
    result: Result


def listed(name: str, entries: Sequence[Entry], rest: Sequence[Finding], asides: Sequence[str]) -> str:
    """Return the list; `rest` is what was found in no report that has a page, `asides` what does not count."""
    style = own("list.css")
    parts = {
        "TITLE": escape(f"Review of {name}: {len(entries)} reports"),
        "STYLES": digest(style),
        "list.css": style,
        "ROWS": "\n".join(map(_row, entries)),
        "REST": "\n".join(_rest(rest, asides)),
    }
    return filled("list.html", parts)


def _row(entry: Entry) -> str:
    result = entry.result
    found = [one for one in result.findings if not one.waived]
    counts = [sum(one.severity is level for one in found) for level in (Severity.ERROR, Severity.WARNING)]
    ties = [result.count(kind) + result.count(kind, found=True) for kind in KINDS]
    accepted = result.accepted() + result.accepted(found=True)
    ties[2] -= accepted
    numbers = (*counts, result.facts, *ties, accepted)
    cells = "".join(f"<td>{number:,}</td>" for number in numbers)
    link = f'<a href="{escape(quote(os.fsencode(entry.page)))}">{escape(result.path)}</a>'
    return f'<tr class="{result.verdict}"><th scope="row">{link}</th><td>{result.verdict}</td>{cells}</tr>'


def _rest(rest: Sequence[Finding], asides: Sequence[str]) -> Iterator[str]:
    if rest:
        yield "<h2>Found in none of them</h2>\n<ul>"
        for one in rest:
            said = f"{one.severity.name.lower()}: {one.code} {one.message} ({one.at})"
            yield f"<li>{escape(said)}</li>"
        yield "</ul>"
    yield from (f"<p>not counted, in all of them together: {escape(line)}</p>" for line in asides)
