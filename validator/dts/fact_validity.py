"""Facts against the schemas of their taxonomy: each as the element it is, by the one judge of elements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.model.components import ComplexType
from validator.model.derived import Slot
from validator.model.names import XBRLI, local, namespace
from validator.model.tree import Element
from validator.xsd.prepared import NIL, TYPE
from validator.xsd.validity import Validity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.model.names import Name
    from validator.model.report import Report
    from validator.model.taxonomy import Concept, Taxonomy
    from validator.xsd.validity import Fault

REFERRING = frozenset(("contextRef", "unitRef", "decimals", "precision"))
SPOKEN_OF = frozenset(("abstract", "nil-filled"))  # by checks of facts
PRESENCE = frozenset(("attribute-foreign", "attribute-missing"))


def of(taxonomy: Taxonomy) -> FactValidity:
    """Return the validity of a taxonomy, made on first use."""
    return taxonomy.derived.get(VALIDITY) or taxonomy.derived.keep(VALIDITY, FactValidity(taxonomy))


class FactValidity(Validity):
    """Judges facts, and whatever else a report holds, by the declarations of one taxonomy."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        super().__init__(taxonomy.concepts, taxonomy.types, taxonomy.attributes, taxonomy.lacks_schema)
        self.taxonomy = taxonomy
        self._plain: dict[Name, bool] = {}

    def plain(self, concept: Concept) -> bool:
        """Whether facts of a concept need a value, and nothing that checks of facts do not look at: most do."""
        known = self._plain.get(concept.name)
        if known is None:
            known = concept.kind == "item" and concept.fixed is None and self._usual(concept)
            self._plain[concept.name] = known
        return known

    def _usual(self, concept: Concept) -> bool:
        """Whether a concept's type asks of attributes what XBRL's own type does, and no more."""
        declared = self.find(concept.type)
        if not isinstance(declared, ComplexType) or declared.content != "simple" or declared.abstract:
            return False
        own = {use.name: use for use in declared.attributes if use.name in REFERRING}
        base = self.find(f"{{{XBRLI}}}{concept.base}")
        usual = {use.name: use for use in base.attributes} if isinstance(base, ComplexType) else {}
        if any(usual.get(name) != use for name, use in own.items()) or not usual.keys() & REFERRING <= own.keys():
            return False
        return not any(use.use == "required" and use.name not in REFERRING for use in declared.attributes)

    def fact(self, report: Report, row: int, concept: Concept) -> Iterator[Fault]:
        """Yield what is not valid in one fact, beyond its value and its references, which checks of facts look at.

        Facts inside it are judged on their own.
        """
        element, inside = element_of(report, row)
        item, typed = concept.kind == "item", row in report.types or row in report.inner
        for fault in self.faults(element, apart=inside):
            if fault.element is not element or not self._said(fault, report, row, item=item, typed=typed):
                yield fault

    def _said(self, fault: Fault, report: Report, row: int, *, item: bool, typed: bool) -> bool:
        """Whether checks of facts speak of a fault."""
        attribute = fault.values.get("attribute")
        if fault.clause == "value":
            return item and not typed
        if fault.clause in PRESENCE and item and attribute in REFERRING:
            return attribute not in ("decimals", "precision") or not self._accuracy(report, row)
        if fault.clause == "attribute-value":
            return attribute == "id" or (item and attribute in REFERRING)
        return fault.clause in SPOKEN_OF or (fault.clause == "nil-foreign" and report.nils[row])

    def _accuracy(self, report: Report, row: int) -> bool:
        """Whether a fact states decimals or precision where facts of its kind may: nobody else speaks of which."""
        concept = self.taxonomy.concepts.get(report.concepts[row])
        stated = bool(report.decimals[row] or report.precisions[row])
        rounded = concept is not None and concept.numeric and concept.base != "fractionItemType"
        return rounded and stated and not report.nils[row]


def element_of(report: Report, row: int) -> tuple[Element, frozenset[Element]]:
    """Return a fact as the element it is, and the facts among its children."""
    at = report.location(row)
    attributes = attributes_of(report, row)
    stated, prefixes = report.types.get(row), report.prefixes
    if stated is not None:  # its name is known, and no prefix for it: let it be one without
        attributes[TYPE] = local(stated)
        prefixes = {**prefixes, "": namespace(stated)}
    element = Element(report.concepts[row], attributes, prefixes, at.path, at.line, at.column)
    element.text = report.texts[row]
    inside = frozenset(
        Element(report.concepts[child], {}, prefixes, at.path, report.lines[child], report.columns[child])
        for child in report.child_rows.get(row, ())
    )
    inner = report.inner.get(row) or list(_terms(element, *report.fractions.get(row, ())))
    element.children = sorted((*inside, *inner), key=lambda child: (child.line, child.column))
    return element, inside


def _terms(fraction: Element, *texts: str) -> Iterator[Element]:
    """Yield the terms of a fraction as the elements they are."""
    for name, text in zip(("numerator", "denominator"), texts, strict=False):
        term = Element(f"{{{XBRLI}}}{name}", {}, fraction.prefixes, fraction.path, fraction.line, fraction.column)
        term.text = text
        yield term


def attributes_of(report: Report, row: int) -> dict[Name, str]:
    """Return the attributes of a fact as they were written, xsi:type and the language apart."""
    columns = {
        "contextRef": report.context_refs[row],
        "unitRef": report.unit_refs[row],
        "decimals": report.decimals[row],
        "precision": report.precisions[row],
        "id": report.ids[row],
        NIL: "true" if report.nils[row] else "",
    }
    return {name: text for name, text in columns.items() if text} | dict(report.attributes.get(row, {}))


VALIDITY = Slot[FactValidity]()
