"""One self-contained page for a reviewer: what is wrong first, the readable document, and what covers each figure.

The document cannot speak for the page. What is shown of it is written anew from its tree (`markup`), stands in a
template nothing can look into by id, and is shown in a shadow tree of its own; its policy admits our script and styles
by their digests, loads nothing, submits nothing and lets nothing say where links lead. All else that a report says
goes to the page as data, and its script puts it there as text.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple

from validator.reporters.review.assets import digest, filled, own
from validator.reporters.review.data import nothing, plain
from validator.reporters.review.evidence import Evidence
from validator.reporters.review.history import compared
from validator.reporters.review.markup import Markup
from validator.reporters.review.standing import STANDINGS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from validator.finding import Outcome, Result
    from validator.model.source import Plain
    from validator.model.tree import Element
    from validator.reporters.review.data import Accepts

TICKS = {one.key: one.tick for one in STANDINGS}
SCRIPTS = (
    *("data", "listing", "later", "document", "decide", "figure", "overview", "history", "search", "keys"),
    *("printing", "start"),
)


NOTHING: Mapping[str, Plain] = {}


class Readable(NamedTuple):
    """The readable documents of a report as trees, and which row is the fact at a place (path, line, column)."""

    roots: Sequence[Element] = ()
    rows: Mapping[tuple[str, int, int], int] = {}


def page(
    outcome: Outcome,
    result: Result,
    document: Readable,
    also: Mapping[str, Plain] = NOTHING,
    accepts: Accepts = nothing,
    before: Mapping[str, Plain] = NOTHING,
) -> str:
    """Return the page of one report.

    `also` is what a command adds to its data, `accepts` gives the figures that a waiver of a tie has to name;
    `before` is the data of an earlier page to compare with.
    """
    if result.report is None:
        raise ValueError("a report that could not be read has no page")
    evidence = Evidence(result.report, outcome, result.ties)
    markup = Markup(document.rows, lambda row: _mark(row, evidence.standings[row]))
    shown = markup.of(document.roots)
    listed = [row for row in range(len(evidence.report)) if row not in markup.shown]
    data = told(evidence, listed, accepts)
    said = {
        **data,
        "history": compared(data, before) if before else None,
        "shows": bool(markup.shown),
        "asides": list(outcome.asides),
        "engines": list(outcome.engines),
        **also,
    }
    return laid_out(f"Review of {result.path}", shown, said)


def told(evidence: Evidence, listed: Sequence[int] = (), accepts: Accepts = nothing) -> dict[str, Plain]:
    """Return the data of a page but for what a run and a command add to it."""
    report = evidence.report
    return {**plain(evidence, listed, accepts), "title": report.path, "syntax": report.syntax}


def laid_out(title: str, document: str, said: Mapping[str, Plain]) -> str:
    """Return the page with its own styles and script, a document's markup and what is said of it."""
    styles = {name: own(name) for name in ("page.css", "document.css")}
    script = f'"use strict";\n{"".join(own(f"{name}.js") for name in SCRIPTS)}'
    parts = {
        "TITLE": escape(title),
        "SCRIPTS": digest(script),
        "CONNECT": " connect-src 'self';" if said.get("served") else "",
        "STYLES": " ".join(map(digest, styles.values())),
        **styles,
        "DOCUMENT": document,
        "DATA": _data(said),
        "SCRIPT": script,
    }
    return filled("page.html", parts)


def _mark(row: int, standing: str) -> str:
    """Return the start tag of a figure."""
    return f'<span class="fig {standing}" data-f="{row}" data-tick="{TICKS[standing]}">'


def _data(said: Mapping[str, Plain]) -> str:
    """Return plain data as JSON that can stand in a script element."""
    import json

    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
