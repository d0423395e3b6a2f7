"""For code-scanning services: the outcome as SARIF 2.1.0 (OASIS, 2020), its rules taken from the catalogue."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from validator._version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable

    from validator.check import Check
    from validator.finding import Finding, Outcome
    from validator.model.source import Location, Plain

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif(outcome: Outcome, catalogue: Iterable[Check]) -> str:
    """Return a SARIF log with one run; `catalogue` gives the rules their words."""
    from json import dumps

    return dumps(log(outcome, catalogue), indent=2, ensure_ascii=False) + "\n"


def log(outcome: Outcome, catalogue: Iterable[Check]) -> dict[str, Plain]:
    """Return the log as plain values."""
    told = [*outcome.findings, *outcome.waived]
    known = {check.code: check for check in catalogue}
    codes = sorted({finding.code for finding in told})
    rules = [_rule(code, known.get(code), next(f for f in told if f.code == code)) for code in codes]
    index = {code: number for number, code in enumerate(codes)}
    results = [_result(finding, index, waived=False) for finding in outcome.findings]
    results += [_result(finding, index, waived=True) for finding in outcome.waived]
    driver: Plain = {"name": "tieout", "semanticVersion": __version__, "rules": rules}
    run: dict[str, Plain] = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    if outcome.withheld or outcome.left_open:
        withheld: list[Plain] = [one._asdict() for one in outcome.withheld]
        run["properties"] = {"withheld": withheld, "leftOpen": dict(outcome.left_open)}
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(code: str, check: Check | None, example: Finding) -> dict[str, Plain]:
    rule: dict[str, Plain] = {"id": code, "name": example.name}
    if check is not None:
        first, _, rest = check.why.strip().partition("\n")
        rule["shortDescription"] = {"text": first}
        if rest.strip():
            rule["fullDescription"] = {"text": " ".join(rest.split())}
        rule["defaultConfiguration"] = {"level": check.severity.name.lower()}
    if example.cites:
        rule["help"] = {"text": example.cites}
    return rule


def _result(finding: Finding, index: dict[str, int], *, waived: bool) -> dict[str, Plain]:
    message = "\n".join((finding.message, *finding.notes, *((f"help: {finding.help}",) if finding.help else ())))
    result: dict[str, Plain] = {
        "ruleId": finding.code,
        "ruleIndex": index[finding.code],
        "level": finding.severity.name.lower(),
        "message": {"text": message},
        "locations": [_location(finding.at)],
    }
    related = [*finding.related, *(("the same", at) for at in finding.also)]
    if related:
        result["relatedLocations"] = [
            _location(at) | {"id": number, "message": {"text": what}} for number, (what, at) in enumerate(related, 1)
        ]
    if finding.also:
        result["occurrenceCount"] = 1 + len(finding.also)
    properties = {"cites": finding.cites, "spec": finding.spec, "engine": finding.engine}
    result["properties"] = {key: value for key, value in properties.items() if value}
    if waived:
        accepted = {"kind": "external", "status": "accepted"}
        result["suppressions"] = [accepted | {"justification": finding.waived} if finding.waived else accepted]
    return result


def _location(at: Location) -> dict[str, Plain]:
    """Return a location; its file named by a URI reference (SARIF §3.4), its place in the file by line or pointer."""
    physical: dict[str, Plain] = {"artifactLocation": {"uri": uri(at.path)}}
    if at.line:
        physical["region"] = {"startLine": at.line} | ({"startColumn": at.column} if at.column else {})
    location: dict[str, Plain] = {"physicalLocation": physical}
    if at.pointer:
        location["logicalLocations"] = [{"fullyQualifiedName": at.pointer}]
    return location


def uri(path: str) -> str:
    """Return a path as a URI reference: relative stays relative; what is a URI already is left alone."""
    from urllib.parse import quote

    if "://" in path:
        return path
    slashed = path.replace("\\", "/")
    quoted = quote(os.fsencode(slashed), safe="/:@!$&'()*+,;=~")
    return f"file://{quoted}" if slashed.startswith("/") else quoted
