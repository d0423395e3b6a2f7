"""For whatever reads Checkstyle's XML: an element a file, in it one a finding; waived ones are left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.reporters.services.junit import escape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.finding import Finding, Outcome

SEVERITIES = ("", "info", "warning", "error")  # by severity


def checkstyle(outcome: Outcome) -> str:
    """Return a Checkstyle document; what is not counted is told as infos of no file."""
    files: dict[str, list[Finding]] = {}
    for finding in outcome.findings:
        files.setdefault(finding.at.path, []).append(finding)
    lines = [line for path, findings in files.items() for line in _file(path, findings)]
    if outcome.asides:
        told = [f'    <error severity="info" message="{escape(line)}" source="tieout"/>' for line in outcome.asides]
        lines += ['  <file name="not counted">', *told, "  </file>"]
    return "\n".join(
        ['<?xml version="1.0" encoding="UTF-8"?>', '<checkstyle version="4.3">', *lines, "</checkstyle>", ""]
    )


def _file(path: str, findings: list[Finding]) -> Iterator[str]:
    yield f'  <file name="{escape(path)}">'
    for finding in findings:
        at = finding.at
        place = f' line="{at.line}"' + (f' column="{at.column}"' if at.column else "") if at.line else ""
        told = f'severity="{SEVERITIES[finding.severity]}" message="{escape(finding.message)}"'
        yield f'    <error{place} {told} source="tieout.{finding.code}"/>'
    yield "  </file>"
