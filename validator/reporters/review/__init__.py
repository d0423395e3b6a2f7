"""One self-contained page for a reviewer: the readable document, a tick-mark on every figure, and what covers it."""

from __future__ import annotations

import re
from fractions import Fraction
from html import escape
from typing import TYPE_CHECKING, Any

from validator import resources
from validator.finding import Severity, Verdict
from validator.model.names import IX

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from validator.finding import Finding, Outcome, Result, Tie
    from validator.model.intervals import Interval
    from validator.model.report import Report

TICKS = {"proven": "✓", "rounding": "≈", "waived": "⚑", "failed": "✗", "indeterminate": "?", "unprotected": "○"}
NAMES = {"proven": "proven", "rounding": "within rounding", "waived": "waived", "failed": "failed",
         "indeterminate": "indeterminate", "unprotected": "unprotected"}  # fmt: skip
ORDER = ("failed", "waived", "indeterminate", "unprotected", "rounding", "proven")
OUTCOMES = {Verdict.HOLDS: "proven", Verdict.ROUNDING: "rounding", Verdict.FAILS: "failed",
            Verdict.INDETERMINATE: "indeterminate"}  # fmt: skip
ACTIVE = re.compile(
    r"<(script|style|iframe|object)\b(?:[^>]*/>|.*?</\1\s*>)|</?(?:script|style|iframe|object|embed|link|base|meta)\b[^>]*>",
    re.DOTALL | re.IGNORECASE,
)
HANDLER = re.compile(
    r"""\s(?:on\w+|src|srcset|background)\s*=\s*(?:"[^"]*"|'[^']*')|\shref\s*=\s*(?:"(?!\#|https?:)[^"]*"|'(?!\#|https?:)[^']*')""",
    re.IGNORECASE,
)


def page(outcome: Outcome, result: Result, document: str, hashes: Mapping[str, str]) -> str:
    """Return the page of one report; `document` is it as inline XBRL, `hashes` the digests of the files read."""
    report = result.report
    if report is None:
        raise ValueError("a report that could not be read has no page")
    model = _Model(report, outcome, result.ties)
    with open(resources.path("review", "page.html"), encoding="utf-8") as file:
        template = file.read()
    parts = {
        "TITLE": escape(f"Review of {result.path}"),
        "SUMMARY": model.summary(hashes),
        "DOCUMENT": model.marked(document),
        "DATA": model.data(),
        "HASH": _digest(template.rpartition("<script>")[2].partition("</script>")[0]),
    }
    return re.sub(r"@([A-Z]+)@", lambda found: parts[found[1]], template)


def _digest(script: str) -> str:
    """Return what the page's policy admits its own script by, and no other (CSP Level 3 §2.3.1)."""
    from base64 import b64encode
    from hashlib import sha256

    return b64encode(sha256(script.encode()).digest()).decode()


class _Model:
    """What the page shows of a report."""

    def __init__(self, report: Report, outcome: Outcome, ties: Sequence[Tie]) -> None:
        self.report = report
        self.outcome = outcome
        self.ties = [tie for tie in ties]  # noqa: C416 - evidence is worked out on each look
        self.places = {report.location(row): row for row in range(len(report))}
        self.said = [*outcome.findings, *outcome.waived]
        self.verdicts = ["waived" if tie.waived else OUTCOMES[tie.verdict] for tie in self.ties]
        self.touching: list[list[int]] = [[] for _ in range(len(report))]
        for index, tie in enumerate(self.ties):
            for row in {row for term in tie.terms for row in term.rows}:
                self.touching[row].append(index)
        self.finding: list[list[int]] = [[] for _ in range(len(report))]
        for index, one in enumerate(self.said):
            rows = {self.places[at] for at in (one.at, *(at for _, at in one.related)) if at in self.places}
            for row in rows:
                self.finding[row].append(index)
        self.outcomes = [self._outcome(row) for row in range(len(report))]

    def _outcome(self, row: int) -> str:
        """Return what became of a figure: the gravest of its failures, else the best of its proofs."""
        found = {self.verdicts[index] for index in self.touching[row]}
        own = [self.said[index] for index in self.finding[row] if self.said[index].at == self.report.location(row)]
        if any(one.severity is Severity.ERROR and not one.waived for one in own):
            found.add("failed")
        return next(
            (o for o in ("failed", "waived", "proven", "rounding", "indeterminate") if o in found), "unprotected"
        )

    # --- parts of the page -----------------------------------------------------------------------
    def summary(self, hashes: Mapping[str, str]) -> str:
        """Return the lines on top."""
        figures = len(self.outcomes)
        covered = figures - self.outcomes.count("unprotected") - self.outcomes.count("indeterminate")
        kinds = [self.verdicts.count(kind) for kind in ("proven", "rounding", "waived", "failed", "indeterminate")]
        says = "{} hold, {} within rounding, {} waived, {} fail, {} indeterminate".format(*kinds)
        share = f"{100 * covered // figures}%" if figures else "none"
        errors = sum(one.severity is Severity.ERROR for one in self.outcome.findings)
        lines = [
            f"{figures:,} figures, {share} of them covered · {len(self.ties):,} checks: {says}",
            f"{errors} errors · {len(self.outcome.waived)} waived · engines: {', '.join(self.outcome.engines)}",
        ]
        top = "\n".join(f"<p>{escape(line)}</p>" for line in lines)
        files = [f"{name} · SHA-256 {digest}" for name, digest in hashes.items()]
        errors_said = [
            f"{one.at} {one.code} {one.message}" for one in self.outcome.findings if one.severity > Severity.NOTE
        ]
        waived = [f"{one.code} {one.message} · {one.waived}" for one in self.outcome.waived]
        folded = (("files", files), ("discrepancies", errors_said), ("waivers", waived))
        return "\n".join((top, *(_folded(name, told) for name, told in folded if told)))

    def marked(self, document: str) -> str:
        """Return the body of an inline document, its figures as spans with tick-marks, nothing active left in it."""
        bound = re.search(rf'xmlns:([\w.-]+)\s*=\s*["\']{re.escape(IX)}["\']', document)
        prefix = re.escape(bound[1]) if bound else "ix"
        rows = {name: row for row, name in enumerate(self.report.ids) if name}
        by_place = {(self.report.lines[row], self.report.columns[row]): row for row in range(len(self.report))}
        document = re.sub(
            rf"<{prefix}:header\b.*?</{prefix}:header\s*>", lambda f: "\n" * f[0].count("\n"), document, flags=re.DOTALL
        )

        def opened(found: re.Match[str]) -> str:
            named = re.search(r'\sid\s*=\s*["\']([^"\']*)["\']', found[2])
            line = document.count("\n", 0, found.start()) + 1
            place = (line, found.start() - document.rfind("\n", 0, found.start()))
            row = rows.get(named[1]) if named else by_place.get(place)
            if row is None:
                return "<span></span>" if found[2].endswith("/") else "<span>"
            kind = self.outcomes[row]
            tag = f'<span class="fig {kind}" data-f="{row}" data-tick="{TICKS[kind]}">'
            return f"{tag}nil</span>" if found[2].endswith("/") else tag

        facts = "nonFraction|nonNumeric|fraction"
        text = re.sub(rf"<{prefix}:({facts})\b([^>]*)>", opened, document)
        text = re.sub(rf"</{prefix}:({facts})\s*>", "</span>", text)
        text = re.sub(rf"</?{prefix}:[^>]*>", "", text)
        body = re.search(r"<body\b[^>]*>(.*)</body\s*>", text, re.DOTALL | re.IGNORECASE)
        return HANDLER.sub("", ACTIVE.sub("", body[1] if body else text))

    def data(self) -> str:
        """Return figures, checks and findings as JSON that can stand in a script element."""
        import json

        made = {
            "figures": [self._figure(row) for row in range(len(self.report))],
            "ties": [self._tie(tie, kind) for tie, kind in zip(self.ties, self.verdicts, strict=True)],
            "findings": [_told(one) for one in self.said],
            "ticks": TICKS,
            "names": NAMES,
            "order": ORDER,
            "counts": {kind: self.outcomes.count(kind) for kind in ORDER},
        }
        return json.dumps(made, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")

    def _figure(self, row: int) -> dict[str, Any]:
        fact = self.report.fact(row)
        number = self.report.number(row) if fact.unit else None
        label = self.report.taxonomy.label(fact.concept) if self.report.taxonomy else fact.concept
        return {
            "label": label,
            "value": "nil"
            if fact.nil
            else _decimal(Fraction(number[0]) * Fraction(10) ** number[1])
            if number
            else fact.text[:200],
            "unit": str(fact.unit or ""),
            "context": str(fact.context or ""),
            "place": str(fact.at),
            "outcome": self.outcomes[row],
            "ties": self.touching[row],
            "findings": self.finding[row],
        }

    def _tie(self, tie: Tie, kind: str) -> dict[str, Any]:
        terms = [
            {
                "label": term.label,
                "weight": f"× {term.weight}",
                "value": _interval(term.interval),
                "rows": list(term.rows),
            }
            for term in tie.terms
        ]
        reason = tie.reason or (f"not reported: {', '.join(tie.missing)}" if tie.missing else "")
        return {
            "code": tie.code, "source": tie.source.rpartition("/")[2], "frame": tie.frame, "outcome": kind,
            "verdict": tie.verdict.value, "terms": terms, "reported": _interval(tie.reported),
            "computed": _interval(tie.computed), "reason": reason,
        }  # fmt: skip


def _folded(name: str, lines: list[str]) -> str:
    inside = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f"<details><summary>{len(lines)} {name}</summary><ol>{inside}</ol></details>"


def _told(one: Finding) -> str:
    lines = [f"{one.code} {one.message}", *one.notes]
    lines += [f"help: {one.help}"] if one.help else []
    lines += [f"waived: {one.waived}"] if one.waived else []
    if one.diagnosis:
        lines.append(f"diagnosis: {one.diagnosis.verdict}")
        for suspects in one.diagnosis.suspects[:3]:
            lines += [f"  {s.label}: {s.reported}, should be {s.suggested} ({s.slip})" for s in suspects]
    return "\n".join(lines)


def _interval(interval: Interval | None) -> str:
    if interval is None:
        return ""
    if interval.point and interval.low is not None:
        return _decimal(Fraction(interval.low))
    low = "−∞" if interval.low is None else _decimal(Fraction(interval.low))
    high = "∞" if interval.high is None else _decimal(Fraction(interval.high))
    return f"{'(' if interval.low_open else '['}{low}, {high}{')' if interval.high_open else ']'}"


def _decimal(number: Fraction) -> str:
    """Return a number in decimal digits, exactly where it has so few, else cut after eight."""
    scaled = abs(number) * 10**8
    whole, rest = divmod(int(scaled), 10**8)
    digits = f"{rest:08}".rstrip("0")
    sign = "−" if number < 0 else ""
    return f"{sign}{whole:,}{'.' + digits if digits else ''}{'' if scaled == int(scaled) else '…'}"
