"""A taxonomy made in memory as one schema with its linkbases inside, so that a report on it can be written and read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.building import NS
from validator.model.names import PARENT_CHILD, SUMMATION_11, local

if TYPE_CHECKING:
    from validator.model.networks import Network
    from validator.model.taxonomy import Concept, Taxonomy

DTR = "http://www.xbrl.org/dtr/type/2022-03-31"
IMPORTED = {
    "http://www.xbrl.org/2003/instance": "http://www.xbrl.org/2003/xbrl-instance-2003-12-31.xsd",
    DTR: "https://www.xbrl.org/dtr/type/2022-03-31/types.xsd",
}
LINKS = {SUMMATION_11: "calculation", PARENT_CHILD: "presentation"}


def schema(taxonomy: Taxonomy) -> str:
    """Return the schema that declares the concepts of a taxonomy and links them as its networks do."""
    networks = [one for one in taxonomy.networks.values() if one.arcs]
    named = dict.fromkeys(one.role for one in networks)
    roles, references = "".join(map(_role, named)), "".join(map(_reference, named))
    links = "".join(map(_link, networks))
    imports = "".join(f'<import namespace="{ns}" schemaLocation="{at}"/>\n' for ns, at in IMPORTED.items())
    return (
        '<schema xmlns="http://www.w3.org/2001/XMLSchema" xmlns:xbrli="http://www.xbrl.org/2003/instance"'
        ' xmlns:link="http://www.xbrl.org/2003/linkbase" xmlns:xlink="http://www.w3.org/1999/xlink"'
        f' xmlns:num="{DTR}" targetNamespace="{NS}" elementFormDefault="qualified">\n'
        f"<annotation><appinfo>\n{roles}<link:linkbase>\n{references}"
        f'<link:arcroleRef xlink:type="simple" arcroleURI="{SUMMATION_11}"'
        ' xlink:href="https://www.xbrl.org/2023/calculation-1.1.xsd#summation-item"/>\n'
        f"{links}</link:linkbase></appinfo></annotation>\n{imports}"
        f"{''.join(map(_element, taxonomy.concepts.values()))}</schema>\n"
    )


def _role(role: str) -> str:
    used = "".join(f"<link:usedOn>link:{kind}Link</link:usedOn>" for kind in LINKS.values())
    return f'<link:roleType roleURI="{role}" id="{_last(role)}">{used}</link:roleType>\n'


def _reference(role: str) -> str:
    return f'<link:roleRef roleURI="{role}" xlink:type="simple" xlink:href="#{_last(role)}"/>\n'


def _link(network: Network) -> str:
    kind, role = LINKS[network.arcrole], network.role
    names = dict.fromkeys(local(name) for arc in network.arcs for name in (arc.source, arc.target))
    located = (f'<link:loc xlink:type="locator" xlink:href="#{name}" xlink:label="{name}"/>\n' for name in names)
    drawn = []
    for arc in network.arcs:
        weight = f' weight="{arc.weight}"' if kind == "calculation" else ""
        ends = f'xlink:from="{local(arc.source)}" xlink:to="{local(arc.target)}" order="{arc.order}"{weight}'
        drawn.append(f'<link:{kind}Arc xlink:type="arc" xlink:arcrole="{network.arcrole}" {ends}/>\n')
    return (
        f'<link:{kind}Link xlink:type="extended" xlink:role="{role}">\n'
        f"{''.join((*located, *drawn))}</link:{kind}Link>\n"
    )


def _last(role: str) -> str:
    return role.rpartition("/")[2]


def _element(one: Concept) -> str:
    prefix = "num" if one.type.startswith(f"{{{DTR}}}") else "xbrli"
    name = local(one.name)
    return (
        f'<element name="{name}" id="{name}" type="{prefix}:{local(one.type)}" substitutionGroup="xbrli:item"'
        f' nillable="true" xbrli:periodType="{one.period_type}"/>\n'
    )
