"""For CI servers: the outcome as JUnit XML, a suite a report, a case a finding, and one for the ties that hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.finding import Severity, Verdict
from validator.reporters.excerpts import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.finding import Finding, Outcome, Result


def junit(outcome: Outcome) -> str:
    """Return a JUnit document; findings of severity note pass, as they fail nothing elsewhere."""
    by_path: dict[str, list[Finding]] = {}
    for finding in outcome.findings:
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
    failures = sum(finding.severity > Severity.NOTE for finding in findings)
    held = 0 if result is None else sum(tie.verdict in (Verdict.HOLDS, Verdict.ROUNDING) for tie in result.ties)
    name = escape(path)
    yield f'  <testsuite name="{name}" tests="{len(findings) + (held > 0)}" failures="{failures}" errors="0">'
    if held:
        yield f'    <testcase classname="{name}" name="{held} ties hold"/>'
    for finding in findings:
        place = escape(str(finding.at))
        yield f'    <testcase classname="{name}" name="{finding.code} {escape(finding.name)} {place}">'
        body = escape("\n".join((finding.message, *finding.notes, *(what for what in (finding.help,) if what))))
        tag = "failure" if finding.severity > Severity.NOTE else "system-out"
        attributes = f' type="{finding.code}" message="{escape(finding.message)}"' if tag == "failure" else ""
        yield f"      <{tag}{attributes}>{body}</{tag}>"
        yield "    </testcase>"
    yield "  </testsuite>"


def escape(text: str) -> str:
    """Return text as XML attribute or element content; characters XML cannot hold are replaced."""
    kept = "\n".join(clean(line) for line in text.split("\n"))
    return kept.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
