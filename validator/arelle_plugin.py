"""A plug-in for Arelle: our checks, tie-outs and diagnosis inside Arelle's command line and GUI.

    arelleCmdLine --plugins tieout --validate --file report.xbrl --tieout-rules rules.toml

Runs when Arelle has validated a report, over the same file and the same documents of its DTS. Findings appear in
Arelle's log under our codes (`tieout:CA101`), attached to Arelle's own objects, so that it tells their file and lines.
"""

from __future__ import annotations

import os
import tempfile
from typing import TYPE_CHECKING, Any

from validator._version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.finding import Finding
    from validator.model.report import Report
    from validator.model.source import Location
    from validator.run import Options

LEVELS = {1: "INFO", 2: "WARNING", 3: "ERROR"}
ASKED: dict[str, Any] = {}  # what the command line asked; the GUI leaves it empty


def location() -> str:
    """Return this file: what the entry point `arelle.plugin` must yield."""
    return os.path.abspath(__file__)


def options(parser: Any) -> None:
    """Add our options to Arelle's command line."""
    parser.add_option("--tieout-rules", dest="tieout_rules", action="append", help="A file of tie-outs (TOML)")
    parser.add_option("--tieout-waivers", dest="tieout_waivers", action="append", help="A file of waivers (TOML)")
    parser.add_option("--tieout-select", dest="tieout_select", help="Only these codes, e.g. TO,CA")
    parser.add_option("--tieout-ignore", dest="tieout_ignore", help="All but these codes")
    parser.add_option("--tieout-calc11", dest="tieout_calc11", action="store_true", help="Calculations 1.1 throughout")
    parser.add_option("--tieout-truncation", dest="tieout_truncation", action="store_true", help="Values are truncated")


def started(cntlr: Any, options: Any, *_args: Any, **_more: Any) -> None:  # noqa: ARG001 - Arelle's hook has this shape
    """Keep what the command line asked of us."""
    ASKED.clear()
    ASKED.update({name: value for name, value in vars(options).items() if name.startswith("tieout_")})


def finished(val: Any, *_args: Any, **_more: Any) -> None:
    """Check what Arelle has just validated, and log what is found."""
    model = val.modelXbrl
    path = report_path(model)
    if path is None:
        return
    with tempfile.TemporaryDirectory(prefix="tieout-") as folder:
        from validator.reporters.text import summary
        from validator.run import run

        outcome = run([path], asked(mirror(model, folder)))
        for result in outcome.results:
            objects = Objects(model, result.report)
            for finding in outcome.findings:
                log(model, objects, finding, folder)
    model.info("tieout:summary", "%(text)s", modelXbrl=model, text=f"tieout {__version__}: {summary(outcome)}")


def report_path(model: Any) -> str | None:
    """Return the file of the report Arelle holds; None for what is no local report."""
    document = model.modelDocument
    if document is None or not (model.facts or getattr(model, "contexts", None)):
        return None
    source = getattr(getattr(model, "fileSource", None), "url", "") or ""
    for path in (str(source), str(getattr(document, "filepath", "")), str(document.uri)):
        if path and os.path.isfile(path):
            return path
    return None


def mirror(model: Any, folder: str) -> str:
    """Lay out links `<host>/<path>` to the very documents Arelle loaded, so that both read one DTS."""
    for uri, document in model.urlDocs.items():
        scheme, found, rest = str(uri).partition("://")
        source = str(getattr(document, "filepath", ""))
        if found and scheme in ("http", "https") and os.path.isfile(source):
            link = os.path.normpath(os.path.join(folder, rest))
            if link.startswith(os.path.join(folder, "")) and not os.path.lexists(link):
                os.makedirs(os.path.dirname(link), exist_ok=True)
                os.symlink(os.path.abspath(source), link)
    return folder


def asked(webcache: str) -> Options:
    """Return the options of our run."""
    from validator.run import Options

    return Options(
        webcache=webcache,
        rules=tuple(ASKED.get("tieout_rules") or ()),
        waivers=tuple(ASKED.get("tieout_waivers") or ()),
        select=_codes(ASKED.get("tieout_select")),
        ignore=_codes(ASKED.get("tieout_ignore")),
        calc11=bool(ASKED.get("tieout_calc11")),
        truncation=bool(ASKED.get("tieout_truncation")),
    )


def _codes(text: str | None) -> tuple[str, ...]:
    return tuple(code.strip() for code in (text or "").split(",") if code.strip())


class Objects:
    """Finds Arelle's object for a place in our report: facts by rank, contexts and units by id."""

    def __init__(self, model: Any, report: Report | None) -> None:
        self.known: dict[Location, Any] = {}
        if report is None:
            return
        facts = sorted(model.factsInInstance, key=lambda fact: fact.objectIndex)
        by_id = {fact.id: fact for fact in facts if fact.id}
        for row in range(len(report)):
            fact = by_id.get(report.ids[row])
            if fact is None and row < len(facts):
                fact = facts[row]
            if fact is not None and fact.qname.clarkNotation == report.concepts[row]:
                self.known[report.location(row)] = fact
        for context in report.contexts:
            self.known[context.at] = model.contexts.get(context.id)
        for unit in report.units:
            self.known[unit.at] = model.units.get(unit.id)

    def of(self, finding: Finding) -> Iterator[Any]:
        """Yield the objects a finding concerns, the one to fix first."""
        for at in (finding.at, *(at for _, at in finding.related)):
            thing = self.known.get(at)
            if thing is not None:
                yield thing


def log(model: Any, objects: Objects, finding: Finding, folder: str) -> None:
    """Log one finding in Arelle: one message, or, as the GUI shows each message in one line, a message a line."""
    parts = [finding.message, *finding.notes]
    if finding.diagnosis is not None:
        parts.append(f"likely: {finding.diagnosis.verdict}")
    if finding.help:
        parts.append(f"to mend it: {finding.help}")
    lines = "\n  ".join(parts).replace(folder, "").split("\n")
    things = list(objects.of(finding))
    where = {"modelObject": things} if things else {"sourceFileLine": (finding.at.path, finding.at.line)}
    shown = 1 if model.modelManager.cntlr.hasGui else len(lines)
    text = "\n".join(lines[:shown])
    model.log(LEVELS[finding.severity], f"tieout:{finding.code}", "%(text)s", text=text, **where)
    for line in lines[shown:]:
        model.modelManager.addToLog(f"  {line}")


__pluginInfo__ = {
    "name": "tieout",
    "version": "1.0",
    "description": "Proves that the figures of a report agree with each other: tie-outs, calculations, diagnosis.",
    "license": "Apache-2.0",
    "author": "tieout contributors",
    "copyright": "tieout contributors",
    "CntlrCmdLine.Options": options,
    "CntlrCmdLine.Utility.Run": started,
    "Validate.XBRL.Finally": finished,
}
