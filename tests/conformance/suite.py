"""A conformance suite as a list of variations, and what the code users run says about each."""

from __future__ import annotations

import tempfile
import zipfile
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from tests.conformance import aspects
from validator.finding import Severity
from validator.run import Options, run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.finding import Finding
    from validator.model.report import Report


PTV = "{http://www.xbrl.org/2003/ptv}"


class Variation(NamedTuple):
    """One test of a suite: the files to read first, and what must come of it."""

    name: str
    paths: tuple[Path, ...]
    valid: bool
    errors: tuple[str, ...]
    outcome: Path | None


class Verdict(NamedTuple):
    """What became of one variation; `fault` is empty when it passed."""

    variation: Variation
    fault: str
    findings: tuple[Finding, ...]


def variations(folder: Path, index: str) -> Iterator[Variation]:
    """Yield every variation a suite's index leads to, in order."""
    for case in etree.parse(folder / index).iter("{*}testcase"):
        uri = case.get("uri")
        if uri is None:
            continue
        path = folder / uri
        tree = etree.parse(path)
        output = path.parent / tree.getroot().get("outpath", "")
        for one in tree.iter("{*}variation"):
            first = [e.text.strip() for e in one.iterfind("{*}data/*[@readMeFirst='true']")]
            result = one.find("{*}result")
            errors = tuple((e.text or "").strip() for e in result.iterfind("{*}error"))
            name = f"{path.stem.removesuffix('-testcase')} {one.get('id')}"
            stated = (result.findtext("{*}file") or result.text or "").strip()
            yield Variation(
                name,
                tuple(path.parent / f for f in first),
                result.get("expected", "invalid" if errors else "valid") == "valid",
                errors,
                output / stated if stated else None,
            )


# What the specifications under test say nothing about is no ground for a suite's verdict.
DIMENSIONS = "XBRL Dimensions 1.0"
SCHEMA_ERROR = "sche:XmlSchemaError"  # a suite's own name for what an XML Schema validator would say
GROUNDS = ("XBRL 2.1", "XML ", "XLink", "Namespaces", "XML Schema", "XPointer")


def counts(finding: Finding) -> bool:
    """Whether a finding makes a report invalid by the specifications the suites test."""
    if finding.spec == "xbrl.5.2.5.2:calcInconsistency":
        return True  # for want of a part it is a warning to us (CA202)
    return finding.severity is Severity.ERROR and finding.cites.startswith((*GROUNDS, "Calculations 1.1", DIMENSIONS))


def meets(finding: Finding, error: str) -> bool:
    """Whether a finding is the error a suite expects."""
    if error == SCHEMA_ERROR:
        return finding.cites.startswith(("XML Schema", "XBRL 2.1 §3.5")) and not finding.spec.startswith("xbrld")
    return error in finding.spec


def judge(variation: Variation) -> Verdict:
    """Check a variation's files as a user would, and compare."""
    options = Options(store=False)
    try:
        outcome = run([str(path) for path in variation.paths], options)
    except Exception as error:  # noqa: BLE001 - a traceback is the worst verdict of all, and must not end the run
        return Verdict(variation, f"{type(error).__name__}: {error}", ())
    found = tuple(f for f in outcome.findings if counts(f))
    if variation.valid and found:
        return Verdict(variation, "valid, but findings", found)
    if not variation.valid and not found:
        return Verdict(variation, "invalid, but no finding", found)
    if variation.outcome is not None and variation.outcome.is_file():
        for path, result in zip(variation.paths, outcome.results, strict=True):
            fault = inferred(variation.outcome, result.report) if path.suffix in (".xml", ".xbrl") else ""
            if fault:
                return Verdict(variation, fault, found)
    missing = [e for e in variation.errors if not any(meets(f, e) for f in found)]
    if missing:
        return Verdict(variation, f"expected {', '.join(missing)}", found)
    if any(error.startswith("xbrld") for error in variation.errors):  # the suite that names every code, and how often
        said = sorted(f.spec for f in found)
        if said != sorted(variation.errors):
            return Verdict(variation, f"expected {variation.errors}, but {said}", found)
    if variation.outcome is not None and variation.outcome.suffix == ".xml" and outcome.results:
        fault = aspects.fault(variation.outcome, outcome.results[0].report)
        if fault:
            return Verdict(variation, fault, found)
    return Verdict(variation, "", found)


def inferred(expected: Path, report: Report | None) -> str:
    """Compare accuracy, period type and balance of facts with those a suite's output states; return a difference.

    Facts correspond by concept and value, in order; the output leaves out facts whose accuracy cannot be inferred.
    """
    if report is None or report.taxonomy is None:
        return "no report"
    rows: dict[tuple[str, str], list[int]] = {}
    for row, concept in enumerate(report.concepts):
        rows.setdefault((concept, report.texts[row].strip()), []).append(row)
    for element in etree.parse(expected).iter("*"):
        key = (element.tag, (element.text or "").strip())
        if element.get("contextRef") is None or not rows.get(key):
            continue
        row = rows[key].pop(0)
        concept = report.taxonomy.concepts[element.tag]
        seen = {f"{PTV}periodType": concept.period_type, f"{PTV}balance": concept.balance}
        if element.get("decimals") is not None:
            accuracy = report.accuracy(row)
            seen["decimals"] = "INF" if accuracy is None else str(accuracy)
        for name, mine in seen.items():
            if element.get(name, mine) != mine:
                return f"{element.tag} at line {element.sourceline}: {name} is {mine}, not {element.get(name)}"
    return ""


def passed(archive: Path, index: str) -> tuple[int, list[Verdict], float]:
    """Run a whole suite; return how many variations passed, the failures, and the seconds it took."""
    with tempfile.TemporaryDirectory() as folder:
        with zipfile.ZipFile(archive) as opened:
            opened.extractall(folder)
        started = perf_counter()
        verdicts = [judge(one) for one in variations(Path(folder), index)]
        seconds = perf_counter() - started
    failures = [verdict for verdict in verdicts if verdict.fault]
    return len(verdicts) - len(failures), failures, seconds


def report(failures: list[Verdict]) -> str:
    """List failures, a line each with what was found."""
    lines = []
    for verdict in failures:
        seen = "; ".join(f"{f.code} {f.at.line} {f.message[:120]}" for f in verdict.findings[:3])
        lines.append(f"{verdict.variation.name} [{verdict.variation.paths[0].name}]: {verdict.fault} {seen}".rstrip())
    return "\n".join(lines)
