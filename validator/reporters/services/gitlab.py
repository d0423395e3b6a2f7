"""For GitLab: the findings as a Code Quality report, which merge requests show beside the lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.reporters.excerpts import clean
from validator.reporters.services.messages import Fingerprints, likely

if TYPE_CHECKING:
    from validator.finding import Finding, Outcome
    from validator.model.source import Plain

SEVERITIES = ("", "info", "minor", "major")  # by severity


def gitlab(outcome: Outcome) -> str:
    """Return a list of findings in the subset of the Code Climate specification that GitLab reads; waived ones not.

    What is not counted is told as entries of severity info, at the first report.
    """
    from json import dumps

    prints = Fingerprints()
    entries = [_entry(finding, prints) for finding in outcome.findings]
    path = outcome.results[0].path if outcome.results else "."
    entries += [_aside(line, path, prints) for line in outcome.asides]
    return dumps(entries, indent=2, ensure_ascii=False) + "\n"


def _aside(line: str, path: str, prints: Fingerprints) -> dict[str, Plain]:
    return {
        "description": clean(line),
        "check_name": "not counted",
        "fingerprint": prints.said("not counted", path, line),
        "severity": SEVERITIES[1],
        "location": {"path": clean(path), "lines": {"begin": 1}},
    }


def _entry(finding: Finding, prints: Fingerprints) -> dict[str, Plain]:
    return {
        "description": clean("; ".join((finding.message, *likely(finding)))),
        "check_name": f"{finding.code} {finding.name}",
        "fingerprint": prints.of(finding),
        "severity": SEVERITIES[finding.severity],
        "location": {"path": clean(finding.at.path), "lines": {"begin": max(1, finding.at.line)}},
    }
