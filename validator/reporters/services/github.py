"""For GitHub Actions: a workflow command a finding, which the service shows beside the line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.reporters.excerpts import clean
from validator.reporters.services import messages

if TYPE_CHECKING:
    from validator.finding import Finding, Outcome

LEVELS = ("", "notice", "warning", "error")  # by severity


def github(outcome: Outcome) -> str:
    """Return one workflow command for each finding; one for what was left out or left open."""
    notices = [f"::notice title=not counted::{_data(line)}\n" for line in outcome.asides]
    return "".join([*(f"{_command(finding)}\n" for finding in outcome.findings), *notices])


def _command(finding: Finding) -> str:
    at = finding.at
    parts = [f"file={_property(at.path)}"]
    if at.line:
        parts.append(f"line={at.line}")
        if at.column:
            parts.append(f"col={at.column}")
    parts.append(f"title={_property(f'{finding.code} {finding.name}')}")
    text = "\n".join(messages.lines(finding))
    return f"::{LEVELS[finding.severity]} {','.join(parts)}::{_data(text)}"


def _data(text: str) -> str:
    return (
        "\n".join(clean(line) for line in text.split("\n"))
        .replace("%", "%25")
        .replace("\r", "%0D")
        .replace("\n", "%0A")
    )


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
