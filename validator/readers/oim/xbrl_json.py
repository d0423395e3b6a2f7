"""xBRL-JSON → report (xBRL-JSON 1.0); findings point to line, column and JSON pointer."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict, cast

from validator.garbage import resting
from validator.model.report import Report
from validator.model.source import Document, Refused, shown
from validator.readers.oim.builder import Builder
from validator.readers.oim.dimensions import CORE
from validator.readers.oim.document_info import Info, Trouble, extensions, read_info
from validator.readers.oim.json_text import Source, escaped, members_of, repeated, texts_of
from validator.readers.oim.plain_facts import Facts
from validator.readers.oim.plain_rows import Rows
from validator.readers.oim.pointers import Pointers
from validator.readers.oim.values import SQNAME, structural

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from validator.asked import Asked
    from validator.model.source import Location
    from validator.readers.oim.json_text import Json, Object

KEPT = 256 << 20  # bytes: a larger file is not kept for excerpts
OWN = ("value", "decimals", "dimensions", "links")
PREFIX = "xbrlje"
INVALID = f"{PREFIX}:invalidJSON"


@resting()
def read(path: str, data: bytes, options: Asked) -> Report:
    """Read a report and its DTS; whatever is wrong becomes problems."""
    report = Report(path, "xbrl-json")
    report.documents.append(Document(path, path, "json"))
    report.pointers = Members(report.ids)
    if len(data) <= KEPT:
        report.data = {path: data}
    try:
        Reader(report, Source(path, data), options).read()
    except Refused as refused:
        report.problems.append(refused.problem._replace(spec=INVALID))
    return report


class Members(Pointers):
    """Pointers to the members of the object of facts, whose names are the facts' ids."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = names

    def __len__(self) -> int:
        return len(self.names)

    def at(self, index: int) -> str:
        """Return the pointer to a fact."""
        return f"/facts/{escaped(self.names[index])}"


class Fact(TypedDict, total=False):
    """A fact whose members are what they must be (xBRL-JSON §5.1)."""

    value: str | None
    decimals: int | None
    dimensions: dict[str, str | None]
    links: Object


class Reader:
    """One reading: the document's information first, wherever it stands, then fact after fact."""

    def __init__(self, report: Report, source: Source, options: Asked) -> None:
        self.report = report
        self.source = source
        self.builder = Builder(report, options, PREFIX)
        self.plain: Facts | int | None = None  # the facts, or where they stand, once they were met
        self.links: list[tuple[str, Object, int, str]] = []
        self.names: set[str] = set()

    def trouble(self, name: str, pointer: str, /, *, spec: str = "", **values: object) -> None:
        """Add a problem at what a pointer names."""
        at = self.source.find(pointer)._replace(pointer=pointer)
        self.report.trouble(name, at, spec=spec or structural(name, PREFIX), **values)

    def read(self) -> None:
        """Read the whole text."""
        source = self.source
        start = source.skip(0)
        if source.text[start : start + 1] != "{":
            source.value(start)
            self.trouble("json-structure-invalid/object", "", name="the report")
            return
        information: Json = None
        seen: set[str] = set()
        walk = source.members(start)
        key, place, at = next(walk)
        while key or place != at:
            if key in seen:
                self.repeated("", key, place)
            seen.add(key)
            if key == "facts":
                end = self.found(at)
                key, place, at = walk.send(end)
                continue
            value, end = source.value(at)
            if key == "documentInfo":
                information = value
                self.repetitions(value, "/documentInfo")
            elif ":" not in key:
                self.trouble("json-structure-invalid/member", f"/{escaped(key)}", name=shown(key), of="a report")
            key, place, at = walk.send(end)
        source.end(at)
        info = read_info(information, self.trouble, PREFIX)
        if info is None:
            return
        self.builder.promise(info.features)
        extensions(dict.fromkeys(seen), "", info.namespaces, self.trouble)
        self.declare(info)
        if isinstance(self.plain, Facts):
            Rows(self.plain, self.report, self.builder, self).add()
        elif self.plain is not None:
            self.facts(self.plain)
        if self.links:
            self.builder.notes.rows = {name: row for row, name in enumerate(self.report.ids)}
        for name, links, place, pointer in self.links:
            self.link(name, links, place, pointer)
        self.builder.notes.finish()

    def found(self, offset: int) -> int:
        """Find the facts, which stand at an offset, and return where they end; they are read once all is known."""
        self.plain = None
        if self.source.text[offset : offset + 1] == "{":
            facts = Facts(self.source)
            end = facts.read(offset)
            if end is not None:
                self.plain = facts
                return end
        value, end = self.source.value(offset)
        if isinstance(value, dict):
            self.plain = offset
        else:
            self.trouble("json-structure-invalid/object", "/facts", name="facts")
        return end

    def repeated(self, pointer: str, key: str, offset: int) -> None:
        """Report a key that stands twice in one object."""
        at = self.source.at(offset, f"{pointer}/{escaped(key)}")
        self.report.trouble("json-key-repeated", at, spec=INVALID, key=shown(key))

    def repetitions(self, value: Json, pointer: str) -> None:
        """Report every repeated key below a value."""
        for where, key in repeated(value, pointer):
            at = self.source.find(where)._replace(pointer=f"{where}/{escaped(key)}")
            self.report.trouble("json-key-repeated", at, spec=INVALID, key=shown(key))

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
        """Read every fact of the object at an offset."""
        walk = self.source.members(offset)
        name, place, at = next(walk)
        while name or place != at:
            name, place, at = walk.send(self.written(name, place, at))

    def fact_at(self, index: int) -> None:
        """Read the fact of an index, whatever it is, among those that were found."""
        assert isinstance(self.plain, Facts)  # noqa: S101 - it has an index
        name, place = self.plain.names[index], self.plain.places[index]
        _, end = self.source.value(place)
        self.written(name, place, self.source.skip(self.source.skip(end) + 1))

    def written(self, name: str, place: int, offset: int) -> int:
        """Read the fact whose name stands at one place and its value at another; return where that ends."""
        if name in self.names:
            self.repeated("/facts", name, place)
        self.names.add(name)
        before = self.source.repeats
        fact, end = self.source.value(offset)
        self.fact(name, fact, place, repeats=self.source.repeats > before)
        return end

    def shared(self, index: int, decimals: str) -> tuple[int, int, str] | None:
        """Return context, unit and language of a plain fact of an index; None where there is more to say of it."""
        assert isinstance(self.plain, Facts)  # noqa: S101 - it has an index
        name, place, concept = self.plain.names[index], self.plain.places[index], self.plain.concepts[index]
        report, before = self.report, len(self.report.problems)
        fact, _ = self.source.value(self.source.text.index("{", place + len(name) + 2))
        at, near, trouble = self.placed(name, fact, place)
        subject = self.builder.known(concept)
        found = None
        if isinstance(fact, dict) and subject is not None and self.formed(fact, trouble):
            try:
                found = self.builder.aspects_of(subject, decimals, cast("Fact", fact)["dimensions"], at, near)
            except Refused:
                found = None
        if len(report.problems) > before:
            del report.problems[before:]  # it is read with everything that can be said of it
            return None
        return found

    def placed(self, name: str, fact: Json, offset: int) -> tuple[Location, Callable[[str], Location], Trouble]:
        """Return where a fact stands, what tells where a part of it does, and what says that something is wrong."""
        pointer = f"/facts/{escaped(name)}"
        at = self.source.at(offset, pointer)

        def near(part: str) -> Location:
            inside = part in members_of(members_of(fact).get("dimensions")) or part not in members_of(fact)
            inner = f"/dimensions/{escaped(part)}" if inside and part not in OWN else f"/{escaped(part)}"
            found = self.source.find(inner, offset)
            return found._replace(pointer=pointer + inner)

        def trouble(name: str, part: str, /, *, spec: str = "", **values: object) -> None:
            where = near(part) if part else at
            self.report.trouble(name, where, spec=spec or structural(name, PREFIX), **values)

        return at, near, trouble

    def fact(self, name: str, fact: Json, offset: int, *, repeats: bool) -> None:
        """Read one fact; `repeats` says that a key stands twice in it, however deep."""
        at, near, trouble = self.placed(name, fact, offset)
        pointer = at.pointer
        if not isinstance(fact, dict):
            trouble("json-structure-invalid/object", "", name="the fact")
            self.builder.notes.refused.add(name)
            return
        for where, key in repeated(fact, pointer) if repeats else ():
            inside = at._replace(pointer=f"{where}/{escaped(key)}")
            self.report.trouble("json-key-repeated", inside, spec=INVALID, key=shown(key))
        if not self.formed(fact, trouble):
            self.builder.notes.refused.add(name)
            return
        formed = cast("Fact", fact)
        decimals = "" if formed.get("decimals") is None else str(formed["decimals"])
        self.builder.add(name, formed["value"], decimals, formed["dimensions"], at, near)
        if formed.get("links"):
            self.links.append((name, formed["links"], offset, pointer))

    def formed(self, fact: Object, trouble: Trouble) -> bool:
        """Whether a fact has the members it must have, of the kinds they must be (xBRL-JSON §5.1)."""
        dimensions = fact.get("dimensions")
        if "value" not in fact:
            trouble("json-structure-invalid/lacking", "", what="the fact", name="value")
        elif not isinstance(fact["value"], (str, type(None))):
            trouble("json-structure-invalid/value", "value")
        elif not isinstance(dimensions, dict):
            part = "dimensions" if "dimensions" in fact else ""
            trouble("json-structure-invalid/lacking", part, what="the fact", name="object of dimensions")
        elif "decimals" in fact and (not isinstance(fact["decimals"], int) or isinstance(fact["decimals"], bool)):
            trouble("json-structure-invalid/decimals", "decimals")
        elif not isinstance(fact.get("links", {}), dict):
            trouble("json-structure-invalid/object", "links", name="links")
        else:
            sound = True
            for key in fact:
                if key not in OWN and not SQNAME.fullmatch(key):
                    trouble("json-structure-invalid/member", key, name=shown(key), of="a fact")
                    sound = False
                elif key not in OWN and (prefix := key.partition(":")[0]) not in self.builder.namespaces:
                    trouble("prefix-unbound", key, prefix=shown(prefix))
            for key, value in dimensions.items():
                if key not in CORE and (":" not in key or key.startswith("xbrl:")):
                    trouble("json-structure-invalid/dimension", key, name=shown(key))
                    sound = False
                elif not isinstance(value, str) and not (value is None and ":" in key):
                    trouble("json-structure-invalid/text", key, name=shown(key))
                    sound = False
            return sound
        return False

    def link(self, name: str, links: Object, offset: int, pointer: str) -> None:
        """Take the links of one fact (xBRL-JSON §5.3)."""
        at = self.source.find("/links", offset)._replace(pointer=f"{pointer}/links")
        for kind, groups in links.items():
            for group, written in groups.items() if isinstance(groups, dict) else [("", None)]:
                targets = texts_of(written)
                if targets is None:
                    self.report.trouble("json-structure-invalid/links", at, spec=f"{PREFIX}:invalidJSONStructure")
                else:
                    self.builder.notes.link(name, kind, group, targets, at)
