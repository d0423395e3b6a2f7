"""One self-contained page for a reviewer: the readable document, a tick-mark on every figure, and what covers it.

The document cannot speak for the page. What is shown of it is written anew from its tree (`markup`), stands in a
template nothing can look into by id, and is shown in a shadow tree of its own; its policy admits our script and styles
by their digests, loads nothing, submits nothing and lets nothing say where links lead.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple

from validator import resources
from validator.finding import Severity
from validator.reporters.review.evidence import Evidence
from validator.reporters.review.markup import Markup

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from validator.finding import Outcome, Result
    from validator.model.tree import Element

LONGEST = 2000  # characters of a text shown in the list


class Readable(NamedTuple):
    """The readable documents of a report as trees, and which row is the fact at a place (path, line, column)."""

    roots: Sequence[Element] = ()
    rows: Mapping[tuple[str, int, int], int] = {}


def page(outcome: Outcome, result: Result, document: Readable, hashes: Mapping[str, str]) -> str:
    """Return the page of one report; `hashes` are the digests of the files read."""
    if result.report is None:
        raise ValueError("a report that could not be read has no page")
    evidence = Evidence(result.report, outcome, result.ties)
    with open(resources.path("review", "page.html"), encoding="utf-8") as file:
        template = file.read()
    filled = {
        "TITLE": escape(f"Review of {result.path}"),
        "SUMMARY": _summary(evidence, hashes),
        "DOCUMENT": _shown(evidence, document),
        "DATA": evidence.data(),
        "SCRIPTS": _digests(template, "script"),
        "STYLES": _digests(template, "style"),
    }
    parts = template.split("§")
    return "".join(filled[part] if index % 2 else part for index, part in enumerate(parts))


def _shown(evidence: Evidence, document: Readable) -> str:
    """Return the document with its figures marked, a list of those it does not show, and of what stands behind them."""
    markup = Markup(document.rows, evidence.mark)
    text = markup.of(document.roots)
    own = evidence.report.own
    rest = [row for row in range(own) if row not in markup.shown]
    behind = range(own, len(evidence.report))
    parts = [text]
    if rest:
        parts += _table("Figures the document does not show" if markup.shown else "Figures", evidence, rest)
    if behind:
        parts += _table("What stands behind them in other documents", evidence, behind, placed=True)
    return "\n".join(parts)


HEADINGS = ("What", "When and of what", "Value")


def _table(heading: str, evidence: Evidence, rows: Sequence[int], *, placed: bool = False) -> Iterator[str]:
    """Yield a table of figures under a heading; `placed` adds the file, line and column of each."""
    names = (*HEADINGS, *(("Where",) if placed else ()))
    yield f"<h2>{heading}</h2>\n<table>\n<tr>{''.join(f'<th>{name}</th>' for name in names)}</tr>"
    for row in rows:
        fact = evidence.report.fact(row)
        value = evidence.value(row)
        told = escape(value if len(value) <= LONGEST else f"{value[:LONGEST]}…")
        where = escape(str(fact.context or ""))
        unit = f" {escape(str(fact.unit))}" if fact.unit else ""
        kind = "n" if fact.unit else "t"
        figure = f"{evidence.mark(row)}{told}</span>{unit}"
        at = f"<td>{escape(str(fact.at))}</td>" if placed else ""
        yield f'<tr><td>{escape(evidence.label(row))}</td><td>{where}</td><td class="{kind}">{figure}</td>{at}</tr>'
    yield "</table>"


def _digests(template: str, tag: str) -> str:
    """Return what the page's policy admits its own scripts or styles by, and no other (CSP Level 3 §2.3.1)."""
    from base64 import b64encode
    from hashlib import sha256

    texts = (part.partition(f"</{tag}>")[0] for part in template.split(f"<{tag}>")[1:])
    return " ".join(f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in texts)


def _summary(model: Evidence, hashes: Mapping[str, str]) -> str:
    """Return the lines on top."""
    own = model.outcomes[: model.report.own]
    figures = len(own)
    covered = figures - own.count("unprotected") - own.count("indeterminate")
    kinds = [model.verdicts.count(kind) for kind in ("proven", "rounding", "waived", "failed", "indeterminate")]
    says = "{} hold, {} within rounding, {} waived, {} fail, {} indeterminate".format(*kinds)
    share = f"{100 * covered // figures}%" if figures else "none"
    errors = sum(one.severity is Severity.ERROR for one in model.outcome.findings)
    told = "1 error" if errors == 1 else f"{errors} errors"
    lines = [
        f"{figures:,} figures, {share} of them covered · {len(model.ties):,} checks: {says}",
        f"{told} · {len(model.outcome.waived)} waived · engines: {', '.join(model.outcome.engines)}",
    ]
    if model.report.borrowed:
        lines.append(f"{sum(map(model.supported, range(figures))):,} figures stand in other documents too")
    lines += [f"not counted: {line}" for line in model.outcome.asides]
    top = "\n".join(f"<p>{escape(line)}</p>" for line in lines)
    files = [f"{name} · SHA-256 {digest}" for name, digest in hashes.items()]
    errors_said = [
        f"{one.at} {one.code} {one.message}" for one in model.outcome.findings if one.severity > Severity.NOTE
    ]
    waived = [f"{one.code} {one.message} · {one.waived}" for one in model.outcome.waived]
    folded = (("file", "files", files), ("discrepancy", "discrepancies", errors_said), ("waiver", "waivers", waived))
    return "\n".join((top, *(_folded(one, many, told) for one, many, told in folded if told)))


def _folded(one: str, many: str, lines: list[str]) -> str:
    inside = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f"<details><summary>{len(lines)} {one if len(lines) == 1 else many}</summary><ol>{inside}</ol></details>"
