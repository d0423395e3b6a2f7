"""The metadata of an xBRL-CSV report: one JSON file and those it extends, merged (xBRL-CSV 1.0 §3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from validator.gate import RefusedError
from validator.model.source import Document, Refused, shown
from validator.readers.oim.csv.metadata_rules import Rules
from validator.readers.oim.json_text import Source, escaped, members_of, repeated, texts_of
from validator.readers.oim.values import structural

if TYPE_CHECKING:
    from validator.model.report import Report
    from validator.model.source import Location
    from validator.readers.oim.csv.beside import Folder
    from validator.readers.oim.csv.templates import Stated
    from validator.readers.oim.json_text import Json, Object

PREFIX = "xbrlce"
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
        self.sources: list[tuple[str, Source, Object]] = []
        self.value: Object = {}
        self.bases: dict[str, Object | None] = {}  # what is extended, by path

    # --- places ----------------------------------------------------------------------------------
    def at(self, pointer: str) -> Location:
        """Return the place of what a pointer names, in the file that states it."""
        steps = [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]
        for _, source, value in self.sources:
            inner: Json = value
            for step in steps:
                inner = members_of(inner).get(step)
            if inner is not None:
                return source.find(pointer)._replace(pointer=pointer)
        first = self.sources[0][1]
        return first.find(pointer)._replace(pointer=pointer)

    def trouble(self, name: str, pointer: str, /, *, spec: str = "", **values: object) -> None:
        """Add a problem at what a pointer names."""
        self.report.trouble(name, self.at(pointer), spec=spec or structural(name, PREFIX), **values)

    @property
    def valid(self) -> Stated:
        """What the metadata states, once it is found valid."""
        return cast("Stated", self.value)

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
            Rules(self.value, self.trouble).check()
        return len(self.report.problems) == before

    def _file(self, path: str, data: bytes) -> Object | None:
        try:
            source = Source(path, data)
            value = source.whole()
        except Refused as refused:
            self.report.problems.append(refused.problem._replace(spec=f"{PREFIX}:invalidJSON"))
            return None
        if not isinstance(value, dict):
            spec = f"{PREFIX}:invalidJSONStructure"
            self.report.trouble("json-structure-invalid/object", source.at(0), spec=spec, name="the metadata")
            return None
        self.sources.append((path, source, value))
        for where, key in repeated(value):
            at = source.find(where)._replace(pointer=f"{where}/{escaped(key)}")
            self.report.trouble("json-key-repeated", at, spec=f"{PREFIX}:invalidJSON", key=shown(key))
        return value

    def _chain(self, value: Object, path: str, chain: list[str]) -> None:
        """Merge into a value what its file extends (§3.3)."""
        extends = texts_of(members_of(value.get("documentInfo")).get("extends", []))
        if extends is None:
            self.trouble("json-structure-invalid/urls", "/documentInfo/extends", name="extends")
            return
        for url in extends:
            other = self.folder.beside(path, url)
            if other in chain or len(chain) > DEEPEST_CHAIN:
                self.trouble("csv-extension-conflicting/cycle", "/documentInfo/extends", url=shown(url))
                continue
            base = self._base(other, url, [*chain, other])
            if base is not None:
                self._merge(value, base, url)

    def _base(self, path: str, url: str, chain: list[str]) -> Object | None:
        """Return what a file that is extended says, with what it extends itself; each file is read and merged once."""
        if path not in self.bases:
            self.bases[path] = None
            try:
                found = self.folder.read(path)
            except RefusedError as error:
                self.trouble("csv-file-illegible/base-refused", "/documentInfo/extends", url=shown(url), reason=error)
                return None
            except OSError:
                self.trouble("csv-file-illegible/base", "/documentInfo/extends", url=shown(url))
                return None
            base = self._file(path, found)
            if base is not None:
                self.report.documents.append(Document(path, path, "csv"))
                self._chain(base, path, chain)
                self.bases[path] = base
        return self.bases[path]

    def _merge(self, value: Object, base: Object, url: str) -> None:
        mine, theirs = members_of(value.get("documentInfo")), base.get("documentInfo")
        if not isinstance(theirs, dict) or mine.get("documentType") != theirs.get("documentType"):
            self.trouble("csv-extension-conflicting/type", "/documentInfo/extends", url=shown(url))
            return
        final = members_of(theirs.get("final"))
        self._merge_object(mine, theirs, final, "/documentInfo", ("documentType", "extends"))
        self._merge_object(value, base, final, "", ("documentInfo",))

    def _merge_object(self, mine: Object, theirs: Object, final: Object, pointer: str, kept: tuple[str, ...]) -> None:
        for key, fixed in final.items():
            if fixed is True and key not in kept and key in mine and key not in theirs and self._belongs(key, pointer):
                self.trouble("csv-extension-conflicting/final", f"{pointer}/{key}", name=key)
        for key, value in theirs.items():
            if key in kept:
                continue
            own = mine.setdefault(key, value)
            if key == "taxonomy" and isinstance(value, list) and isinstance(own, list):
                mine[key] = own + [one for one in value if one not in own]
            elif key in EXTENSIBLE and isinstance(value, dict) and isinstance(own, dict):
                mine[key] = self._merged(own, key, value, f"{pointer}/{key}", fixed=final.get(key) is True)
            elif value != own:
                self.trouble("csv-extension-conflicting/property", f"{pointer}/{key}", name=key)

    def _merged(self, mine: Object, key: str, theirs: Object, pointer: str, *, fixed: bool) -> Object:
        for name in mine:
            if fixed and name not in theirs:
                self.trouble("csv-extension-conflicting/final", f"{pointer}/{escaped(name)}", name=key)
        for name, value in theirs.items():
            if name in mine and mine[name] != value:
                kind = (
                    "csv-extension-conflicting/parameter" if key == "parameters" else "csv-extension-conflicting/value"
                )
                self.trouble(kind, f"{pointer}/{escaped(name)}", name=shown(name))
        return {**theirs, **mine}

    @staticmethod
    def _belongs(key: str, pointer: str) -> bool:
        inside = key in ("namespaces", "taxonomy", "linkTypes", "linkGroups", "features", "final")
        return inside == (pointer == "/documentInfo")
