"""A draft as files to keep: its taxonomy, where its figures are printed, and the relations found among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.discovery.draft import NAMESPACE, in_a_table
from validator.encoder.places import written as written_places
from validator.model.names import CONCEPT_LABEL, LABEL, LINK, LINK_ROLE, PARENT_CHILD, XBRLDT, XBRLI, XLINK, XSD, local
from validator.model.xhtml import escaped
from validator.tieouts.rules.found import RELATIONS, written

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.model.report import Report
    from validator.model.taxonomy import Concept
    from validator.understanding.figures import Figure, Reading

SCHEMA, LABELS, PRESENTATION = "draft.xsd", "draft-label-en.xml", "draft-presentation.xml"
LINKBASE = "http://www.w3.org/1999/xlink/properties/linkbase"
XBRL_SCHEMA = "http://www.xbrl.org/2003/xbrl-instance-2003-12-31.xsd"
XBRLDT_SCHEMA = "http://www.xbrl.org/2005/xbrldt-2005.xsd"


def taxonomy(report: Report) -> dict[str, str]:
    """Return the files of a draft's taxonomy, by name."""
    return {SCHEMA: _schema(report), LABELS: _labels(report), PRESENTATION: _presentation(report)}


def places(report: Report, figures: Sequence[Figure], reading: Reading, source: str) -> str:
    """Return where every fact is printed, by `places.schema.json`; what is no figure with the reason."""
    facts = {report.ids[row]: _place(figure) for row, figure in enumerate(figures)}
    return written_places(source, "", facts, sorted(reading.unread))


def relations(report: Report) -> str:
    """Return the relations found in a report, over the ids of its facts."""
    found = report.derived.get(RELATIONS)
    return written(found or (), report.ids)


def _place(figure: Figure) -> dict[str, object]:
    place: dict[str, object] = {
        "line": figure.place.line,
        "column": figure.place.column,
        "text": figure.text,
        "words": " ".join(figure.label[-1].split()) if figure.label else "",
    }
    if in_a_table(figure):
        return place | {"header": " ".join(figure.header), "row": figure.row + 1, "cell": figure.column + 1}
    return place | {"length": len(figure.text)}


def _concepts(report: Report) -> Iterator[Concept]:
    yield from report.taxonomy.concepts.values() if report.taxonomy is not None else ()


def _schema(report: Report) -> str:
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        (
            f'<schema xmlns="{XSD}" xmlns:draft="{NAMESPACE}" xmlns:xbrli="{XBRLI}" xmlns:xbrldt="{XBRLDT}"'
            f' xmlns:link="{LINK}" xmlns:xlink="{XLINK}" targetNamespace="{NAMESPACE}" elementFormDefault="qualified">'
        ),
        "  <annotation><appinfo>",
    ]
    for file in (LABELS, PRESENTATION):
        lines.append(f'    <link:linkbaseRef xlink:type="simple" xlink:arcrole="{LINKBASE}" xlink:href="{file}"/>')
    for role in report.taxonomy.roles.values() if report.taxonomy is not None else ():
        identity = role.uri.rpartition("/")[2]
        lines += [
            f'    <link:roleType id="{identity}" roleURI="{role.uri}">',
            f"      <link:definition>{escaped(role.definition)}</link:definition>",
            "      <link:usedOn>link:presentationLink</link:usedOn>",
            "    </link:roleType>",
        ]
    lines += [
        "  </appinfo></annotation>",
        f'  <import namespace="{XBRLI}" schemaLocation="{XBRL_SCHEMA}"/>',
        f'  <import namespace="{XBRLDT}" schemaLocation="{XBRLDT_SCHEMA}"/>',
    ]
    for one in _concepts(report):
        group = "xbrldt:dimensionItem" if one.kind == "dimension" else "xbrli:item"
        lines.append(
            f'  <element id="draft_{one.id}" name="{one.id}" type="xbrli:{one.base}" substitutionGroup="{group}"'
            f' xbrli:periodType="{one.period_type}" abstract="{str(one.abstract).lower()}" nillable="true"/>'
        )
    for root in _roots(report):
        lines.append(
            f'  <element id="draft_{root}" name="{root}" type="xbrli:stringItemType" substitutionGroup="xbrli:item"'
            ' xbrli:periodType="duration" abstract="true" nillable="true"/>'
        )
    return "\n".join([*lines, "</schema>", ""])


def _roots(report: Report) -> list[str]:
    networks = report.taxonomy.networks_of(PARENT_CHILD) if report.taxonomy is not None else ()
    return [local(root) for network in networks for root in network.sources]


HEAD = f'<?xml version="1.0" encoding="UTF-8"?>\n<linkbase xmlns="{LINK}" xmlns:xlink="{XLINK}">'


def _locator(one: str) -> str:
    return f'    <loc xlink:type="locator" xlink:href="{SCHEMA}#draft_{one}" xlink:label="{one}"/>'


def _labels(report: Report) -> str:
    lines = [HEAD, f'  <labelLink xlink:type="extended" xlink:role="{LINK_ROLE}">']
    taxonomy_of = report.taxonomy
    for one in _concepts(report):
        text = taxonomy_of.label(one.name) if taxonomy_of is not None else one.id
        lines += [
            _locator(one.id),
            f'    <label xlink:type="resource" xlink:label="{one.id}_label" xlink:role="{LABEL}" xml:lang="en">',
            f"{escaped(text)}</label>",
            f'    <labelArc xlink:type="arc" xlink:arcrole="{CONCEPT_LABEL}"',
            f'      xlink:from="{one.id}" xlink:to="{one.id}_label"/>',
        ]
    return "\n".join([*lines, "  </labelLink>", "</linkbase>", ""])


def _presentation(report: Report) -> str:
    lines = [HEAD]
    networks = list(report.taxonomy.networks_of(PARENT_CHILD)) if report.taxonomy is not None else []
    for network in networks:
        identity = network.role.rpartition("/")[2]
        lines.append(f'  <roleRef xlink:type="simple" roleURI="{network.role}" xlink:href="{SCHEMA}#{identity}"/>')
    for network in networks:
        lines.append(f'  <presentationLink xlink:type="extended" xlink:role="{network.role}">')
        for one in network.names():
            lines.append(_locator(local(one)))
        for arc in network.arcs:
            lines.append(
                f'    <presentationArc xlink:type="arc" xlink:arcrole="{PARENT_CHILD}" xlink:from="{local(arc.source)}"'
                f' xlink:to="{local(arc.target)}" order="{arc.order}"/>'
            )
        lines.append("  </presentationLink>")
    return "\n".join([*lines, "</linkbase>", ""])


__all__ = ["places", "relations", "taxonomy"]
