"""Trees → contexts, units, references and footnotes of a report (XBRL 2.1 §4.2-4.4, §4.7, §4.8, §4.11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.budget import spend
from validator.model.contexts import Context, Member
from validator.model.names import BASE, BLANK, LANGUAGE, LINK, XBRLDI, XBRLI, XLINK, expand, local
from validator.model.periods import FOREVER, Period, moment
from validator.model.report import Footnote, Reference, Report
from validator.model.tree import Element, canonical
from validator.model.units import Unit
from validator.model.xhtml import markup
from validator.xsd.datatypes.lexical import collapse

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

CONTEXT, UNIT = f"{{{XBRLI}}}context", f"{{{XBRLI}}}unit"
ENTITY, IDENTIFIER, SEGMENT = f"{{{XBRLI}}}entity", f"{{{XBRLI}}}identifier", f"{{{XBRLI}}}segment"
PERIOD, SCENARIO = f"{{{XBRLI}}}period", f"{{{XBRLI}}}scenario"
INSTANT, START, END = f"{{{XBRLI}}}instant", f"{{{XBRLI}}}startDate", f"{{{XBRLI}}}endDate"
FOREVER_ELEMENT = f"{{{XBRLI}}}forever"
MEASURE, DIVIDE = f"{{{XBRLI}}}measure", f"{{{XBRLI}}}divide"
NUMERATOR, DENOMINATOR = f"{{{XBRLI}}}unitNumerator", f"{{{XBRLI}}}unitDenominator"
EXPLICIT, TYPED = f"{{{XBRLDI}}}explicitMember", f"{{{XBRLDI}}}typedMember"
PAIR = 16  # steps for each fact that a footnote belongs to
REFERENCES = {f"{{{LINK}}}{name}": name for name in ("schemaRef", "linkbaseRef", "roleRef", "arcroleRef")}
HREF, ROLE, ARCROLE = f"{{{XLINK}}}href", f"{{{XLINK}}}role", f"{{{XLINK}}}arcrole"
LINK_TYPE, LABEL, FROM, TO = (f"{{{XLINK}}}{name}" for name in ("type", "label", "from", "to"))


def declare(report: Report, elements: Iterable[Element], base: str = "") -> None:
    """Fill a report's contexts, units, references, links and footnotes; then resolve its facts' references.

    `base` is the xml:base of the root element.
    """
    for element in elements:
        declare_one(report, element, base)
    connect(report)


def declare_one(report: Report, element: Element, base: str = "") -> None:
    """Add what one element beside facts declares."""
    if element.name == CONTEXT:
        report.contexts.append(context(report, element))
    elif element.name == UNIT:
        report.units.append(unit(element))
    elif element.name in REFERENCES:
        report.references.append(reference(element, base))
    else:
        report.links.append(element)
        report.declared.hold(element)
        return
    report.declared.append(element)


def connect(report: Report) -> None:
    """Resolve the references of facts and footnotes, once all is declared."""
    resolve(report)
    rows: dict[str, int] | None = None
    for link in report.links:
        if rows is None:
            rows = {name: row for row, name in enumerate(report.ids) if name}
        report.footnotes += footnotes(link, rows)


def resolve(report: Report) -> None:
    """Turn the references of facts into indexes; the first declaration of an id counts."""
    contexts: dict[str, int] = {}
    for index, one in enumerate(report.contexts):
        contexts.setdefault(one.id, index)
    units: dict[str, int] = {}
    for index, measured in enumerate(report.units):
        units.setdefault(measured.id, index)
    contexts.pop("", None)
    units.pop("", None)
    report.contexts_of[:] = [contexts.get(name, -1) for name in report.context_refs]
    report.units_of[:] = [units.get(name, -1) for name in report.unit_refs]


# --- contexts -----------------------------------------------------------------------------------
def context(report: Report, element: Element) -> Context:
    """Return the context an element declares; what it contains beyond dimension values is kept as trees."""
    entity, period, scenario = element.find(ENTITY), element.find(PERIOD), element.find(SCENARIO)
    identifier = entity.find(IDENTIFIER) if entity is not None else None
    segment = entity.find(SEGMENT) if entity is not None else None
    read, start, end = (None, "", "") if period is None else span(period)
    members: list[Member] = []
    rest = ["", ""]
    if segment is not None or scenario is not None:
        report.filled[len(report.contexts)] = len(report.declared)
        for index, part in enumerate((segment, scenario)):
            if part is not None:
                found, rest[index] = contained(part)
                members += found
    return Context(
        element.get("id").strip(BLANK),
        identifier.get("scheme").strip(BLANK) if identifier is not None else "",
        collapse(identifier.text) if identifier is not None else "",
        read,
        start,
        end,
        tuple(members),
        rest[0],
        rest[1],
        element.at,
    )


def span(element: Element) -> tuple[Period | None, str, str]:
    """Return a period and the texts of its start and end; the period is None where they are not legible."""
    instant, start, end = element.find(INSTANT), element.find(START), element.find(END)
    if element.find(FOREVER_ELEMENT) is not None:
        return FOREVER, "", ""
    if instant is not None:
        text = instant.text.strip(BLANK)
        try:
            return Period(None, moment(text, ending=True)), "", text
        except ValueError:
            return None, "", text
    if start is None or end is None:
        return None, "", ""
    first, last = start.text.strip(BLANK), end.text.strip(BLANK)
    try:
        return Period(moment(first, ending=False), moment(last, ending=True)), first, last
    except ValueError:
        return None, first, last


def contained(part: Element) -> tuple[list[Member], str]:
    """Return a segment's or scenario's dimension values, and the canonical text of its other content."""
    members: list[Member] = []
    rest: list[str] = []
    container = local(part.name)
    for child in part.children:
        if child.name in (EXPLICIT, TYPED):
            members.append(member(child, container))
        else:
            rest.append(canonical(child))
    if part.stray:
        rest.append(part.stray)
    return members, "".join(rest)


def member(element: Element, container: str) -> Member:
    """Return one dimension value; a name whose prefix is not bound stays as written."""
    written = element.get("dimension").strip(BLANK)
    dimension = expand(written, element.prefixes) or written
    if element.name == EXPLICIT:
        text = element.text.strip(BLANK)
        return Member(dimension, expand(text, element.prefixes) or text, None, container, element.at)
    return Member(dimension, None, "".join(canonical(child) for child in element.children), container, element.at)


# --- units --------------------------------------------------------------------------------------
def unit(element: Element) -> Unit:
    """Return the unit an element declares; a measure whose prefix is not bound stays as written."""
    divide = element.find(DIVIDE)
    top, bottom = element, None
    if divide is not None:
        top, bottom = divide.find(NUMERATOR) or divide, divide.find(DENOMINATOR)
    return Unit(
        element.get("id").strip(BLANK),
        measures(top.children),
        measures(bottom.children) if bottom is not None else (),
        element.at,
    )


def measures(elements: Sequence[Element]) -> tuple[str, ...]:
    """Return measures as sorted Clark names."""
    texts = ((one, one.text.strip(BLANK)) for one in elements if one.name == MEASURE)
    return tuple(sorted(expand(text, one.prefixes) or text for one, text in texts))


# --- references and footnotes -------------------------------------------------------------------
def reference(element: Element, base: str) -> Reference:
    """Return a reference into the DTS."""
    kind = REFERENCES[element.name]
    uri = {"roleRef": element.get("roleURI"), "arcroleRef": element.get("arcroleURI")}.get(kind, element.get(ROLE))
    own = element.get(BASE).strip(BLANK)
    if base and own:
        from urllib.parse import urljoin

        own = urljoin(base, own)
    href = element.get(HREF).strip(BLANK)
    return Reference(kind, href, uri.strip(BLANK), element.at, own or base, element.attributes)


def footnotes(link: Element, rows: dict[str, int]) -> list[Footnote]:
    """Return the footnotes of one extended link, each with the facts its arcs connect it to.

    A footnote that belongs to no fact is returned too, with no rows; one with several arcroles once for each.
    An arc between facts is returned as a footnote without text.
    """
    located: dict[str, list[int]] = {}
    notes: dict[str, list[Element]] = {}
    arcs: list[Element] = []
    for child in link.children:
        kind, label = child.get(LINK_TYPE), child.get(LABEL)
        if kind == "locator":
            row = rows.get(child.get(HREF).partition("#")[2].strip(BLANK))
            located.setdefault(label, []).extend(() if row is None else (row,))
        elif kind == "resource":
            notes.setdefault(label, []).append(child)
        elif kind == "arc":
            arcs.append(child)
    group = link.get(ROLE)
    found: dict[int, dict[str, list[int]]] = {}
    made: list[Footnote] = []
    ties: list[Footnote] = []
    for arc in arcs:
        sources, arcrole = located.get(arc.get(FROM), []), arc.get(ARCROLE)
        ends, targets = notes.get(arc.get(TO), ()), located.get(arc.get(TO))
        spend(PAIR * len(sources) * len(ends))
        for note in ends:
            found.setdefault(id(note), {}).setdefault(arcrole, []).extend(sources)
        if targets:
            ties.append(Footnote("", arcrole, "", "", tuple(sources), arc.at, group, tuple(targets)))
    for each in notes.values():
        for note in each:
            language, text = note.get(LANGUAGE).strip(BLANK).lower(), note.string.strip(BLANK)
            written = markup(note).strip(BLANK)
            for arcrole, facts in (found.get(id(note)) or {"": []}).items():
                unique = tuple(dict.fromkeys(facts))
                said = (note.get(ROLE), arcrole, language, text, unique, note.at, group, (), written)
                made.append(Footnote(*said))
    return made + ties
