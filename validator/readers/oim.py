"""Facts as the Open Information Model states them → columns of a report (OIM 1.0 §3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from validator.model.contexts import Context, Member
from validator.model.names import XBRLDT, XBRLI, Name, local, namespace
from validator.model.report import Footnote, Reference
from validator.model.source import Location, Problem
from validator.model.units import Unit
from validator.readers.oim_values import (
    LANGUAGE,
    NO_ENTITY,
    NOTE,
    RESERVED,
    ROLES,
    Broken,
    entity_of,
    forever,
    name_of,
    period_of,
    shown,
    unit_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from validator.model.report import Report
    from validator.model.taxonomy import Concept
    from validator.readers import ReadOptions

CORE = ("concept", "entity", "period", "unit", "language", "noteId")
PURE = f"{{{XBRLI}}}pure"
FOOTNOTE_ROLE = "http://www.xbrl.org/2003/role/footnote"
ENUMERATIONS = (
    "http://xbrl.org/2020/extensible-enumerations-2.0",
    "http://xbrl.org/PR/2020-01-21/extensible-enumerations-2.0",
)
ALL, NOT_ALL = "http://xbrl.org/int/dim/arcrole/all", "http://xbrl.org/int/dim/arcrole/notAll"
CONTEXT_ELEMENT = f"{{{XBRLDT}}}contextElement"
DEFAULT = "http://xbrl.org/int/dim/arcrole/dimension-default"


class Subject(NamedTuple):
    """What a concept's facts must have; `concept` is None where the taxonomy could not be read."""

    name: Name
    concept: Concept | None
    numeric: bool | None
    textual: bool
    enumerated: bool


class Note(NamedTuple):
    """An xbrl:note fact: a footnote's text."""

    text: str
    language: str
    at: Location


class Builder:
    """Adds facts to a report, interning contexts and units; what is wrong becomes problems at the places given."""

    def __init__(self, report: Report, options: ReadOptions, prefix: str) -> None:
        self.report = report
        self.options = options
        self.prefix = prefix  # xbrlje or xbrlce: whose error codes values have
        self.namespaces: dict[str, str] = {}
        self.link_types: dict[str, str] = dict(ROLES)
        self.link_groups: dict[str, str] = dict(ROLES)
        self.notes: dict[str, Note] = {}
        self.rows: dict[str, int] = {}
        self.used_notes: set[str] = set()
        self.container = "scenario"
        self.defaults: dict[Name, Name] = {}
        self.concepts: Mapping[Name, Concept] = {}
        self._subjects: dict[str, Subject | None] = {}
        self._contexts: dict[tuple[object, ...], int] = {}
        self._units: dict[str, int] = {}
        self._domains: dict[str, Name] = {}

    # --- the document ----------------------------------------------------------------------------
    def problem(self, check: str, at: Location, spec: str, reason: str, **values: object) -> None:
        """Add a problem."""
        self.report.problems.append(Problem(check, at, {"reason": reason, "spec": spec, **values}))

    def broken(self, broken: Broken, at: Location) -> None:
        """Add what a value's form is wrong in."""
        self.problem(broken.check, at, broken.spec, broken.reason)

    def declare(self, kind: str, mapping: Mapping[str, str], locate: Callable[[str], Location]) -> None:
        """Take the aliases of namespaces, link types or link groups (OIM Common §3)."""
        reserved = RESERVED if kind == "namespaces" else ROLES
        known = {uri: alias for alias, uri in reserved.items()}
        aliases: dict[str, str] = {}
        for alias, written in mapping.items():
            uri = written
            at = locate(alias)
            if alias in reserved and reserved[alias] != uri:
                reason = f"the alias {alias!r} is reserved for {reserved[alias]}"
                self.problem("alias-conflicting", at, "oimce:invalidURIForReservedAlias", reason)
            elif uri in known and known[uri] != alias:
                reason = f"{uri} is written with its own alias, {known[uri]!r}, not {shown(alias)!r}"
                self.problem("alias-conflicting", at, "oimce:invalidAliasForReservedURI", reason)
            if uri in aliases and aliases[uri] != alias:
                reason = f"{shown(uri)} has two aliases, {shown(aliases[uri])!r} and {shown(alias)!r}"
                self.problem("alias-conflicting", at, "oimce:multipleAliasesForURI", reason)
            if not uri or any(mark.isspace() for mark in uri):
                reason = f"{shown(uri)!r} is not a URI"
                self.problem("alias-conflicting", at, "oimce:invalidURI", reason)
            aliases.setdefault(uri, alias)
            target = {"namespaces": self.namespaces, "linkTypes": self.link_types, "linkGroups": self.link_groups}[kind]
            target[alias] = uri
        if kind == "namespaces":
            self.report.prefixes.update(self.namespaces)

    def discover(self, taxonomy: Iterable[tuple[str, Location]], base: str) -> None:
        """Take the references to the taxonomy, and read it: what a fact must have depends on its concept."""
        for href, at in taxonomy:
            self.report.references.append(Reference("schemaRef", href, "", at, base))
        from importlib import import_module

        if self.report.references:
            self.report.taxonomy = import_module("validator.readers.taxonomy").load(self.report, self.options)
        if self.report.taxonomy is not None:
            self.concepts = self.report.taxonomy.concepts
            self.container = container(self.report)
            for network in self.report.taxonomy.networks_of(DEFAULT):
                self.defaults.update((arc.source, arc.target) for arc in network.arcs)

    # --- facts -----------------------------------------------------------------------------------
    def subject(self, written: str, at: Location) -> Subject | None:
        """Return what a concept's name says of its facts; None, and a problem, when it can have none."""
        if written in self._subjects:
            return self._subjects[written]
        made: Subject | None = None
        try:
            made = self._subject(name_of(written, self.namespaces))
        except Broken as broken:
            self.broken(broken, at)
        self._subjects[written] = made
        return made

    def _subject(self, name: Name) -> Subject:
        if name == NOTE:
            return Subject(name, None, numeric=False, textual=True, enumerated=False)
        concept = self.concepts.get(name)
        if concept is None:
            if self.concepts:
                raise Broken(
                    "oim-concept-unusable", f"the taxonomy declares no concept {local(name)}", "oime:unknownConcept"
                )
            return Subject(name, None, numeric=None, textual=False, enumerated=False)
        if concept.kind == "tuple" or concept.base == "fractionItemType":
            kind = "tuple" if concept.kind == "tuple" else "fraction"
            reason = f"{local(name)} is a {kind}, which cannot be reported so"
            raise Broken("oim-concept-unusable", reason, "oime:unsupportedConceptDataType")
        if concept.abstract or concept.kind != "item":
            reason = f"{local(name)} is abstract or no item, and has a value"
            raise Broken("oim-concept-unusable", reason, "oime:valueForAbstractConcept")
        enumerated = namespace(concept.type) in ENUMERATIONS
        textual = not enumerated and concept.base in ("stringItemType", "normalizedStringItemType", "tokenItemType")
        return Subject(name, concept, concept.numeric, textual, enumerated)

    def add(
        self, name: str, value: str | None, decimals: str, dimensions: Mapping[str, Any], at: Location,
        near: Callable[[str], Location],
    ) -> int:  # fmt: skip
        """Add one fact and return its row, -1 when it cannot be one.

        `dimensions` are as written; `near` gives the place of a dimension, `value` or `decimals`.
        """
        written = dimensions.get("concept")
        if not isinstance(written, str):
            self.problem("oim-dimension-missing", at, "oime:missingConceptDimension", "the fact names no concept")
            return -1
        subject = self.subject(written, near("concept"))
        if subject is None:
            return -1
        if subject.name == NOTE:
            self.note(name, value, decimals, dimensions, at, near)
            return -1
        try:
            context, unit, language, text = self._aspects(subject, value, decimals, dimensions, at, near)
        except _At as placed:
            self.broken(placed.broken, placed.at)
            return -1
        return self._append(name, subject, context, unit, language, text, decimals, value is None, at)

    def _aspects(
        self, subject: Subject, value: str | None, decimals: str, dimensions: Mapping[str, Any], at: Location,
        near: Callable[[str], Location],
    ) -> tuple[int, int, str, str]:  # fmt: skip
        if "noteId" in dimensions:
            raise _At(
                _misplaced("noteId belongs to xbrl:note facts alone", "oime:misplacedNoteIDDimension"), near("noteId")
            )
        context = self._context(subject, dimensions, at, near)
        unit = self._unit(subject, decimals, dimensions.get("unit"), near)
        language = dimensions.get("language")
        if language is not None:
            self._language(subject, language, near("language"))
        if value is None and decimals and self.prefix == "xbrlje":
            reason = "a nil fact has no decimals"
            raise _At(_misplaced(reason, "oime:misplacedDecimalsProperty"), near("decimals"))
        text = value or ""
        if subject.enumerated and text:
            text = self._members(text, near("value"))
        if value is None and subject.concept is not None and not subject.concept.nillable:
            reason = f"{local(subject.name)} may not be nil"
            raise _At(
                Broken("oim-value-invalid", reason, f"{self.prefix}:invalidFactValue".replace("xbrlje", "oime")),
                near("value"),
            )
        return context, unit, (language or "").lower(), text

    def resolve(self, said: Mapping[str, Any], decimals: str, at: Location) -> tuple[Subject, int, int, str] | None:
        """Return concept, context, unit and language that facts of these dimensions share; or None, with a problem.

        For xBRL-CSV, where many cells share them.
        """
        written = said.get("concept")
        if not isinstance(written, str):
            self.problem("oim-dimension-missing", at, "oime:missingConceptDimension", "the fact names no concept")
            return None
        if ":" not in written:
            self.problem("sqname-invalid", at, "xbrlce:invalidConceptQName", f"{shown(written)!r} names no concept")
            return None
        subject = self.subject(written, at)
        if subject is None:
            return None
        if subject.name == NOTE:
            before = len(self.report.problems)
            self.note("", "", "", said, at, lambda _: at)
            del self.notes[""]
            return (
                None if len(self.report.problems) > before else (subject, 0, -1, str(said.get("language", "")).lower())
            )
        try:
            context, unit, language, _ = self._aspects(subject, "", decimals, said, at, lambda _: at)
        except _At as placed:
            self.broken(placed.broken, placed.at)
            return None
        return subject, context, unit, language if subject.textual or subject.concept is None else ""

    def members(self, text: str) -> str:
        """Return the values of an extensible enumeration as xBRL-XML writes them; raises Broken."""
        names = [name_of(one, self.namespaces) for one in text.split(" ")]
        return " ".join(sorted(f"{namespace(n)}#{local(n)}" for n in names))

    def _language(self, subject: Subject, language: str, at: Location) -> None:
        if not LANGUAGE.fullmatch(language):
            reason = f"{shown(language)!r} is no language"
            raise _At(Broken("oim-value-invalid", reason, "oime:invalidLanguage"), at)
        if self.prefix == "xbrlje" and language != language.lower():
            self.problem(
                "oim-value-invalid",
                at,
                "xbrlje:invalidLanguageCodeCase",
                f"the language {language} is not in lower case",
            )
        if subject.concept is not None and not subject.textual and self.prefix == "xbrlje":
            raise _At(
                _misplaced(f"{local(subject.name)} is no text and has a language", "oime:misplacedLanguageDimension"),
                at,
            )

    def _members(self, text: str, at: Location) -> str:
        try:
            return self.members(text)
        except Broken as broken:
            raise _At(broken, at) from None

    def _context(
        self, subject: Subject, dimensions: Mapping[str, Any], at: Location, near: Callable[[str], Location]
    ) -> int:
        entity, period = dimensions.get("entity"), dimensions.get("period")
        if len(dimensions) > 1 and any(name not in CORE for name in dimensions):
            taxonomic = tuple(sorted((name, member) for name, member in dimensions.items() if name not in CORE))
        else:
            taxonomic = ()
        key = (entity, period, taxonomic)
        index = self._contexts.get(key)
        if index is None:
            index = self._contexts[key] = self._new_context(entity, period, taxonomic, at, near)
        self._suits(subject, index, near)
        return index

    def _new_context(
        self, entity: str | None, period: str | None, taxonomic: tuple[tuple[str, str | None], ...], at: Location,
        near: Callable[[str], Location],
    ) -> int:  # fmt: skip
        part, members = "entity", []
        try:
            scheme, identifier = (NO_ENTITY, "NA") if entity is None else entity_of(entity, self.namespaces)
            part = "period"
            span, start, end = forever() if period is None else period_of(period)
            for name, value in taxonomic:
                part = name
                members.append(self._member(name, value, at))
        except Broken as broken:
            raise _At(broken, near(part)) from None
        contexts = self.report.contexts
        one = Context(f"c{len(contexts) + 1}", scheme, identifier, span, start, end, tuple(members), "", "", at)
        contexts.append(one)
        return len(contexts) - 1

    def _member(self, written: str, value: str | None, at: Location) -> Member:
        name = name_of(written, self.namespaces)
        declared = self.concepts.get(name)
        if declared is None or declared.kind != "dimension":
            if self.concepts:
                reason = f"the taxonomy declares no dimension {shown(written)}"
                raise Broken("oim-dimension-unknown", reason, "oime:unknownDimension")
            if value is not None and self._is_name(value):
                return Member(name, name_of(value, self.namespaces), None, self.container, at)
            return Member(name, None, typed("", value), self.container, at)
        if declared.typed_domain:
            return Member(name, None, typed(self._domain(declared), value), self.container, at)
        if value is None or not self._is_name(value):
            reason = f"{shown(str(value))!r} is no member of {shown(written)}"
            raise Broken("oim-value-invalid", reason, f"{self.prefix}:invalidDimensionValue")
        member = name_of(value, self.namespaces)
        if self.defaults.get(name) == member:
            reason = f"{shown(value)} is the default of {shown(written)}, which is stated by leaving it out"
            raise Broken("oim-value-invalid", reason, "oime:invalidDimensionValue")
        return Member(name, member, None, self.container, at)

    def _domain(self, dimension: Concept) -> Name:
        """Return the element a typed dimension's members are, found by id where the taxonomy holds a reference."""
        _, mark, identifier = dimension.typed_domain.rpartition("#")
        if not mark or dimension.typed_domain in self.concepts:
            return dimension.typed_domain
        if not self._domains:
            self._domains = {
                concept.id: concept.name for concept in self.concepts.values() if concept.id and not concept.kind
            }
        return self._domains.get(identifier, dimension.typed_domain)

    def _is_name(self, value: str) -> bool:
        try:
            name_of(value, self.namespaces)
        except Broken:
            return False
        return True

    def _suits(self, subject: Subject, index: int, near: Callable[[str], Location]) -> None:
        """Raise when a concept's period type and a context's period do not fit (OIM §3.4)."""
        concept, period = subject.concept, self.report.contexts[index].period
        if concept is None or not concept.period_type or period is None:
            return
        if concept.period_type == "instant":
            if period.forever:
                reason = f"{local(subject.name)} is reported as of a moment, and none is given"
                raise _At(Broken("oim-dimension-missing", reason, "oime:missingPeriodDimension"), near("period"))
            if period.duration:
                reason = f"{local(subject.name)} is reported as of a moment, not for {period}"
                raise _At(_misplaced(reason, "oime:invalidPeriodDimension"), near("period"))
        elif period.instant:
            reason = f"{local(subject.name)} is reported for a duration, not {period}"
            raise _At(_misplaced(reason, "oime:invalidPeriodDimension"), near("period"))

    def _unit(self, subject: Subject, decimals: str, written: str | None, near: Callable[[str], Location]) -> int:
        numeric = subject.numeric if subject.numeric is not None else bool(written or decimals)
        if not numeric:
            if self.prefix == "xbrlje" and written is not None:
                raise _At(
                    _misplaced(f"{local(subject.name)} is no number and has a unit", "oime:misplacedUnitDimension"),
                    near("unit"),
                )
            if self.prefix == "xbrlje" and decimals:
                reason = f"{local(subject.name)} is no number and has decimals"
                raise _At(_misplaced(reason, "oime:misplacedDecimalsProperty"), near("decimals"))
            return -1
        key = written or ""
        index = self._units.get(key)
        if index is None:
            try:
                above, below = unit_of(written, self.namespaces) if written else ((PURE,), ())
            except Broken as broken:
                raise _At(broken, near("unit")) from None
            units = self.report.units
            index = self._units[key] = len(units)
            units.append(Unit(f"u{index + 1}", above, below, near("unit")))
        return index

    def _append(
        self, name: str, subject: Subject, context: int, unit: int, language: str, text: str, decimals: str,
        nil: bool, at: Location,  # noqa: FBT001 - one column each
    ) -> int:  # fmt: skip
        report = self.report
        row = len(report.concepts)
        self.rows[name] = row
        report.concepts.append(subject.name)
        report.contexts_of.append(context)
        report.units_of.append(unit)
        report.context_refs.append(report.contexts[context].id)
        report.unit_refs.append(report.units[unit].id if unit >= 0 else "")
        report.texts.append(text)
        report.decimals.append("" if unit < 0 or nil else decimals or "INF")
        report.precisions.append("")
        report.nils.append(nil)
        report.ids.append(name)
        report.languages.append(language)
        report.parents.append(-1)
        report.lines.append(at.line)
        report.columns.append(at.column)
        return row

    # --- notes and links -------------------------------------------------------------------------
    def note(
        self, name: str, value: str | None, decimals: str, dimensions: Mapping[str, Any], at: Location,
        near: Callable[[str], Location],
    ) -> None:  # fmt: skip
        """Take an xbrl:note fact (OIM §3.5.1.1)."""
        language = dimensions.get("language")
        if language is None:
            reason = "a footnote says in which language it is"
            self.problem("oim-dimension-missing", at, "oime:missingLanguageForNoteFact", reason)
        if self.prefix == "xbrlje":
            identifier = dimensions.get("noteId")
            if identifier is None:
                self.problem(
                    "oim-dimension-missing",
                    at,
                    "oime:missingNoteIDDimension",
                    "a footnote carries its own id as noteId",
                )
            elif identifier != name:
                reason = f"noteId is {shown(identifier)!r}, not the footnote's own id {shown(name)!r}"
                self.problem("oim-note-invalid", near("noteId"), "oime:invalidNoteIDValue", reason)
            for spare, given, code in (
                ("unit", dimensions.get("unit"), "Unit"),
                ("decimals", decimals, "DecimalsProperty"),
            ):
                if given:
                    code = {"Unit": "oime:misplacedUnitDimension"}.get(code, "oime:misplacedDecimalsProperty")  # noqa: PLW2901 - its full name
                    self.problem("oim-dimension-misplaced", near(spare), code, f"a footnote has no {spare}")
        for other in dimensions:
            if other not in ("concept", "language", "noteId", "unit"):
                reason = f"a footnote has no {shown(other)}"
                self.problem("oim-dimension-misplaced", near(other), "oime:misplacedNoteFactDimension", reason)
        text = self.plain(value or "", near("value"))
        self.notes[name] = Note(text, (language or "").lower(), at)

    def plain(self, markup: str, at: Location) -> str:
        """Return the text of an XHTML fragment; a problem when it is none (OIM §3.5.1.1)."""
        if "<" not in markup and "&" not in markup:
            return markup
        from validator.readers.xhtml import Fragment

        fragment = Fragment(markup)
        if fragment.reason:
            self.problem("oim-note-invalid", at, fragment.spec, fragment.reason)
        return fragment.text

    def link(self, source: str, kind: str, group: str, targets: Iterable[str], at: Location) -> None:
        """Tie a fact to footnotes or facts (OIM §3.5)."""
        if kind not in self.link_types or group not in self.link_groups:
            what, code = (kind, "unknownLinkType") if kind not in self.link_types else (group, "unknownLinkGroup")
            self.problem(
                "oim-link-broken", at, f"{self.prefix}:{code}", f"{shown(what)!r} is not declared in documentInfo"
            )
            return
        if source not in self.rows and source not in self.notes:
            self.problem(
                "oim-link-broken", at, f"{self.prefix}:unknownLinkSource", f"no fact has the id {shown(source)!r}"
            )
            return
        rows = (self.rows[source],) if source in self.rows else ()
        facts: list[int] = []
        for target in targets:
            note = self.notes.get(target)
            if note is not None:
                self.used_notes.add(target)
                arcrole, role = self.link_types[kind], self.link_groups[group]
                self.report.footnotes.append(
                    Footnote(FOOTNOTE_ROLE, arcrole, note.language, note.text, rows, note.at, role)
                )
            elif target in self.rows:
                facts.append(self.rows[target])
            else:
                self.problem(
                    "oim-link-broken", at, f"{self.prefix}:unknownLinkTarget", f"no fact has the id {shown(target)!r}"
                )
        if facts:
            if self.link_types[kind] == ROLES["footnote"]:
                reason = "a link of type footnote leads to an xbrl:note, not to another fact"
                self.problem("oim-note-invalid", at, "oime:illegalStandardFootnoteTarget", reason)
            made = Footnote("", self.link_types[kind], "", "", rows, at, self.link_groups[group], tuple(facts))
            self.report.footnotes.append(made)

    def finish(self) -> None:
        """Join footnotes several facts share; report those that belong to none."""
        joined: dict[tuple[object, ...], Footnote] = {}
        for one in self.report.footnotes:
            key = (one.role, one.arcrole, one.language, one.text, one.at, one.group, one.targets)
            before = joined.get(key)
            joined[key] = one._replace(rows=tuple(dict.fromkeys((*before.rows, *one.rows)))) if before else one
        self.report.footnotes[:] = sorted(joined.values(), key=lambda one: bool(one.targets))  # footnotes, then ties
        for name, note in self.notes.items():
            if name not in self.used_notes:
                self.problem(
                    "oim-note-invalid",
                    note.at,
                    "oime:unusedNoteFact",
                    f"no fact is linked to the footnote {shown(name)!r}",
                )


class _At(Exception):  # noqa: N818 - carries a finding to where it is recorded
    def __init__(self, broken: Broken, at: Location) -> None:
        super().__init__(broken.reason)
        self.broken = broken
        self.at = at


def _misplaced(reason: str, spec: str) -> Broken:
    return Broken("oim-dimension-misplaced", reason, spec)


def typed(domain: Name, value: str | None) -> str:
    """Return the canonical text of a typed member, as the element an instance holds has it (`fragments.canonical`)."""
    if value is None:
        return f"<{domain} {{http://www.w3.org/2001/XMLSchema-instance}}nil='true'></{domain}>"
    return f"<{domain}>{value.replace('&', '&amp;').replace('<', '&lt;')}</{domain}>"


def container(report: Report) -> str:
    """Return where an instance of the DTS keeps dimension values: segment only when every hypercube says so."""
    found: set[str] = set()
    if report.taxonomy is not None:
        for arcrole in (ALL, NOT_ALL):
            for network in report.taxonomy.networks_of(arcrole):
                found.update(arc.attribute(CONTEXT_ELEMENT) for arc in network.arcs)
    return "segment" if found == {"segment"} else "scenario"
