"""What a schema supplies and a report leaves out: defaults, and one spelling for equal values.

Two contexts are the same when their content is structure-equal by its declared types: `1.0` and `1` in an
xs:decimal, an attribute left out and the same attribute with its default (XBRL 2.1 §4.10; XML Schema 1.0 Part 1
§3.3.5).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.dts import fact_validity
from validator.model.components import ANY_TYPE, ComplexType, ElementParticle, walk
from validator.model.names import BLANK, XBRLDI, expand
from validator.model.tree import canonical
from validator.xsd.datatypes.canonical import spelling
from validator.xsd.datatypes.lexical import collapse
from validator.xsd.prepared import TYPE

if TYPE_CHECKING:
    from validator.dts.fact_validity import FactValidity
    from validator.model.contexts import Context, Member
    from validator.model.names import Name
    from validator.model.report import Report
    from validator.model.tree import Element

EXPLICIT, TYPED = f"{{{XBRLDI}}}explicitMember", f"{{{XBRLDI}}}typedMember"


def supply(report: Report) -> None:
    """Fill in what the schemas of a report's taxonomy supply; before anything is compared or checked."""
    taxonomy = report.taxonomy
    if taxonomy is None:
        return
    judge = fact_validity.of(taxonomy)
    given = {name: found for name in set(report.concepts) if any(found := _supplied(judge, name))}
    if given:
        _facts(report, given)
    supplier = Supplier(judge)
    for index in report.filled:
        context = report.contexts[index]
        if not (context.segment or context.scenario or any(member.typed is not None for member in context.members)):
            continue
        report.contexts[index] = _context(context, report.contents(index), supplier)


def _supplied(judge: FactValidity, name: Name) -> tuple[str, str, str]:
    """Return the value, the decimals and the precision a concept's declaration supplies; "" where it supplies none."""
    concept = judge.taxonomy.concepts.get(name)
    if concept is None:
        return ("", "", "")
    uses = judge.plan(concept.type).uses
    accuracy = [uses[a].fixed or uses[a].default or "" if a in uses else "" for a in ("decimals", "precision")]
    return (concept.fixed or concept.default or "", *accuracy)  # type: ignore[return-value]


def _facts(report: Report, given: dict[Name, tuple[str, str, str]]) -> None:
    for row, name in enumerate(report.concepts):
        if name in given:
            text, decimals, precision = given[name]
            if text and not report.texts[row] and not report.nils[row] and row not in report.child_rows:
                report.texts[row] = text
            report.decimals[row] = report.decimals[row] or decimals
            report.precisions[row] = report.precisions[row] or precision


def _context(context: Context, parts: tuple[Element, ...], supplier: Supplier) -> Context:
    normal, defaults = supplier.normal, supplier.defaults
    rest = {"segment": "", "scenario": ""}
    members: list[Member] = []
    typed = iter(context.members)
    for part in parts:
        container = part.name.rpartition("}")[2]
        texts: list[str] = []
        for child in part.children:
            if child.name == EXPLICIT:
                members.append(next(typed))
            elif child.name == TYPED:
                value = "".join(canonical(inner, normal, defaults) for inner in child.children)
                members.append(next(typed)._replace(typed=value))
            else:
                texts.append(canonical(child, normal, defaults))
        if part.stray:
            texts.append(part.stray)
        rest[container] = "".join(texts)
    return context._replace(members=tuple(members), segment=rest["segment"], scenario=rest["scenario"])


class Supplier:
    """What the declarations of a taxonomy say of elements that stand alone, as they do in contexts."""

    def __init__(self, judge: FactValidity) -> None:
        self.judge = judge
        self.taxonomy = judge.taxonomy
        self._defaults: dict[Name, dict[Name, str]] = {}
        self._locals: dict[Name, Name] | None = None

    def defaults(self, element: Element) -> dict[Name, str]:
        """Return the attributes an element has by default, or fixed, when it leaves them out (Part 1 §3.4.5)."""
        type_name = self.type_of(element)
        found = self._defaults.get(type_name)
        if found is None:
            uses = self.judge.plan(type_name).uses.values()
            given = ((use.name, use.default if use.default is not None else use.fixed) for use in uses)
            found = self._defaults[type_name] = {name: text for name, text in given if text is not None}
        return found

    def normal(self, element: Element, text: str, attribute: Name | None) -> str:
        """Return one spelling for all equal values of an element, or of one of its attributes."""
        type_name = self.type_of(element)
        if attribute is not None:
            use = self.judge.plan(type_name).uses.get(attribute) or self.taxonomy.attributes.get(attribute)
            type_name = use.type if use is not None else ""
        else:
            declared = self.taxonomy.types.get(type_name)
            concept = self.taxonomy.concepts.get(element.name)
            text = text or (concept is not None and (concept.fixed or concept.default)) or ""
            if isinstance(declared, ComplexType):
                type_name = declared.simple
        if not type_name:
            return text
        if text.strip(BLANK) == "NaN":  # which equals nothing, not even itself
            return f"NaN at {element.line}:{element.column}"
        return spelling(self.judge.types, type_name, text, element.prefixes)

    def type_of(self, element: Element) -> Name:
        """Return the type of an element: its xsi:type, that of its global declaration, else that of a local one."""
        stated = element.attributes.get(TYPE)
        if stated is not None:
            return expand(collapse(stated), element.prefixes) or ""
        declared = self.taxonomy.concepts.get(element.name)
        return declared.type if declared is not None else self.locals.get(element.name, "")

    @property
    def locals(self) -> dict[Name, Name]:
        """The type of each element that is only declared within types; "" where two declarations differ."""
        if self._locals is None:
            self._locals = {}
            for declared in self.taxonomy.types.values():
                for particle in walk(declared.particle if isinstance(declared, ComplexType) else None):
                    if isinstance(particle, ElementParticle) and not particle.reference:
                        kind = particle.type or ANY_TYPE
                        self._locals[particle.name] = kind if self._locals.get(particle.name, kind) == kind else ""
        return self._locals
