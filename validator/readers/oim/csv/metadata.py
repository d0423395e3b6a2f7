"""The metadata of an xBRL-CSV report: one JSON file and those it extends, merged (xBRL-CSV 1.0 §3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from validator.gate import RefusedError
from validator.model.source import Document, Location, Problem
from validator.readers.oim.csv.metadata_rules import Rules
from validator.readers.oim.json_text import Fault, Source, escaped, repeated
from validator.readers.oim.values import shown

if TYPE_CHECKING:
    from validator.model.report import Report
    from validator.readers.oim.csv.beside import Folder

STRUCTURE = "xbrlce:invalidJSONStructure"
EXTENSIBLE = (
    "namespaces",
    "linkTypes",
    "linkGroups",
    "features",
    "final",
    "tableTemplates",
    "tables",
    "dimensions",
    "parameters",
)
DEEPEST_CHAIN = 50


class Metadata:
    """The merged metadata, and where each part of it was written."""

    def __init__(self, report: Report, folder: Folder) -> None:
        self.report = report
        self.folder = folder
        self.sources: list[tuple[str, Source, dict[str, Any]]] = []
        self.value: dict[str, Any] = {}
        self.bases: dict[str, dict[str, Any] | None] = {}  # what is extended, by path

    # --- places ----------------------------------------------------------------------------------
    def at(self, pointer: str) -> Location:
        """Return the place of what a pointer names, in the file that states it."""
        steps = [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]
        for _, source, value in self.sources:
            inner: Any = value
            for step in steps:
                inner = inner.get(step) if isinstance(inner, dict) else None
            if inner is not None:
                return source.find(pointer)._replace(pointer=pointer)
        first = self.sources[0][1]
        return first.find(pointer)._replace(pointer=pointer)

    def wrong(self, pointer: str, reason: str, spec: str = STRUCTURE, check: str = "json-structure-invalid") -> None:
        """Add a problem at what a pointer names."""
        self.report.problems.append(Problem(check, self.at(pointer), {"reason": reason, "spec": spec}))

    # --- loading ---------------------------------------------------------------------------------
    def load(self, path: str, data: bytes) -> bool:
        """Read the file and what it extends; False when nothing can be read by it."""
        before = len(self.report.problems)
        value = self._file(path, data)
        if value is None:
            return False
        self.value = value
        self._chain(value, path, [path])
        if len(self.report.problems) == before:
            Rules(self.value, self.wrong).check()
        return len(self.report.problems) == before

    def _file(self, path: str, data: bytes) -> dict[str, Any] | None:
        try:
            source = Source(path, data)
            value, end = source.value(source.skip(0))
            if source.skip(end) != len(source.text):
                raise Fault("something stands after the metadata", source.skip(end))  # noqa: TRY301 - one way out
        except Fault as fault:
            line = data[: fault.offset].count(b"\n") + 1
            self.report.problems.append(
                Problem("invalid-json", Location(path, line), {"reason": fault.reason, "spec": "xbrlce:invalidJSON"})
            )
            return None
        if not isinstance(value, dict):
            self.report.problems.append(
                Problem(
                    "json-structure-invalid",
                    source.at(0),
                    {"reason": "the metadata is not a JSON object", "spec": STRUCTURE},
                )
            )
            return None
        self.sources.append((path, source, value))
        for where, key in repeated(value):
            at = source.find(where)._replace(pointer=f"{where}/{escaped(key)}")
            self.report.problems.append(
                Problem("json-key-repeated", at, {"key": shown(key), "spec": "xbrlce:invalidJSON"})
            )
        return value

    def _chain(self, value: dict[str, Any], path: str, chain: list[str]) -> None:
        """Merge into a value what its file extends (§3.3)."""
        document = value.get("documentInfo")
        extends = document.get("extends", []) if isinstance(document, dict) else []
        if not isinstance(extends, list) or not all(isinstance(one, str) for one in extends):
            self.wrong("/documentInfo/extends", "extends is no list of URLs")
            return
        for url in extends:
            other = self.folder.beside(path, url)
            if other in chain or len(chain) > DEEPEST_CHAIN:
                self.wrong(
                    "/documentInfo/extends",
                    f"{shown(url)} extends itself",
                    "xbrlce:cycleInExtensionChain",
                    "csv-extension-conflicting",
                )
                continue
            base = self._base(other, url, [*chain, other])
            if base is not None:
                self._merge(value, base, url)

    def _base(self, path: str, url: str, chain: list[str]) -> dict[str, Any] | None:
        """Return what a file that is extended says, with what it extends itself; each file is read and merged once."""
        if path not in self.bases:
            self.bases[path] = None
            try:
                found = self.folder.read(path)
            except (RefusedError, OSError) as error:
                why = f": it {error}" if isinstance(error, RefusedError) else ""
                reason = f"{shown(url)}, which the metadata extends, cannot be read{why}"
                self.wrong("/documentInfo/extends", reason, "xbrlce:unresolvableBaseMetadataFile", "csv-file-illegible")
                return None
            base = self._file(path, found)
            if base is not None:
                self.report.documents.append(Document(path, path, "csv"))
                self._chain(base, path, chain)
                self.bases[path] = base
        return self.bases[path]

    def _merge(self, value: dict[str, Any], base: dict[str, Any], url: str) -> None:
        mine, theirs = value.setdefault("documentInfo", {}), base.get("documentInfo", {})
        if not isinstance(theirs, dict) or mine.get("documentType") != theirs.get("documentType"):
            reason = f"{shown(url)} has another documentType"
            self.wrong(
                "/documentInfo/extends",
                reason,
                "xbrlce:multipleDocumentTypesInExtensionChain",
                "csv-extension-conflicting",
            )
            return
        final = theirs.get("final", {}) if isinstance(theirs.get("final", {}), dict) else {}
        self._merge_object(mine, theirs, final, "/documentInfo", ("documentType", "extends"))
        self._merge_object(value, base, final, "", ("documentInfo",))

    def _merge_object(
        self, mine: dict[str, Any], theirs: dict[str, Any], final: dict[str, Any], pointer: str, kept: tuple[str, ...]
    ) -> None:
        for key, fixed in final.items():
            if fixed is True and key not in kept and key in mine and key not in theirs and self._belongs(key, pointer):
                self._conflict(
                    f"{pointer}/{key}", f"{key} is final where it is extended", "illegalExtensionOfFinalProperty"
                )
        for key, value in theirs.items():
            if key in kept:
                continue
            if key not in mine:
                mine[key] = value
            elif key == "taxonomy" and isinstance(value, list) and isinstance(mine[key], list):
                mine[key] = mine[key] + [one for one in value if one not in mine[key]]
            elif key in EXTENSIBLE and isinstance(value, dict) and isinstance(mine[key], dict):
                self._merge_members(mine, key, value, f"{pointer}/{key}", fixed=final.get(key) is True)
            elif value != mine[key]:
                self._conflict(
                    f"{pointer}/{key}",
                    f"{key} is stated otherwise where it is extended",
                    "illegalRedefinitionOfNonExtensibleProperty",
                )

    def _merge_members(
        self, mine: dict[str, Any], key: str, theirs: dict[str, Any], pointer: str, *, fixed: bool
    ) -> None:
        for name in mine[key]:
            if fixed and name not in theirs:
                self._conflict(
                    f"{pointer}/{escaped(name)}",
                    f"{key} is final where it is extended",
                    "illegalExtensionOfFinalProperty",
                )
        for name, value in theirs.items():
            if name in mine[key] and mine[key][name] != value:
                code = "illegalReportParameterRedefinition" if key == "parameters" else "conflictingMetadataValue"
                self._conflict(
                    f"{pointer}/{escaped(name)}", f"{shown(name)} is stated otherwise where it is extended", code
                )
        mine[key] = {**theirs, **mine[key]}

    @staticmethod
    def _belongs(key: str, pointer: str) -> bool:
        inside = key in ("namespaces", "taxonomy", "linkTypes", "linkGroups", "features", "final")
        return inside == (pointer == "/documentInfo")

    def _conflict(self, pointer: str, reason: str, code: str) -> None:
        self.wrong(pointer, reason, f"xbrlce:{code}", "csv-extension-conflicting")
