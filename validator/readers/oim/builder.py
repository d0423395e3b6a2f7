"""Facts as the Open Information Model states them → columns of a report (OIM 1.0 §3)."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from validator.dts import fact_validity
from validator.model.names import RESERVED, ROLES, local, namespace
from validator.model.report import Reference
from validator.model.source import Location, Refused, shown
from validator.readers.oim.concepts import Subject, subject_of
from validator.readers.oim.dimensions import Aspects
from validator.readers.oim.notes import Notes
from validator.readers.oim.values import NOTE, QNAME, name_of
from validator.xsd.datatypes.canonical import canonical

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from validator.asked import Asked
    from validator.model.report import Report
    from validator.readers.oim.json_text import Json


class Builder:
    """Adds facts to a report, interning contexts and units; what is wrong becomes problems at the places given."""

    def __init__(self, report: Report, options: Asked, prefix: str) -> None:
        self.report = report
        self.options = options
        self.prefix = prefix  # xbrlje or xbrlce: whose error codes values have
        self.namespaces: dict[str, str] = {}
        self.aspects = Aspects(report, prefix, self.namespaces)
        self.notes = Notes(report, prefix)
        self.canonically = False
        self._subjects: dict[str, Subject | None] = {}

    # --- the document ----------------------------------------------------------------------------
    def promise(self, features: Mapping[str, Json]) -> None:
        """Take what the document promises; only xBRL-JSON can promise canonical values (xBRL-JSON 1.0 §6.1.1)."""
        self.report.features = features
        self.canonically = self.prefix == "xbrlje" and features.get("xbrl:canonicalValues") is True
        self.aspects.canonically = self.canonically

    def declare(self, kind: str, mapping: Mapping[str, str], locate: Callable[[str], Location]) -> None:
        """Take the aliases of namespaces, link types or link groups (OIM Common §3)."""
        reserved = RESERVED if kind == "namespaces" else ROLES
        known = {uri: alias for alias, uri in reserved.items()}
        aliases: dict[str, str] = {}
        for alias, written in mapping.items():
            uri = written
            at = locate(alias)
            trouble = self.report.trouble
            if alias in reserved and reserved[alias] != uri:
                trouble("alias-conflicting/reserved", at, alias=alias, uri=reserved[alias])
            elif uri in known and known[uri] != alias:
                trouble("alias-conflicting/own", at, uri=uri, own=known[uri], alias=shown(alias))
            if uri in aliases and aliases[uri] != alias:
                first = shown(aliases[uri])
                trouble("alias-conflicting/several", at, uri=shown(uri), first=first, alias=shown(alias))
            if ":" not in uri or any(mark.isspace() for mark in uri):
                trouble("alias-conflicting/uri", at, uri=shown(uri))
            aliases.setdefault(uri, alias)
            self._table_of(kind)[alias] = uri
        if kind == "namespaces":
            self.report.prefixes.update(self.namespaces)

    def _table_of(self, kind: str) -> dict[str, str]:
        if kind == "namespaces":
            return self.namespaces
        return self.notes.link_types if kind == "linkTypes" else self.notes.link_groups

    def discover(self, taxonomy: Iterable[tuple[str, Location]], base: str) -> None:
        """Take the references to the taxonomy, and read it: what a fact must have depends on its concept."""
        for href, at in taxonomy:
            self.report.references.append(Reference("schemaRef", href, "", at, base))
        if self.report.references:
            self.report.taxonomy = import_module("validator.dts.taxonomy").load(self.report, self.options)
        if self.report.taxonomy is not None:
            self.aspects.learn(self.report.taxonomy)

    # --- facts -----------------------------------------------------------------------------------
    def subject(self, written: str, near: Callable[[str], Location]) -> Subject | None:
        """Return what a concept's name says of its facts; None, and a problem at its place, when it can have none."""
        if written in self._subjects:
            return self._subjects[written]
        made: Subject | None = None
        try:
            made = subject_of(name_of(written, self.namespaces), self.report.taxonomy)
        except Refused as refused:
            self.report.problems.append(refused.placed(near("concept")).problem)
        self._subjects[written] = made
        return made

    def known(self, written: str) -> Subject | None:
        """Return what is known of a concept that was asked for by its name; None when it can have no facts."""
        return self._subjects.get(written)

    def add(
        self, name: str, value: str | None, decimals: str, dimensions: Mapping[str, str | None], at: Location,
        near: Callable[[str], Location],
    ) -> int:  # fmt: skip
        """Add one fact and return its row, -1 when it cannot be one.

        `dimensions` are as written; `near` gives the place of a dimension, `value` or `decimals`.
        """
        subject = self._named(dimensions, at, near)
        if subject is not None and subject.name == NOTE:
            self.notes.judge(name, decimals, dimensions, at, near)
            self.notes.take(name, value or "", (dimensions.get("language") or "").lower(), at, near("value"))
            return -1
        if subject is None:
            self.notes.refused.add(name)
            return -1
        try:
            context, unit, language = self.aspects_of(subject, decimals, dimensions, at, near)
            text = self._value(subject, value, decimals, near)
        except Refused as refused:
            self.notes.refused.add(name)
            self.report.problems.append(refused.problem)
            return -1
        nil = value is None
        stated = "" if unit < 0 or nil else decimals or "INF"
        return self.report.add(subject.name, context, unit, text, stated, name, language, nil, at.line, at.column)

    def _named(
        self, dimensions: Mapping[str, str | None], at: Location, near: Callable[[str], Location]
    ) -> Subject | None:
        written = dimensions.get("concept")
        if not isinstance(written, str):
            self.report.trouble("oim-dimension-missing/concept", at)
            return None
        return self.subject(written, near)

    def aspects_of(
        self, subject: Subject, decimals: str, dimensions: Mapping[str, str | None], at: Location,
        near: Callable[[str], Location],
    ) -> tuple[int, int, str]:  # fmt: skip
        """Return context, unit and language of a fact; raises Refused."""
        if "noteId" in dimensions:
            raise Refused("oim-dimension-misplaced/note-id", near("noteId"))
        context = self.aspects.context(subject, dimensions, at, near)
        unit = self.aspects.unit(subject, decimals, dimensions.get("unit"), near)
        return context, unit, self.aspects.language(subject, dimensions.get("language"), near)

    def _value(self, subject: Subject, value: str | None, decimals: str, near: Callable[[str], Location]) -> str:
        """Return the text of a fact of xBRL-JSON."""
        if value is None:
            if decimals:
                raise Refused("oim-dimension-misplaced/nil", near("decimals"))
            if subject.concept is not None and not subject.concept.nillable:
                at = near("value")
                raise Refused("oim-value-invalid/nil", at, spec="oime:invalidFactValue", name=local(subject.name))
            return ""
        if subject.enumerated:
            return self.members(value, near("value"))
        if self.canonically and subject.concept is not None and self.report.taxonomy is not None:
            types = fact_validity.of(self.report.taxonomy).types
            wanted = canonical(types, subject.concept.simple, value)
            if wanted != value:
                self._uncanonical(near("value"), value, wanted)
        return value

    def members(self, text: str, at: Location) -> str:
        """Return the values of an extensible enumeration as xBRL-XML writes them; raises Refused."""
        written = text.split(" ") if text else []
        for one in written:
            if not QNAME.fullmatch(one):
                raise Refused("oim-value-invalid/names", at, spec=f"{self.prefix}:invalidFactValue", text=shown(text))
        try:
            names = [name_of(one, self.namespaces) for one in written]
        except Refused as refused:
            raise refused.placed(at) from None
        wanted = " ".join(sorted(set(written)))
        if self.canonically and text != wanted:
            self._uncanonical(at, text, wanted)
        return " ".join(sorted(f"{namespace(n)}#{local(n)}" for n in names))

    def _uncanonical(self, at: Location, value: str, wanted: str) -> None:
        self.report.trouble("oim-value-not-canonical", at, value=shown(value), wanted=shown(wanted))

    def resolve(
        self, said: Mapping[str, str | None], decimals: str, at: Location
    ) -> tuple[Subject, int, int, str] | None:
        """Return concept, context, unit and language that facts of these dimensions share; or None, with a problem.

        For xBRL-CSV, where many cells share them.
        """
        written = said.get("concept")
        if isinstance(written, str) and ":" not in written:
            self.report.trouble("sqname-invalid/concept", at, text=shown(written))
            return None

        def near(_: str) -> Location:
            return at

        subject = self._named(said, at, near)
        if subject is None:
            return None
        if subject.name == NOTE:
            before = len(self.report.problems)
            self.notes.judge("", "", said, at, near)
            sound = len(self.report.problems) == before
            return (subject, 0, -1, str(said.get("language", "")).lower()) if sound else None
        try:
            context, unit, language = self.aspects_of(subject, decimals, said, at, near)
        except Refused as refused:
            self.report.problems.append(refused.problem)
            return None
        return subject, context, unit, language
