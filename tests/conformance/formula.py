"""The Formula suite through `--arelle`.

Formula is Arelle's: we evaluate assertions by asking it. Two counts are taken. First: Arelle's own runner inside our
session (offline, our cache, our handler), which covers everything: produced instances, function registries, inputs of
several instances. The second reads each variation ourselves, asks for a second opinion on its report as `tieout check
--arelle` does, and compares the errors and the counts of assertions it leads to.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from lxml import etree

from tests.problems import spec_of
from validator.model.report import Report
from validator.readers.arelle.session import Session, second_opinion
from validator.run import Options

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PLUGINS = ("formulaXPathChecker", "functionsMath")
ASKED = Options(arelle=True, arelle_calc="none", arelle_plugins=PLUGINS)


class Variation(NamedTuple):
    """One variation: its report, the error or the counts (satisfied, not satisfied) an assertion must lead to."""

    name: str
    report: Path
    error: str
    counts: dict[str, tuple[int, int]]


def by_its_own_runner(folder: Path) -> tuple[Counter[str], list[str]]:
    """Run the suite by Arelle's runner in our session; return how many variations had each status, and those failed."""
    statuses: Counter[str] = Counter()
    failed = []
    with tempfile.TemporaryDirectory() as own, Session(own, ASKED) as session:
        session.run(str(folder / "index.xml"), "none", formulaUnmessagedUnsatisfiedAsser=False)
        for document in session.models[0].modelDocument.referencesDocument:
            for one in getattr(document, "testcaseVariations", ()):
                statuses[one.status] += 1
                if one.status != "pass":
                    failed.append(f"{document.basename} {one.id}: expected {one.expected}, got {one.actual}")
    return statuses, failed


def variations(folder: Path) -> Iterator[Variation | str]:
    """Yield every variation a report alone can show; the name of one that needs more, or another kind of result."""
    index = etree.parse(folder / "index.xml")
    for group in index.iter("{*}testcases"):
        for case in group.iter("{*}testcase"):
            path = folder / group.get("root", "") / case.get("uri")
            for one in etree.parse(path).iter("{*}variation"):
                name = f"{path.parent.name} {one.get('id')}"
                first = one.findall("{*}data/*[@readMeFirst='true']")
                error = (one.findtext("{*}result/{*}error") or "").strip()
                counts = {
                    test.get("assertionID"): (int(test.get("countSatisfied")), int(test.get("countNotSatisfied")))
                    for test in one.iterfind("{*}result/{*}assertionTests")
                }
                alone = len(first) == 1 and first[0].get("name") is None and one.find("{*}data/{*}parameter") is None
                if alone and (error or counts):
                    yield Variation(name, path.parent / unquote(first[0].text.strip()), error, counts)
                else:
                    yield name


def judge(one: Variation) -> str:
    """Ask for a second opinion on a variation's report; return what is wrong with it, nothing when it is right."""
    opinion = second_opinion(Report(str(one.report), "xbrl-xml"), ASKED)
    codes = {spec_of(problem).rpartition(":")[2] for problem in opinion.problems}
    counted = {tie.source: (tie.satisfied, tie.unsatisfied) for tie in opinion.ties}  # type: ignore[attr-defined]
    if one.error and one.error.rpartition(":")[2] not in codes:
        return f"{one.name}: expected {one.error}, got {sorted(codes)}"
    if any(counted.get(name, (0, 0)) != counts for name, counts in one.counts.items()):
        return f"{one.name}: expected {one.counts}, got {counted}"
    return ""
