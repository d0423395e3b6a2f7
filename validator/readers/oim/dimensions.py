"""Dimensions as the Open Information Model states them → contexts and units, each made once (OIM 1.0 §3.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.dts import fact_validity, oim_types
from validator.model.contexts import Context, Member
from validator.model.names import NO_ENTITY, XBRLDT, XBRLI, Name, local, namespace
from validator.model.source import Refused, shown
from validator.model.taxonomy import UNTOLD
from validator.model.units import Unit
from validator.readers.oim.values import (
    LANGUAGE,
    entity_of,
    forever,
    name_of,
    period_of,
    unit_of,
)
from validator.xsd.datatypes.canonical import canonical, spelling

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from validator.model.periods import Period
    from validator.model.report import Report
    from validator.model.source import Location
    from validator.model.taxonomy import Concept, Taxonomy
    from validator.readers.oim.concepts import Subject

    Near = Callable[[str], Location]
    Taxonomic = tuple[tuple[str, str | None], ...]

CORE = ("concept", "entity", "period", "unit", "language", "noteId")
PURE = f"{{{XBRLI}}}pure"
ALL, NOT_ALL = "http://xbrl.org/int/dim/arcrole/all", "http://xbrl.org/int/dim/arcrole/notAll"
CONTEXT_ELEMENT = f"{{{XBRLDT}}}contextElement"
DEFAULT = "http://xbrl.org/int/dim/arcrole/dimension-default"


class Aspects:
    """Gives out the contexts and units of a report; what no fact can have is raised as Refused.

    `near` gives the place of a dimension. `canonically` makes values of typed dimensions answer for their form.
    """

    def __init__(self, report: Report, prefix: str, namespaces: Mapping[str, str]) -> None:
        self.report = report
        self.prefix = prefix  # xbrlje or xbrlce: whose error codes values have
        self.model = "oime" if prefix == "xbrlje" else prefix  # whose codes what the model forbids has
        self.namespaces = namespaces
        self.container = "scenario"
        self.canonically = False
        self.defaults: dict[Name, Name] = {}
        self.concepts: Mapping[Name, Concept] = {}
        self._contexts: dict[tuple[object, ...], int] = {}
        self._units: dict[str, int] = {}
        self._names: dict[str, Name] = {}
        self._entities: dict[str | None, tuple[str, str]] = {None: (NO_ENTITY, "NA")}
        self._periods: dict[str | None, tuple[Period, str, str]] = {None: forever()}
        self._untypable: dict[str, str] = {}

    def learn(self, taxonomy: Taxonomy) -> None:
        """Take what the taxonomy says of dimensions."""
        self.concepts = taxonomy.concepts
        self.container = container(taxonomy)
        for network in taxonomy.networks_of(DEFAULT):
            self.defaults.update((arc.source, arc.target) for arc in network.arcs)

    # --- contexts --------------------------------------------------------------------------------
    def context(self, subject: Subject, dimensions: Mapping[str, str | None], at: Location, near: Near) -> int:
        """Return the context of a fact's dimensions."""
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
        self, entity: str | None, period: str | None, taxonomic: Taxonomic, at: Location, near: Near
    ) -> int:
        part, members = "entity", []
        try:
            scheme, identifier = self._entity(entity)
            part = "period"
            span, start, end = self._period(period)
            for name, value in taxonomic:
                part = name
                members.append(self._member(name, value, at, near))
        except Refused as refused:
            raise refused.placed(near(part)) from None
        contexts = self.report.contexts
        contexts.append(
            Context(f"c{len(contexts) + 1}", scheme, identifier, span, start, end, tuple(members), "", "", at)
        )
        return len(contexts) - 1

    def _entity(self, written: str | None) -> tuple[str, str]:
        found = self._entities.get(written)
        if found is None:
            found = self._entities[written] = entity_of(written or "", self.namespaces)
        return found

    def _period(self, written: str | None) -> tuple[Period, str, str]:
        found = self._periods.get(written)
        if found is None:
            found = self._periods[written] = period_of(written or "")
        return found

    def _suits(self, subject: Subject, index: int, near: Near) -> None:
        """Raise when a concept's period type and a context's period do not fit (OIM §3.4)."""
        concept, period = subject.concept, self.report.contexts[index].period
        if concept is None or not concept.period_type or period is None:
            return
        if concept.period_type == "instant":
            if period.forever:
                raise Refused("oim-dimension-missing/period", near("period"), concept=local(subject.name))
            if period.duration:
                at = near("period")
                raise Refused("oim-dimension-misplaced/duration", at, concept=local(subject.name), period=period)
        elif period.instant:
            raise Refused("oim-dimension-misplaced/instant", near("period"), concept=local(subject.name), period=period)

    # --- members ---------------------------------------------------------------------------------
    def _member(self, written: str, value: str | None, at: Location, near: Near) -> Member:
        name = self._names.get(written) or self._names.setdefault(written, name_of(written, self.namespaces))
        declared = self.concepts.get(name)
        if declared is None or declared.kind != "dimension":
            if self.concepts and not self._absent(name):
                raise Refused("oim-dimension-unknown/undeclared", dimension=shown(written))
            if value is not None and self._is_name(value):
                return Member(name, name_of(value, self.namespaces), None, self.container, at)
            return Member(name, None, typed("", value), self.container, at)
        if declared.typed_domain:
            domain = declared.typed_domain
            spelled = self._typed_value(written, self.concepts.get(domain), value, near)
            return Member(name, None, typed(domain, spelled), self.container, at)
        if value is None or not self._is_name(value):
            spec = f"{self.prefix}:invalidDimensionValue"
            raise Refused("oim-value-invalid/member", spec=spec, value=shown(str(value)), dimension=shown(written))
        member = name_of(value, self.namespaces)
        if self.defaults.get(name) == member:
            spec = f"{self.model}:invalidDimensionValue"
            raise Refused("oim-value-invalid/default", spec=spec, value=shown(value), dimension=shown(written))
        return Member(name, member, None, self.container, at)

    def _typed_value(self, written: str, domain: Concept | None, value: str | None, near: Near) -> str | None:
        """Return the value of a typed dimension as all equal values are spelled; raises Refused when it is none."""
        taxonomy = self.report.taxonomy
        if domain is None or taxonomy is None:
            return value
        what = self._untypable.get(written)
        if what is None:
            what = self._untypable[written] = oim_types.untypable(domain, taxonomy)
        if what:
            raise Refused("oim-dimension-unknown/kind", dimension=shown(written), what=what)
        if value is None:
            if not domain.nillable:
                spec = f"{self.model}:invalidDimensionValue"
                raise Refused("oim-value-invalid/nil", spec=spec, name=shown(written))
            return None
        types = fact_validity.of(taxonomy).types
        fault = types.fault(domain.type, value, self.namespaces)
        if fault:
            spec = f"{self.prefix}:invalidDimensionValue"
            raise Refused(
                "oim-value-invalid/typed", spec=spec, value=shown(value), dimension=shown(written), reason=fault
            )
        if self.canonically and (wanted := canonical(types, domain.type, value)) != value:
            self.report.trouble("oim-value-not-canonical", near(written), value=shown(value), wanted=shown(wanted))
        return spelling(types, domain.type, value, self.namespaces)

    def _absent(self, name: Name) -> bool:
        taxonomy, declared = self.report.taxonomy, self.concepts.get(name)
        if declared is not None:
            return declared.kind == UNTOLD
        return taxonomy is not None and taxonomy.lacks_schema(namespace(name))

    def _is_name(self, value: str) -> bool:
        try:
            name_of(value, self.namespaces)
        except Refused:
            return False
        return True

    # --- units and languages ---------------------------------------------------------------------
    def unit(self, subject: Subject, decimals: str, written: str | None, near: Near) -> int:
        """Return the unit of a fact; -1 for one that is no number."""
        numeric = subject.numeric if subject.numeric is not None else bool(written or decimals)
        if not numeric:
            if self.prefix == "xbrlje" and written is not None:
                raise Refused("oim-dimension-misplaced/unit", near("unit"), concept=local(subject.name))
            if self.prefix == "xbrlje" and decimals:
                raise Refused("oim-dimension-misplaced/decimals", near("decimals"), concept=local(subject.name))
            return -1
        key = written or ""
        index = self._units.get(key)
        if index is None:
            try:
                above, below = unit_of(written, self.namespaces) if written else ((PURE,), ())
            except Refused as refused:
                raise refused.placed(near("unit")) from None
            units = self.report.units
            index = self._units[key] = len(units)
            units.append(Unit(f"u{index + 1}", above, below, near("unit")))
        return index

    def language(self, subject: Subject, written: str | None, near: Near) -> str:
        """Return the language of a fact in lower case; "" for none, and for what is no text in a table."""
        if written is None:
            return ""
        if not LANGUAGE.fullmatch(written):
            spec = "oime:invalidLanguage" if self.prefix == "xbrlje" else "xbrlce:invalidLanguageCode"
            raise Refused("oim-value-invalid/language", near("language"), spec=spec, language=shown(written))
        if subject.concept is not None and not subject.textual:
            if self.prefix == "xbrlje":
                raise Refused("oim-dimension-misplaced/language", near("language"), concept=local(subject.name))
            return ""
        if self.prefix == "xbrlje" and written != written.lower():
            self.report.trouble("oim-value-invalid/language-case", near("language"), language=written)
        return written.lower()


def typed(domain: Name, value: str | None) -> str:
    """Return the canonical text of a typed member, as the element an instance holds has it (`fragments.canonical`)."""
    if value is None:
        return f"<{domain} {{http://www.w3.org/2001/XMLSchema-instance}}nil='true'></{domain}>"
    return f"<{domain}>{value.replace('&', '&amp;').replace('<', '&lt;')}</{domain}>"


def container(taxonomy: Taxonomy) -> str:
    """Return where an instance of the DTS keeps dimension values: segment only when every hypercube says so."""
    found: set[str] = set()
    for arcrole in (ALL, NOT_ALL):
        for network in taxonomy.networks_of(arcrole):
            found.update(arc.attribute(CONTEXT_ELEMENT) for arc in network.arcs)
    return "segment" if found == {"segment"} else "scenario"
