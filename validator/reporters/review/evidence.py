"""What a review page shows of a report: its figures, the ties that bind them, what was found; as plain data."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from validator.finding import Severity, Verdict
from validator.tieouts.rules.found import Found

if TYPE_CHECKING:
    from collections.abc import Sequence

    from validator.finding import Finding, Outcome, Tie
    from validator.model.intervals import Interval
    from validator.model.report import Report
    from validator.model.source import Plain

TICKS = {"proven": "✓", "rounding": "≈", "waived": "⚑", "failed": "✗", "indeterminate": "?", "unprotected": "○"}
NAMES = {"proven": "proven", "rounding": "within rounding", "waived": "waived", "failed": "failed",
         "indeterminate": "indeterminate", "unprotected": "unprotected"}  # fmt: skip
ORDER = ("failed", "waived", "indeterminate", "unprotected", "rounding", "proven")
OUTCOMES = {Verdict.HOLDS: "proven", Verdict.ROUNDING: "rounding", Verdict.FAILS: "failed",
            Verdict.INDETERMINATE: "indeterminate"}  # fmt: skip
LONGEST = 60  # digits of a whole number that are shown


class Evidence:
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

    def supported(self, row: int) -> bool:
        """Whether another document has a figure of the report too, and the same."""
        ties = (self.ties[index] for index in self.touching[row] if self.verdicts[index] in ("proven", "rounding"))
        return any(other >= self.report.own for tie in ties for term in tie.terms for other in term.rows)

    def _named(self, label: str, rows: Sequence[int]) -> str:
        """Return what a term is called, with its place where that is in another document."""
        behind = [str(self.report.location(row)) for row in rows if row >= self.report.own]
        return " · ".join((label, *behind))

    def mark(self, row: int) -> str:
        """Return the start tag of a figure."""
        kind = self.outcomes[row]
        return f'<span class="fig {kind}" data-f="{row}" data-tick="{TICKS[kind]}">'

    def label(self, row: int) -> str:
        """Return what a figure is called."""
        report = self.report
        return report.taxonomy.label(report.concepts[row]) if report.taxonomy else report.concepts[row]

    def value(self, row: int) -> str:
        """Return what a figure states, a number in digits."""
        fact = self.report.fact(row)
        number = self.report.number(row) if fact.unit else None
        if fact.nil or number is None:
            return "nil" if fact.nil else fact.text
        return _decimal(Fraction(number[0]) * Fraction(10) ** number[1])

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
            "counts": {kind: self.outcomes[: self.report.own].count(kind) for kind in ORDER},
        }
        return json.dumps(made, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")

    def _figure(self, row: int) -> dict[str, Plain]:
        fact = self.report.fact(row)
        return {
            "label": self.label(row),
            "value": self.value(row)[:200],
            "unit": str(fact.unit or ""),
            "context": str(fact.context or ""),
            "place": str(fact.at),
            "outcome": self.outcomes[row],
            "ties": self.touching[row],
            "findings": self.finding[row],
        }

    def _tie(self, tie: Tie, kind: str) -> dict[str, Plain]:
        terms: list[Plain] = [
            {
                "label": self._named(term.label, term.rows),
                "weight": f"× {term.weight}",
                "value": _interval(term.interval),
                "rows": list(term.rows),
            }
            for term in tie.terms
        ]
        reason = tie.reason or (f"not reported: {', '.join(tie.missing)}" if tie.missing else "")
        reason = "; ".join(filter(None, (reason, "on assumed declarations" if tie.assumed else "")))
        found = tie if isinstance(tie, Found) else None
        source = tie.source.rpartition("/")[2] if found is None else found.title
        return {
            "code": tie.code, "source": source, "frame": tie.frame, "outcome": kind,
            "verdict": tie.verdict.value, "terms": terms, "reported": _interval(tie.reported),
            "computed": _interval(tie.computed), "reason": reason,
            "evidence": "" if found is None else found.found.evidence,
        }  # fmt: skip


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
    if whole >= 10**LONGEST:
        return f"{sign}10^{LONGEST} or more"
    return f"{sign}{whole:,}{'.' + digits if digits else ''}{'' if scaled == int(scaled) else '…'}"
