"""xBRL-JSON → report (xBRL-JSON 1.0); findings point to line, column and JSON pointer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from validator.model.report import Report
from validator.model.source import Document, Location, Problem
from validator.readers.oim.builder import Builder
from validator.readers.oim.dimensions import CORE
from validator.readers.oim.document_info import Info, extensions, read_info
from validator.readers.oim.json_text import Fault, Source, escaped, repeated
from validator.readers.oim.values import SQNAME, shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from validator.dts.options import ReadOptions

KEPT = 256 << 20  # bytes: a larger file is not kept for excerpts
OWN = ("value", "decimals", "dimensions", "links")
INVALID, STRUCTURE = "xbrlje:invalidJSON", "xbrlje:invalidJSONStructure"


def read(path: str, data: bytes, options: ReadOptions) -> Report:
    """Read a report and its DTS; whatever is wrong becomes problems."""
    report = Report(path, "xbrl-json")
    report.documents.append(Document(path, path, "json"))
    report.pointers = []
    if len(data) <= KEPT:
        report.data = {path: data}
    try:
        source = Source(path, data)
    except Fault as fault:
        line = data[: fault.offset].count(b"\n") + 1
        report.problems.append(Problem("invalid-json", Location(path, line), {"reason": fault.reason, "spec": INVALID}))
        return report
    reader = Reader(report, source, options)
    try:
        reader.read()
    except Fault as fault:
        report.problems.append(
            Problem("invalid-json", source.at(fault.offset), {"reason": fault.reason, "spec": INVALID})
        )
    return report


class Reader:
    """One reading: the document's information first, wherever it stands, then fact after fact."""

    def __init__(self, report: Report, source: Source, options: ReadOptions) -> None:
        self.report = report
        self.source = source
        self.builder = Builder(report, options, "xbrlje")
        self.links: list[tuple[str, dict[str, Any], int, str]] = []

    def wrong(self, pointer: str, reason: str, spec: str = STRUCTURE, check: str = "json-structure-invalid") -> None:
        """Add a problem at what a pointer names."""
        at = self.source.find(pointer)._replace(pointer=pointer)
        self.report.problems.append(Problem(check, at, {"reason": reason, "spec": spec}))

    def read(self) -> None:
        """Read the whole text."""
        source = self.source
        start = source.skip(0)
        if source.text[start : start + 1] != "{":
            source.value(start)
            self.wrong("", "the report is not a JSON object")
            return
        facts = -1
        information: Any = None
        seen: set[str] = set()
        walk = source.members(start)
        key, place, at = next(walk)
        while key or place != at:
            if key in seen:
                self.repeated("", key, place)
            seen.add(key)
            value, end = source.value(at)
            if key == "facts":
                facts = at
                if not isinstance(value, dict):
                    facts = -1
                    self.wrong("/facts", "facts is not an object")
                del value
            elif key == "documentInfo":
                information = value
                self.repetitions(value, "/documentInfo")
            elif ":" not in key:
                self.wrong(f"/{escaped(key)}", f"{shown(key)!r} is no member of a report")
            key, place, at = walk.send(end)
        end = source.skip(at)
        if end != len(source.text):
            raise Fault("something stands after the report", end)
        info = read_info(information, self.wrong, "xbrlje")
        if info is None:
            return
        self.builder.promise(info.features)
        extensions(dict.fromkeys(seen), "", info.namespaces, self.wrong)
        self.declare(info)
        if facts >= 0:
            self.facts(facts)
        self.builder.notes.finish()

    def repeated(self, pointer: str, key: str, offset: int) -> None:
        """Report a key that stands twice in one object."""
        at = self.source.at(offset, f"{pointer}/{escaped(key)}")
        self.report.problems.append(Problem("json-key-repeated", at, {"key": shown(key), "spec": INVALID}))

    def repetitions(self, value: Any, pointer: str) -> None:
        """Report every repeated key below a value."""
        for where, key in repeated(value, pointer):
            at = self.source.find(where)._replace(pointer=f"{where}/{escaped(key)}")
            self.report.problems.append(Problem("json-key-repeated", at, {"key": shown(key), "spec": INVALID}))

    def declare(self, info: Info) -> None:
        """Take namespaces, link types and groups, and the taxonomy."""

        def locate(kind: str) -> Callable[[str], Location]:
            def of(alias: str) -> Location:
                pointer = f"/documentInfo/{kind}/{escaped(alias)}"
                return self.source.find(pointer)._replace(pointer=pointer)

            return of

        for kind in ("namespaces", "linkTypes", "linkGroups"):
            self.builder.declare(kind, getattr(info, kind), locate(kind))
        places = [f"/documentInfo/taxonomy/{i}" for i in range(len(info.taxonomy))]
        where = [self.source.find(pointer)._replace(pointer=pointer) for pointer in places]
        self.builder.discover(zip(info.taxonomy, where, strict=True), info.base)

    # --- facts -----------------------------------------------------------------------------------
    def facts(self, offset: int) -> None:
        """Read every fact, then the links between them."""
        source = self.source
        seen: set[str] = set()
        walk = source.members(offset)
        name, place, at = next(walk)
        while name or place != at:
            if name in seen:
                self.repeated("/facts", name, place)
            seen.add(name)
            fact, end = source.value(at)
            self.fact(name, fact, place)
            name, place, at = walk.send(end)
        for name, links, place, pointer in self.links:
            self.link(name, links, place, pointer)

    def fact(self, name: str, fact: Any, offset: int) -> None:
        """Read one fact."""
        pointer = f"/facts/{escaped(name)}"
        at = self.source.at(offset, pointer)

        def near(part: str) -> Location:
            dimensions = fact.get("dimensions") if isinstance(fact, dict) else None
            inside = (isinstance(dimensions, dict) and part in dimensions) or part not in fact
            inner = f"/dimensions/{escaped(part)}" if inside and part not in OWN else f"/{escaped(part)}"
            found = self.source.find(inner, offset)
            return found._replace(pointer=pointer + inner)

        def wrong(part: str, reason: str, spec: str = STRUCTURE) -> None:
            check = "json-structure-invalid" if spec == STRUCTURE else "prefix-unbound"
            where = near(part) if part else at
            self.report.problems.append(Problem(check, where, {"reason": reason, "spec": spec}))

        if not isinstance(fact, dict):
            wrong("", "the fact is not an object")
            self.builder.notes.refused.add(name)
            return
        for where, key in repeated(fact, pointer):
            self.report.problems.append(
                Problem(
                    "json-key-repeated",
                    at._replace(pointer=f"{where}/{escaped(key)}"),
                    {"key": shown(key), "spec": INVALID},
                )
            )
        if not self.formed(fact, wrong):
            self.builder.notes.refused.add(name)
            return
        decimals = fact.get("decimals")
        row = self.builder.add(
            name, fact["value"], "" if decimals is None else str(decimals), fact["dimensions"], at, near
        )  # fmt: skip
        if row >= 0:
            self.report.pointers.append(pointer)  # type: ignore[union-attr] # made in read()
        if fact.get("links"):
            self.links.append((name, fact["links"], offset, pointer))

    def formed(self, fact: dict[str, Any], wrong: Callable[..., None]) -> bool:
        """Whether a fact has the members it must have, of the kinds they must be (xBRL-JSON §5.1)."""
        dimensions = fact.get("dimensions")
        if "value" not in fact:
            wrong("", "the fact has no value")
        elif not isinstance(fact["value"], (str, type(None))):
            wrong("value", "the value is neither a string nor null")
        elif not isinstance(dimensions, dict):
            wrong("dimensions" if "dimensions" in fact else "", "the fact has no object of dimensions")
        elif "decimals" in fact and (not isinstance(fact["decimals"], int) or isinstance(fact["decimals"], bool)):
            wrong("decimals", "decimals is not an integer")
        elif not isinstance(fact.get("links", {}), dict):
            wrong("links", "links is not an object")
        else:
            sound = True
            for key in fact:
                if key not in OWN and not SQNAME.fullmatch(key):
                    wrong(key, f"{shown(key)!r} is no member of a fact")
                    sound = False
                elif key not in OWN and key.partition(":")[0] not in self.builder.namespaces:
                    wrong(key, f"the prefix of {shown(key)!r} is not declared in namespaces", "oimce:unboundPrefix")
            for key, value in dimensions.items():
                if key not in CORE and (":" not in key or key.startswith("xbrl:")):
                    wrong(key, f"{shown(key)!r} is no dimension")
                    sound = False
                elif not isinstance(value, str) and not (value is None and ":" in key):
                    wrong(key, f"the dimension {shown(key)} is no string")
                    sound = False
            return sound
        return False

    def link(self, name: str, links: dict[str, Any], offset: int, pointer: str) -> None:
        """Take the links of one fact (xBRL-JSON §5.3)."""
        at = self.source.find("/links", offset)._replace(pointer=f"{pointer}/links")
        for kind, groups in links.items():
            for group, targets in groups.items() if isinstance(groups, dict) else [("", None)]:
                if not isinstance(targets, list) or not all(isinstance(one, str) for one in targets):
                    self.report.problems.append(
                        Problem(
                            "json-structure-invalid",
                            at,
                            {"reason": "a link is no list of ids in a group", "spec": STRUCTURE},
                        )
                    )
                else:
                    self.builder.notes.link(name, kind, group, targets, at)
