"""For code-scanning services: the outcome as SARIF 2.1.0 (OASIS, 2020), its rules taken from the catalogue."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from validator._version import __version__
from validator.dts.addresses import WINDOWS, file_uri, flavour
from validator.reporters import regions
from validator.reporters.services import messages
from validator.reporters.services.specifications import specification

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from validator.check import Check
    from validator.finding import Finding, Outcome
    from validator.model.source import Location, Plain
    from validator.reporters.excerpts import Excerpts

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif(outcome: Outcome, catalogue: Iterable[Check], *, undone: Container[str] = (), docs: str = "") -> str:
    """Return a SARIF log with one run.

    `catalogue` gives the rules their words, `undone` are the codes of what kept the run from doing what it was asked
    to, and `docs` is where `docs/checks.md` is read.
    """
    from json import dumps

    return dumps(log(outcome, catalogue, undone=undone, docs=docs), indent=2, ensure_ascii=False) + "\n"


def log(outcome: Outcome, catalogue: Iterable[Check], *, undone: Container[str], docs: str) -> dict[str, Plain]:
    """Return the log as plain values."""
    told = [*outcome.findings, *outcome.waived]
    known = {check.code: check for check in catalogue}
    codes = sorted({finding.code for finding in told})
    examples = {finding.code: finding for finding in reversed(told)}
    rules: list[Plain] = [_rule(examples[code], known.get(code), docs) for code in codes]
    index = {code: number for number, code in enumerate(codes)}
    lines, prints = regions.excerpts(outcome), messages.Fingerprints()
    results: list[Plain] = []
    for finding in told:
        print_of: Plain = {"tieout/v1": prints.of(finding)}
        results.append(_result(finding, index, lines) | {"partialFingerprints": print_of})
    driver: Plain = {"name": "tieout", "semanticVersion": __version__, "rules": rules}
    run: dict[str, Plain] = {
        "tool": {"driver": driver},
        "invocations": [_invocation(outcome, undone, lines)],
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    if outcome.withheld or outcome.left_open or outcome.assumed:
        withheld: list[Plain] = [one._asdict() for one in outcome.withheld]
        resting: dict[str, Plain] = {"onAssumedDeclarations": outcome.assumed} if outcome.assumed else {}
        run["properties"] = {"withheld": withheld, "leftOpen": dict(outcome.left_open), **resting}
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _invocation(outcome: Outcome, undone: Container[str], lines: Excerpts) -> dict[str, Plain]:
    """Return whether all was done, and what kept the run from it (SARIF §3.20.14, §3.20.21)."""
    kept = [finding for finding in outcome.findings if finding.code in undone]
    notes: list[Plain] = [
        {
            "descriptor": {"id": one.code},
            "level": "error",
            "message": {"text": one.message},
            "locations": [_location(one.at, lines)],
        }
        for one in kept
    ]
    return {"executionSuccessful": not kept, **({"toolExecutionNotifications": notes} if notes else {})}


def _rule(example: Finding, check: Check | None, docs: str) -> dict[str, Plain]:
    rule: dict[str, Plain] = {"id": example.code, "name": example.name}
    if check is not None:
        first, _, rest = check.why.strip().partition("\n")
        rule["shortDescription"] = {"text": first}
        if rest.strip():
            rule["fullDescription"] = {"text": " ".join(rest.split())}
        rule["defaultConfiguration"] = {"level": check.severity.name.lower()}
    cites = example.cites or (check.cites if check is not None else "")
    if cites:
        said = [check.why.strip()] if check is not None else []
        rule["help"] = {"text": cites, "markdown": "\n\n".join([*said, f"Source: {cites}"])}
    own = f"{docs}#{f'{example.code}-{example.name}'.lower()}" if docs and check is not None else ""
    if own or specification(cites):
        rule["helpUri"] = own or specification(cites)
    return rule


def _result(finding: Finding, index: dict[str, int], lines: Excerpts) -> dict[str, Plain]:
    result: dict[str, Plain] = {
        "ruleId": finding.code,
        "ruleIndex": index[finding.code],
        "level": finding.severity.name.lower(),
        "message": {"text": "\n".join(messages.lines(finding))},
        "locations": [_location(finding.at, lines)],
    }
    related = [*finding.related, *(("the same", at) for at in finding.also)]
    if related:
        result["relatedLocations"] = [
            _location(at, lines) | {"id": number, "message": {"text": what}}
            for number, (what, at) in enumerate(related, 1)
        ]
    if finding.also:
        result["occurrenceCount"] = 1 + len(finding.also)
    properties = {"cites": finding.cites, "spec": finding.spec, "engine": finding.engine}
    result["properties"] = {key: value for key, value in properties.items() if value}
    mended = regions.correction(finding, lines)
    if mended is not None and finding.diagnosis is not None:
        result["fixes"] = [_fix(mended, finding.diagnosis.verdict)]
    if finding.waived:
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": finding.waived}]
    return result


def _fix(mended: regions.Region, why: str) -> dict[str, Plain]:
    """Return what a service can offer to do: put the digits meant in the place of those printed (SARIF §3.55)."""
    deleted: Plain = {"startLine": mended.line, "startColumn": mended.column, "endColumn": mended.end}
    replacement: Plain = {"deletedRegion": deleted, "insertedContent": {"text": mended.text}}
    change: Plain = {"artifactLocation": {"uri": uri(mended.path)}, "replacements": [replacement]}
    return {"description": {"text": why}, "artifactChanges": [change]}


def _location(at: Location, lines: Excerpts) -> dict[str, Plain]:
    """Return a location; its file named by a URI reference (SARIF §3.4), its place in the file by line or pointer."""
    physical: dict[str, Plain] = {"artifactLocation": {"uri": uri(at.path)}}
    if at.line:
        place: dict[str, Plain] = {"startLine": at.line}
        if at.column:
            place["startColumn"] = at.column
        whole = regions.region(at, lines)
        if whole is not None:
            place["endColumn"] = whole.end
        physical["region"] = place
    location: dict[str, Plain] = {"physicalLocation": physical}
    if at.pointer:
        location["logicalLocations"] = [{"fullyQualifiedName": at.pointer}]
    return location


def uri(path: str, *, windows: bool = WINDOWS) -> str:
    """Return a path as a URI reference: relative stays relative; what is a URI already is left alone."""
    from urllib.parse import quote

    if "://" in path:
        return path
    if flavour(windows=windows).isabs(path):
        return file_uri(path, windows=windows)
    return quote(os.fsencode(path.replace("\\", "/")), safe="/@!$&'()*+,;=~")
