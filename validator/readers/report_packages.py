"""Report packages 1.0: an archive with the reports under `reports/`, and what it says of itself in META-INF.

Nothing is unpacked to disk: entries are read where they lie, and the taxonomy beside them is found in the archive.
"""

from __future__ import annotations

import os
from typing import IO, TYPE_CHECKING

from validator import budget
from validator.dts.packaged.packages import LARGEST, Package, open_archive
from validator.model.report import Report
from validator.model.source import Document, Location, Problem, Refused, shown
from validator.readers.inline import document_set
from validator.readers.oim.csv import report as xbrl_csv
from validator.readers.oim.csv.beside import Packed
from validator.readers.oim.json_text import Source, repeated

if TYPE_CHECKING:
    from zipfile import ZipInfo

    from validator.asked import Asked

METADATA = "META-INF/reportPackage.json"
TYPES = {
    "https://xbrl.org/report-package/2023/xbri": ".xbri",
    "https://xbrl.org/report-package/2023/xbr": ".xbr",
    "https://xbrl.org/report-package/2023": ".zip",
}
INLINE = (".xhtml", ".html", ".htm")
OTHERS = (".xbrl", ".json")
ALLOWED = {".xbri": INLINE, ".xbr": OTHERS, ".zip": INLINE + OTHERS}
NOT_JSON = {"invalid-json": "rpe:invalidJSON", "json-key-repeated": "rpe:invalidJSON"}
UNTYPED = dict.fromkeys(("document-type-unsupported", "json-structure-invalid"), "rpe:invalidJSONStructure")
TYPE = "/documentInfo/documentType"
MISPLACED = ("package-without-one-top-folder", "report-package-empty", "not-a-report")  # reports may lie elsewhere


def read(path: str, data: bytes, options: Asked) -> Report:  # noqa: ARG001 - the archive is read where it lies
    """Read every report of a package; the first one has the rest as its `others`, and the package's problems."""
    package = Package(path, "rpe")
    opened = open_archive(package)
    reader = Reader(path, package, options)
    if not opened:
        return _refused(path, package.problems)
    if not reader.accepted():
        return _elsewhere(reader, reader.problems or package.problems)
    reports = [report for names in reader.sets() for report in reader.reports(names)]
    if not reports:
        return _elsewhere(reader, reader.problems)
    from validator.dts import taxonomy

    for report in reports:
        if report.taxonomy is None and (report.references or len(report)):
            report.taxonomy = taxonomy.load(report, reader.options)
    first, *others = reports
    first.problems[:0] = reader.problems
    first.others += others
    return first


def _elsewhere(reader: Reader, problems: list[Problem]) -> Report:
    """Return the reports an archive has where packages have none, with what is wrong with it; none of what misleads.

    What declares itself a report package is held to their rules, but for what a Mac adds.
    """
    declared = any(name.endswith(METADATA) for name in reader.infos)
    strict = declared and not any(name.startswith("__MACOSX/") for name in reader.infos)
    if strict or any(one.check not in MISPLACED for one in problems):
        return _refused(reader.path, problems)
    from validator.readers import archives

    more: list[Problem] = []
    reports = archives.reports(reader.package, reader.options, more)
    untrue = ("not-a-report",) if declared else ("not-a-report", *archives.STRUCTURE)
    kept = [one for one in problems if one.check not in untrue or not (reports or more)]
    return archives.gathered(reports, [*kept, *more]) if reports else _refused(reader.path, [*kept, *more])


def _refused(path: str, problems: list[Problem]) -> Report:
    report = Report(path, "report-package")
    report.documents.append(Document(path, path, "package"))
    report.problems += problems
    return report


class Reader:
    """One package being read."""

    def __init__(self, path: str, package: Package, options: Asked) -> None:
        self.path = path
        self.package = package
        self.options = options
        self.problems: list[Problem] = []
        self.infos: dict[str, ZipInfo] = {i.filename: i for i in package.archive.infolist()} if package.archive else {}
        self.suffix = os.path.splitext(path)[1].lower() or ".zip"

    def trouble(self, name: str, entry: str = "", /, **values: object) -> None:
        """Write down what is wrong with the package, or with an entry (`Problem.of`)."""
        at = Location(f"{self.path}/{entry}" if entry else self.path)
        self.problems.append(Problem.of(name, at, related=(), spec="", **values))

    # --- what is in it ---------------------------------------------------------------------------
    def sets(self) -> list[list[str]]:
        """Return the entries of each report: one file, or the files of one inline document set (§3.3)."""
        self.metadata()
        start = f"{self.package.root}reports/"
        below = [name for name in self.infos if name.startswith(start) and not name.endswith("/")]
        if not any(name.startswith(start) for name in self.infos):
            self.trouble("report-package-empty/folder")
            return []
        top: list[str] = []
        folders: dict[str, list[str]] = {}
        for name in sorted(below):
            steps = name[len(start) :].split("/")
            if os.path.splitext(name)[1] in INLINE + OTHERS and len(steps) < 3:
                (top if len(steps) == 1 else folders.setdefault(steps[0], [])).append(name)
        found = [[name] for name in top]
        for folder, names in folders.items() if not top else ():
            if len(names) > 1 and not all(name.endswith(INLINE) for name in names):
                entry = f"{start}{folder}"
                self.trouble("report-package-crowded/folder", entry, folder=shown(folder), reports=len(names))
            found.append(names)
        self._suits(found)
        return found

    def _suits(self, found: list[list[str]]) -> None:
        if not found:
            self.trouble("report-package-empty/report")
        if self.suffix != ".zip" and len(found) > 1:
            self.trouble("report-package-crowded/package", suffix=self.suffix, reports=len(found))
        for names in found:
            if not all(name.endswith(ALLOWED[self.suffix]) for name in names):
                allowed = " or ".join(ALLOWED[self.suffix])
                self.trouble("report-of-other-type", names[0], suffix=self.suffix, allowed=allowed)

    def accepted(self) -> bool:
        """Whether the archive is a report package of this version, and its structure sound (§3.1, §3.2)."""
        future = METADATA in self.infos  # a later version has META-INF at its top
        if not future and not self.package.reports and self.suffix == ".zip" and not self.package.problems:
            self.trouble("not-a-report/archive")
        elif self.suffix not in ALLOWED:
            suffixes = ", ".join(ALLOWED)
            self.trouble("report-package-type-mismatched/suffix", suffixes=suffixes, suffix=shown(self.suffix))
        elif future and self._declared(METADATA):
            self.trouble("report-package-type-mismatched/later", METADATA, entry=METADATA)
        return not self.problems and not self.package.problems

    def metadata(self) -> None:
        """Hold the package to what it says of itself (§3.2)."""
        name = f"{self.package.root}{METADATA}"
        if name not in self.infos:
            if self.suffix != ".zip":
                self.trouble("report-package-type-mismatched/untold", suffix=self.suffix, entry=METADATA)
            return
        kind = self._declared(name)
        if kind and kind not in TYPES:
            self.trouble("report-package-type-mismatched/unknown", name, type=shown(kind))
        elif kind and TYPES[kind] != self.suffix:
            wrong, expected = "report-package-type-mismatched/suffix-of-other", TYPES[kind]
            self.trouble(wrong, name, type=shown(kind), expected=expected, suffix=self.suffix)

    def _declared(self, name: str) -> str:
        """Return the documentType of a package's own JSON; "" and a problem when it declares none (§3.2)."""
        label = f"{self.path}/{name}"

        try:
            source = Source(label, self.unpacked(name) or b"")
            value = source.whole()
        except Refused as refused:
            said = refused.problem._replace(check="report-package-metadata-invalid", spec="rpe:invalidJSON")
            self.problems.append(said)
            return ""
        for pointer, key in repeated(value):
            at = source.find(pointer)
            self.problems.append(Problem.of("report-package-metadata-invalid/twice", at, key=shown(key)))
            return ""
        kind = _document_type(value)
        if not kind:
            at = source.find(TYPE)._replace(pointer=TYPE)
            self.problems.append(Problem.of("report-package-metadata-invalid/type", at, pointer=TYPE))
        return kind

    # --- reports ---------------------------------------------------------------------------------
    def unpacked(self, name: str) -> bytes | None:
        """Return an entry's bytes; None when there is none, or too many of them."""
        stream = self.open(name)
        if stream is None:
            return None
        with stream:
            import zlib
            from zipfile import BadZipFile

            try:
                data = stream.read()
            except (BadZipFile, zlib.error, OSError, EOFError, ValueError):
                return None
        budget.grant(len(data))
        return data

    def open(self, name: str) -> IO[bytes] | None:
        """Return an entry opened for reading; None when there is none, or it unpacks to too much."""
        info = self.infos.get(name)
        if info is None or self.package.archive is None or info.file_size > LARGEST:
            return None
        from zipfile import BadZipFile

        try:
            return self.package.archive.open(info)
        except (RuntimeError, NotImplementedError, OSError, ValueError, BadZipFile):
            return None

    def reports(self, names: list[str]) -> list[Report]:
        """Return what the files of one report state."""
        files: list[tuple[str, bytes]] = []
        for name in names:
            data = self.unpacked(name)
            if data is None:
                self.trouble("unreadable-file/packed", name)
            else:
                files.append((f"{self.path}/{name}", data))
        if not files:
            return []
        if len(files) > 1 and all(name.endswith(INLINE) for name in names):
            report = document_set.read_set(files)
            others, report.others = report.others, []
            return [report, *others]
        made: list[Report] = []
        for label, data in files:
            report = self.one(label, data)
            made += [report, *report.others]
            report.others.clear()
        return made

    def one(self, label: str, data: bytes) -> Report:
        """Return the report of one file; what report packages ask of JSON has codes of its own (§3.4)."""
        from validator.readers import parse, recognition
        from validator.readers.oim import xbrl_json

        if not label.endswith(".json"):
            return parse(label, data, self.options)
        if recognition.notation(data).syntax == recognition.XBRL_CSV:
            report = xbrl_csv.read_from(label, data, self.options, Packed(self.path, self.open))
        else:
            report = xbrl_json.read(label, data, self.options)
        untyped = any(one.check in UNTYPED for one in report.problems) and not _typed(label, data)
        codes = NOT_JSON | UNTYPED if untyped else NOT_JSON
        for index, one in enumerate(report.problems):
            if one.check in codes:
                report.problems[index] = one._replace(spec=codes[one.check])
        return report


def _typed(label: str, data: bytes) -> bool:
    """Whether a JSON document names its type; True for what is no JSON, which is another fault."""
    try:
        source = Source(label, data)
        return bool(_document_type(source.value(source.skip(0))[0]))
    except Refused:
        return True


def _document_type(value: object) -> str:
    """Return /documentInfo/documentType; "" when that is no string."""
    document = value.get("documentInfo") if isinstance(value, dict) else None
    kind = document.get("documentType") if isinstance(document, dict) else None
    return kind if isinstance(kind, str) else ""
