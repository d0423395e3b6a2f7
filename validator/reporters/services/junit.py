"""For CI servers: the outcome as JUnit XML, a suite a report, a case a finding, and one for the ties that hold.

What is waived is skipped, with who accepted it and why.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.finding import Severity, Verdict
from validator.reporters.excerpts import clean
from validator.reporters.services import messages

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.finding import Finding, Outcome, Result


def junit(outcome: Outcome) -> str:
    """Return a JUnit document; findings of severity note pass, as they fail nothing elsewhere."""
    by_path: dict[str, list[Finding]] = {}
    for finding in (*outcome.findings, *outcome.waived):
        by_path.setdefault(finding.at.path, []).append(finding)
    suites: list[str] = []
    for result in outcome.results:
        suites += _suite(result.path, by_path.pop(result.path, []), result)
    for path, findings in by_path.items():  # findings in schemas, linkbases and paths that gave no report
        suites += _suite(path, findings, None)
    failures = sum(finding.severity > Severity.NOTE for finding in outcome.findings)
    suites += _aside(outcome)
    tests = sum("<testcase " in line for line in suites)
    head = f'<testsuites name="tieout" tests="{tests}" failures="{failures}" errors="0">'
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', head, *suites, "</testsuites>", ""])


def _aside(outcome: Outcome) -> Iterator[str]:
    """Yield what settings and waivers take out, and why ties are left open, as properties of a suite of their own."""
    told = outcome.not_counted
    if told:
        yield '  <testsuite name="not counted" tests="0" failures="0" errors="0">'
        yield "    <properties>"
        yield from (f'      <property name="{escape(name)}" value="{count}"/>' for name, count in told)
        yield "    </properties>"
        yield "  </testsuite>"


def _suite(path: str, findings: Sequence[Finding], result: Result | None) -> Iterator[str]:
    failures = sum(finding.severity > Severity.NOTE and not finding.waived for finding in findings)
    waived = sum(bool(finding.waived) for finding in findings)
    kinds = result.tally if result is not None else {}
    held = sum(count for kind, count in kinds.items() if kind.verdict in (Verdict.HOLDS, Verdict.ROUNDING))
    name = escape(path)
    counts = f'tests="{len(findings) + (held > 0)}" failures="{failures}" errors="0" skipped="{waived}"'
    yield f'  <testsuite name="{name}" {counts}>'
    if held:
        yield f'    <testcase classname="{name}" name="{held} ties hold"/>'
    for finding in findings:
        yield from _case(finding)
    yield "  </testsuite>"


def _case(finding: Finding) -> Iterator[str]:
    path, line = escape(finding.at.path), f' line="{finding.at.line}"' if finding.at.line else ""
    title = f"{finding.code} {escape(finding.name)} {escape(str(finding.at))}"
    yield f'    <testcase classname="{path}" name="{title}" file="{path}"{line}>'
    body = escape("\n".join(messages.lines(finding)))
    if finding.waived:
        yield f'      <skipped message="{escape(finding.waived)}">{body}</skipped>'
    elif finding.severity > Severity.NOTE:
        yield f'      <failure type="{finding.code}" message="{escape(finding.message)}">{body}</failure>'
    else:
        yield f"      <system-out>{body}</system-out>"
    yield "    </testcase>"


def escape(text: str) -> str:
    """Return text as XML attribute or element content; characters XML cannot hold are replaced."""
    kept = "\n".join(clean(line) for line in text.split("\n"))
    return kept.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
