"""Archives that are no report packages, as authorities and their sites hand out filings: every report in them.

EDINET packs its folders with a manifest, the SEC a filing's files side by side, registers a report or thousands.
Nothing is unpacked to disk; what a report refers to is found in the archive, as it would be in a folder.
"""

from __future__ import annotations

import io
import os
from typing import TYPE_CHECKING

from validator import budget
from validator.dts.packaged.packages import Package, open_archive
from validator.model.report import Report
from validator.model.source import Document, Location, Problem
from validator.readers import recognition
from validator.readers.inline import document_set, sets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.asked import Asked

STRUCTURE = ("package-without-one-top-folder", "package-entry-twice")  # rules of packages, and this is none


def read(path: str, data: bytes, options: Asked) -> Report:  # noqa: ARG001 - the archive is read where it lies
    """Read every report of an archive; the first one has the rest as its `others`, and what is wrong with it."""
    package = Package(path, "rpe")
    opened = open_archive(package)
    problems = [one for one in package.problems if not opened or one.check not in STRUCTURE]
    found = reports(package, options, problems) if opened else []
    if found:
        return gathered(found, problems)
    report = Report(path, "archive")
    report.documents.append(Document(path, path, "package"))
    report.problems += problems or [Problem.of("not-a-report/archive", Location(path))]
    return report


def gathered(reports: list[Report], problems: list[Problem]) -> Report:
    """Return the first of an archive's reports, with the others and with what is wrong with the archive."""
    first, *others = reports
    first.problems[:0] = problems
    first.others += others
    return first


def reports(package: Package, options: Asked, problems: list[Problem]) -> list[Report]:
    """Return every report of an archive that was opened, wherever it lies in it."""
    return list(_reports(package, options, problems))


def _reports(package: Package, options: Asked, problems: list[Problem]) -> Iterator[Report]:
    from validator.readers import parse

    folders: dict[str, list[tuple[str, bytes]]] = {}
    manifests: dict[str, list[tuple[str, bytes]]] = {}
    alone: list[tuple[str, bytes]] = []
    for name, data in _files(package, problems):
        folder = os.path.dirname(name)
        if name.lower().endswith(".xml") and sets.is_manifest(data[: sets.HEAD]):
            manifests.setdefault(folder, []).append((name, data))
            continue
        kind = recognition.told(name, io.BytesIO(data)).syntax
        if kind == recognition.INLINE:
            folders.setdefault(folder, []).append((name, data))
        elif kind in recognition.ARCHIVES:
            problems.append(Problem.of("unreadable-file/nested", Location(name)))
        elif kind in recognition.SYNTAXES:
            alone.append((name, data))
    for folder, files in folders.items():
        divided = sets.divided(files, manifests.get(folder, ()))
        problems += divided.problems
        for some in divided.found:
            yield from _single(document_set.read_set(some))
    for name, data in alone:
        yield from _single(parse(name, data, options))


def _single(report: Report) -> Iterator[Report]:
    """Yield a report and its further targets, each for itself."""
    others, report.others = report.others, []
    yield from (report, *others)


def _files(package: Package, problems: list[Problem]) -> Iterator[tuple[str, bytes]]:
    """Yield each entry that may be a report or a manifest with its bytes, by name."""
    assert package.archive is not None  # noqa: S101 - it was opened
    for name in sorted(recognition.promising(package.archive.infolist(), named=True)):
        data = package.entry(package.entry_uri(name))
        if data is None:
            problems.append(Problem.of("unreadable-file/packed", Location(f"{package.path}/{name}")))
        else:
            budget.grant(len(data))
            yield f"{package.path}/{name}", data
