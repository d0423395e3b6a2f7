"""Small reports, each with a taxonomy of its own: sums, members, repeated figures, drawn at random."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

if TYPE_CHECKING:
    from pathlib import Path

FIGURES = ("A", "B", "C", "D", "E")
MEMBERS = ("World", "North", "South", "Sea")
DIMENSIONAL = ("all", "notAll", "hypercube-dimension", "dimension-domain", "domain-member", "dimension-default")
INT_DIM = "http://xbrl.org/int/dim/arcrole"
SUMMATION = "http://www.xbrl.org/2003/arcrole/summation-item"
ROLE = "http://www.xbrl.org/2003/role/link"
NAMESPACES = (
    'xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xbrli="http://www.xbrl.org/2003/instance"'
    ' xmlns:xbrldt="http://xbrl.org/2005/xbrldt" xmlns:xbrldi="http://xbrl.org/2006/xbrldi"'
    ' xmlns:link="http://www.xbrl.org/2003/linkbase" xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:iso4217="http://www.xbrl.org/2003/iso4217"'
    ' xmlns:e="http://example.com/e"'
)
IMPORTED = {
    "http://www.xbrl.org/2003/instance": "http://www.xbrl.org/2003/xbrl-instance-2003-12-31.xsd",
    "http://xbrl.org/2005/xbrldt": "http://www.xbrl.org/2005/xbrldt-2005.xsd",
    "http://xbrl.org/2006/xbrldi": "http://www.xbrl.org/2006/xbrldi-2006.xsd",
}
Arcs = list[tuple[str, str, str, str]]  # arcrole, from, to, further attributes


def element(name: str, kind: str, base: str = "string", more: str = 'abstract="true"') -> str:
    return (
        f'<xsd:element name="{name}" id="e_{name}" type="xbrli:{base}ItemType" substitutionGroup="{kind}"'
        f' xbrli:periodType="instant" nillable="true" {more}/>\n'
    )


def link(kind: str, arcs: Arcs) -> str:
    """Return an extended link of arcs; nothing when there are none."""
    names = dict.fromkeys(name for _, source, target, _ in arcs for name in (source, target))
    located = (f'<link:loc xlink:type="locator" xlink:href="#e_{name}" xlink:label="{name}"/>\n' for name in names)
    drawn = (
        f'<link:{kind}Arc xlink:type="arc" xlink:arcrole="{arcrole}" xlink:from="{source}" xlink:to="{target}"'
        f' order="{order}" {more}/>\n'
        for order, (arcrole, source, target, more) in enumerate(arcs, 1)
    )
    if not arcs:
        return ""
    return (
        f'<link:{kind}Link xlink:type="extended" xlink:role="{ROLE}">\n{"".join((*located, *drawn))}</link:{kind}Link>'
    )


def schema(sums: Arcs, members: Arcs, defaults: Arcs) -> str:
    roles = "".join(
        f'<link:arcroleRef xlink:type="simple" arcroleURI="{INT_DIM}/{name}"'
        f' xlink:href="http://www.xbrl.org/2005/xbrldt-2005.xsd#{name}"/>\n'
        for name in DIMENSIONAL
    )
    imports = "".join(f'<xsd:import namespace="{ns}" schemaLocation="{at}"/>\n' for ns, at in IMPORTED.items())
    declared = [element(name, "xbrli:item", "monetary", "") for name in FIGURES]
    declared += [element(name, "xbrli:item") for name in MEMBERS]
    declared += [element("Table", "xbrldt:hypercubeItem"), element("Region", "xbrldt:dimensionItem")]
    return (
        f'<xsd:schema {NAMESPACES} targetNamespace="http://example.com/e" elementFormDefault="qualified">\n'
        f"<xsd:annotation><xsd:appinfo><link:linkbase>\n{roles}{link('calculation', sums)}"
        f"{link('definition', members)}{link('definition', defaults)}</link:linkbase></xsd:appinfo></xsd:annotation>\n"
        f"{imports}{''.join(declared)}</xsd:schema>"
    )


def context(name: str, member: str) -> str:
    segment = f'<xbrldi:explicitMember dimension="e:Region">e:{member}</xbrldi:explicitMember>' if member else ""
    segment = f"<xbrli:segment>{segment}</xbrli:segment>" if segment else ""
    return (
        f'<xbrli:context id="{name}"><xbrli:entity><xbrli:identifier scheme="http://example.com">7</xbrli:identifier>'
        f"{segment}</xbrli:entity><xbrli:period><xbrli:instant>2023-09-30</xbrli:instant></xbrli:period>"
        "</xbrli:context>\n"
    )


@st.composite
def sums(draw: st.DrawFn) -> Arcs:
    """A is a sum of others, B perhaps as well: no figure is part of what it is made of."""
    arcs = []
    for total, parts in (("A", "BCD"), ("B", "CDE")):
        if total == "A" or draw(st.booleans()):
            chosen = draw(st.lists(st.sampled_from(parts), min_size=1, max_size=3, unique=True))
            weights = [draw(st.sampled_from(("1", "1", "-1", "0.5"))) for _ in chosen]
            arcs += [
                (SUMMATION, total, part, f'weight="{weight}"') for part, weight in zip(chosen, weights, strict=True)
            ]
    return arcs


@st.composite
def hypercubes(draw: st.DrawFn) -> tuple[Arcs, Arcs]:
    """A table over regions for some figures: all or notAll, open or closed, members usable or not, and a default."""
    kind = draw(st.sampled_from(("all", "all", "notAll")))
    closed = draw(st.sampled_from(("", 'xbrldt:closed="true"')))
    heads = draw(st.lists(st.sampled_from(FIGURES), max_size=3, unique=True))
    usable = st.sampled_from(("", "", 'xbrldt:usable="false"'))
    arcs = [(f"{INT_DIM}/{kind}", head, "Table", f'xbrldt:contextElement="segment" {closed}') for head in heads]
    arcs.append((f"{INT_DIM}/hypercube-dimension", "Table", "Region", ""))
    arcs.append((f"{INT_DIM}/dimension-domain", "Region", "World", draw(usable)))
    arcs += [(f"{INT_DIM}/domain-member", "World", member, draw(usable)) for member in ("North", "South")]
    defaults = [(f"{INT_DIM}/dimension-default", "Region", "World", "")]  # no second arc beside dimension-domain
    return arcs, defaults if draw(st.booleans()) else []


@st.composite
def figures(draw: st.DrawFn) -> str:
    """Up to twelve facts in five contexts, of which two say the same; values near each other, so that sums may hold."""
    facts = []
    for _ in range(draw(st.integers(1, 12))):
        name, where = draw(st.sampled_from(FIGURES)), draw(st.sampled_from(("c0", "c0", "c0", "c1", "c2", "c3", "c4")))
        if draw(st.integers(0, 9)) == 0:
            facts.append(f'<e:{name} contextRef="{where}" unitRef="cny" xsi:nil="true"/>')
        else:
            value = draw(st.sampled_from((-10, 0, 5, 10, 11, 15, 20, 20.5, 30)))
            decimals = draw(st.sampled_from(("INF", "0", "0", "-1", "1")))
            facts.append(f'<e:{name} contextRef="{where}" unitRef="cny" decimals="{decimals}">{value}</e:{name}>')
    return "\n".join(facts)


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, str]:
    """A schema with its linkbases inside, and a report on it."""
    contexts = ["", "", *(draw(st.sampled_from(MEMBERS)) for _ in range(3))]
    told = "".join(context(f"c{number}", member) for number, member in enumerate(contexts))
    unit = '<xbrli:unit id="cny"><xbrli:measure>iso4217:CNY</xbrli:measure></xbrli:unit>\n'
    reference = '<link:schemaRef xlink:type="simple" xlink:href="e.xsd"/>\n'
    report = f"<xbrli:xbrl {NAMESPACES}>\n{reference}{told}{unit}{draw(figures())}\n</xbrli:xbrl>"
    return schema(draw(sums()), *draw(hypercubes())), report


def write(folder: Path, documents: tuple[str, str]) -> Path:
    """Write a schema and a report; return the path of the report."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "e.xsd").write_text(documents[0], encoding="utf-8")
    (folder / "report.xml").write_text(documents[1], encoding="utf-8")
    return folder / "report.xml"
