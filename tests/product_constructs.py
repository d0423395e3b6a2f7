"""One report a construct, as `tests/constructs.py` has them: those whose parts multiply each other."""

from __future__ import annotations

import json
from itertools import cycle
from typing import TYPE_CHECKING

from tests.constructs import (
    DAY,
    ENTITY,
    PREFIXES,
    PROVEN,
    STANDARD,
    SUM,
    WHOLE,
    csv_rows,
    fact,
    inline_page,
    item,
    linkbase,
    report,
    schema,
    sums,
    tagged,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.constructs import Files

ARC = "http://www.xbrl.org/2003/arcrole"
DIM = "http://xbrl.org/int/dim/arcrole"


def loc(name: str, label: str | None = None) -> str:
    return f'<link:loc xlink:type="locator" xlink:href="g.xsd#g_{name}" xlink:label="{label or name}"/>\n'


def arc(kind: str, role: str, start: str, end: str, more: str = "") -> str:
    ends = f'xlink:from="{start}" xlink:to="{end}"'
    return f'<link:{kind} xlink:type="arc" xlink:arcrole="{role}" {ends} {more}/>\n'


def with_link(link: str, *parts: str, more: str = "") -> Files:
    """The proven report with a further extended link, and further declarations."""
    both = SUM.replace("</link:linkbase>", linkbase(link, *parts).partition(">")[2])
    return {"g.xsd": schema(more), "cal.xml": both, "r.xml": report(WHOLE)}


def label(name: str, text: str) -> str:
    role = "http://www.xbrl.org/2003/role/label"
    return (
        f'<link:label xlink:type="resource" xlink:role="{role}" xlink:label="{name}" xml:lang="en">{text}</link:label>'
    )


def footnote_product(n: int) -> Files:
    """Facts and footnotes that share one label each."""
    facts = "".join(fact("A", 10, more=f' id="f{at}"') for at in range(n))
    parts = (
        f'<link:loc xlink:type="locator" xlink:href="#f{at}" xlink:label="x"/>\n<link:footnote xlink:type="resource" '
        f'xlink:label="y" xml:lang="en" xlink:role="http://www.xbrl.org/2003/role/footnote">{at}</link:footnote>'
        for at in range(n)
    )
    joined = arc("footnoteArc", f"{ARC}/fact-footnote", "x", "y")
    link = f'<link:footnoteLink xlink:type="extended" xlink:role="{STANDARD}">{"".join(parts)}{joined}'
    return PROVEN | {"r.xml": report(WHOLE, facts, link, "</link:footnoteLink>")}


def relationship_product(n: int) -> Files:
    """One relationship of an inline document from many facts to many footnotes."""
    facts = "".join(tagged("A", 10, f' id="f{at}"') for at in range(n))
    notes = "".join(f'<ix:footnote id="n{at}" xml:lang="en">note</ix:footnote>' for at in range(n))
    ends = f'fromRefs="{" ".join(f"f{at}" for at in range(n))}" toRefs="{" ".join(f"n{at}" for at in range(n))}"'
    files = inline_page(facts, notes)
    return files | {
        "r.htm": files["r.htm"].replace("</ix:resources>", f"<ix:relationship {ends}/></ix:resources>"),
    }


def arcs_twice(n: int) -> Files:
    """One relationship, said again and again."""
    order = (f'order="{at + 1}" priority="{at}"' for at in range(n))
    arcs = (arc("presentationArc", f"{ARC}/parent-child", "T", "A", each) for each in order)
    return with_link("presentationLink", loc("T"), loc("A"), *arcs)


def prohibitions(n: int) -> Files:
    """Relationships, each prohibited."""
    items = "".join(item(f"P{at}") for at in range(n))
    parts = (
        loc(f"P{at}")
        + arc("presentationArc", f"{ARC}/parent-child", "T", f"P{at}", 'order="1"')
        + arc("presentationArc", f"{ARC}/parent-child", "T", f"P{at}", 'order="1" use="prohibited" priority="1"')
        for at in range(n)
    )
    return with_link("presentationLink", loc("T"), *parts, more=items)


def presentation_chain(n: int) -> Files:
    """Headings below each other."""
    items = "".join(item(f"P{at}") for at in range(n + 1))
    arcs = (arc("presentationArc", f"{ARC}/parent-child", f"P{at}", f"P{at + 1}", 'order="1"') for at in range(n))
    return with_link("presentationLink", *(loc(f"P{at}") for at in range(n + 1)), *arcs, more=items)


def presentation_lattice(n: int) -> Files:
    """Headings below each other, each twice below two: 2ⁿ ways to walk down."""
    names = [(f"L{at}", f"R{at}") for at in range(n + 1)]
    arcs = (
        arc("presentationArc", f"{ARC}/parent-child", start, end, 'order="1"')
        for at in range(n)
        for start in names[at]
        for end in names[at + 1]
    )
    every = [one for pair in names for one in pair]
    return with_link("presentationLink", *map(loc, every), *arcs, more="".join(map(item, every)))


def domain_lattice(n: int) -> Files:
    """Members of a domain below each other, each twice below two, and a fact that has the last."""
    cube = item("H", 'abstract="true"').replace("xbrli:item", "xbrldt:hypercubeItem")
    dimension = item("D", 'abstract="true"').replace("xbrli:item", "xbrldt:dimensionItem")
    names = [(f"L{at}", f"R{at}") for at in range(n + 1)]
    every = [one for pair in names for one in pair]
    arcs = (
        arc("definitionArc", f"{DIM}/domain-member", start, end, 'order="1"')
        for at in range(n)
        for start in names[at]
        for end in names[at + 1]
    )
    head = (
        arc("definitionArc", f"{DIM}/all", "A", "H", 'xbrldt:contextElement="scenario"')
        + arc("definitionArc", f"{DIM}/hypercube-dimension", "H", "D")
        + arc("definitionArc", f"{DIM}/dimension-domain", "D", "L0")
    )
    more = cube + dimension + "".join(map(item, every))
    member = f'<xbrldi:explicitMember dimension="g:D">g:R{n}</xbrldi:explicitMember>'
    context = f'<xbrli:context id="m">{ENTITY}{DAY}<xbrli:scenario>{member}</xbrli:scenario></xbrli:context>'
    files = with_link("definitionLink", *map(loc, ("A", "H", "D", *every)), head, *arcs, more=more)
    return files | {"r.xml": report(fact("T", 30, "m"), fact("A", 10, "m"), fact("B", 20, "m"), context)}


def cubes(n: int) -> Files:
    """Hypercubes of one concept, and facts that each has to fit one of them."""
    names = [f"H{at}" for at in range(n)]
    more = "".join(item(name, 'abstract="true"').replace("xbrli:item", "xbrldt:hypercubeItem") for name in names)
    arcs = (arc("definitionArc", f"{DIM}/all", "A", name, 'xbrldt:contextElement="scenario"') for name in names)
    files = with_link("definitionLink", *map(loc, ("A", *names)), *arcs, more=more)
    return files | {"r.xml": report(WHOLE, fact("A", 10) * n)}


def typed_members(n: int) -> Files:
    """Contexts with a typed member each, and a fact."""
    made = (
        f'<xbrli:context id="m{at}">{ENTITY}{DAY}<xbrli:scenario><xbrldi:typedMember dimension="g:D"><g:x>{at}</g:x>'
        f"</xbrldi:typedMember></xbrli:scenario></xbrli:context>{fact('A', 10, f'm{at}')}"
        for at in range(n)
    )
    return PROVEN | {"r.xml": report(WHOLE, *made)}


def roles(n: int, *inside: str) -> Files:
    """Roles declared, a link for each: empty, with the same inside, or each with something of its own."""
    declared = (
        f'<link:roleType roleURI="http://example.com/r{at}" id="r{at}"><link:definition>Part {at}</link:definition>'
        "<link:usedOn>link:calculationLink</link:usedOn></link:roleType>\n"
        for at in range(n)
    )
    files = with_link("calculationLink")
    kept = files["g.xsd"].replace("</xs:appinfo>", "".join(declared) + "</xs:appinfo>", 1)
    refs = "".join(
        f'<link:roleRef xlink:type="simple" xlink:href="g.xsd#r{at}" roleURI="http://example.com/r{at}"/>\n'
        for at in range(n)
    )
    links = "".join(
        f'<link:calculationLink xlink:type="extended" xlink:role="http://example.com/r{at}">{of_each}'
        "</link:calculationLink>\n"
        for at, of_each in zip(range(n), cycle(inside or ("",)))
    )
    head, _, rest = SUM.partition(">")
    whole = f"{head}>{refs}{rest.replace('</link:linkbase>', links + '</link:linkbase>')}"
    return files | {"g.xsd": kept, "cal.xml": whole}


def failing_everywhere(n: int) -> Files:
    """One sum in many roles, which fails in many places in each."""
    one = SUM.partition(">")[2].partition(">")[2].partition("</link:calculationLink>")[0]
    made = (
        f'<xbrli:context id="c{at}">{ENTITY.replace(">7<", f">{at}<")}{DAY}</xbrli:context>'
        + "".join(fact(name, 9, f"c{at}") for name in "TAB")
        for at in range(n)
    )
    return roles(n, one) | {"r.xml": report(*made)}


def with_attribute(value: str, *types: str) -> Files:
    """The proven report, a fact of it with attributes of types t0, t1, …: each declared by its content."""
    declared = (
        f'<xs:simpleType name="t{at}">{of}</xs:simpleType><xs:attribute name="a{at}" type="g:t{at}"/>\n'
        for at, of in enumerate(types)
    )
    more = "".join(f' g:a{at}="{value}"' for at in range(len(types)))
    return PROVEN | {"g.xsd": schema(*declared), "r.xml": report(WHOLE, fact("A", 10, more=more))}


def unions_of_two(n: int, facet: str = "") -> Files:
    """Unions of two unions each, and a value that none of the 2ⁿ ways down accepts."""

    def union(name: str, *members: str) -> str:
        of = f'<xs:union memberTypes="{" ".join(members)}"/>'
        of = f"<xs:restriction><xs:simpleType>{of}</xs:simpleType>{facet}</xs:restriction>" if facet else of
        return f'<xs:simpleType name="{name}">{of}</xs:simpleType>\n'

    first = union("l0", "xs:int") + union("r0", "xs:date")
    rest = (union(f"{side}{at + 1}", f"g:l{at}", f"g:r{at}") for at in range(n) for side in "lr")
    attribute = f'<xs:attribute name="a" type="g:l{n}"/>\n'
    said = fact("A", 10, more=' g:a="x"')
    return PROVEN | {"g.xsd": schema(first, *rest, attribute), "r.xml": report(WHOLE, said)}


def schema_refs(n: int) -> Files:
    """One schema, referred to again and again."""
    files = PROVEN | {"r.xml": report(WHOLE)}
    ref = '<link:schemaRef xlink:type="simple" xlink:href="g.xsd"/>'
    return files | {"r.xml": files["r.xml"].replace(ref, ref * n)}


def linkbase_refs(n: int) -> Files:
    """One linkbase, referred to again and again."""
    start = schema().find("<link:linkbaseRef")
    ref = schema()[start : schema().find("/>", start) + 2]
    return PROVEN | {"g.xsd": schema().replace(ref, ref * n), "r.xml": report(WHOLE)}


def group_doubling(n: int) -> Files:
    """Groups of particles that hold the next twice: 2ⁿ particles."""
    made = (
        f'<xs:group name="m{at}"><xs:sequence><xs:group ref="g:m{at + 1}"/><xs:group ref="g:m{at + 1}"/>'
        "</xs:sequence></xs:group>\n"
        for at in range(n)
    )
    only = '<xs:sequence><xs:element name="e" type="xs:string" minOccurs="0"/></xs:sequence>'
    last = f'<xs:group name="m{n}">{only}</xs:group>'
    of = '<xs:element name="G" type="g:gt"/><xs:complexType name="gt"><xs:group ref="g:m0"/></xs:complexType>\n'
    return PROVEN | {"g.xsd": schema(*made, last, of), "r.xml": report(WHOLE)}


def attribute_groups(n: int) -> Files:
    """Groups of attributes that hold the next."""
    made = (
        f'<xs:attributeGroup name="a{at}"><xs:attribute name="x{at}" type="xs:string"/>'
        f'<xs:attributeGroup ref="g:a{at + 1}"/></xs:attributeGroup>\n'
        for at in range(n)
    )
    last = f'<xs:attributeGroup name="a{n}"/><xs:complexType name="ga"><xs:attributeGroup ref="g:a0"/></xs:complexType>'
    return PROVEN | {"g.xsd": schema(*made, last), "r.xml": report(WHOLE)}


def prefixes(n: int) -> Files:
    """Prefixes declared, and as many facts below them."""
    files = PROVEN | {"r.xml": report(WHOLE, fact("A", 10) * n)}
    declared = " ".join(f'xmlns:p{at}="http://example.com/p{at}"' for at in range(n))
    return files | {"r.xml": files["r.xml"].replace(PREFIXES, f"{PREFIXES} {declared}", 1)}


def list_of_words(n: int) -> Files:
    """A value of a list type with many words."""
    of = '<xs:attribute name="w"><xs:simpleType><xs:list itemType="xs:int"/></xs:simpleType></xs:attribute>\n'
    more = f' g:w="{" ".join(map(str, range(n)))}"'
    return PROVEN | {"g.xsd": schema(of), "r.xml": report(WHOLE, fact("A", 10, more=more))}


def targets(n: int) -> Files:
    """Target documents of one page, a figure each."""
    return inline_page("".join(tagged("A", 10, f' target="t{at}"') for at in range(n)))


def csv_columns(n: int) -> Files:
    """Columns of a table, and one row."""
    files = csv_rows(1)
    head = json.loads(files["r.json"])
    columns = head["tableTemplates"]["x"]["columns"]
    columns |= {f"c{at}": columns["a"] for at in range(n)}
    first, row, *_ = files["x.csv"].split("\n")
    more = "".join(f",c{at}" for at in range(n)), ",10" * n
    return files | {"r.json": json.dumps(head), "x.csv": f"{first}{more[0]}\n{row}{more[1]}\n"}


def csv_tables(n: int) -> Files:
    """Tables of one template, all of one file."""
    files = csv_rows(1)
    head = json.loads(files["r.json"])
    head["tables"] = {f"t{at}": {"template": "x", "url": "x.csv"} for at in range(n)}
    return files | {"r.json": json.dumps(head)}


def rule(at: int, said: str, more: str = "") -> str:
    """A rule of a rule file."""
    series = "XABCDEFGHIJ"[at // 10_000]
    return f'[Q{series}{at % 10_000:03}]\nname = "rule-{at}"\nrule = "{said}"\nsays = "{{A}}"\nwhy = "It is."\n{more}'


def rule_nesting(n: int) -> Files:
    """Parentheses within parentheses."""
    said = f"{'(' * n}T{')' * n} == A + B"
    return PROVEN | {"r.xml": report(WHOLE), "tieouts.toml": rule(1, said)}


def lets_in_a_chain(n: int) -> Files:
    """Names that stand for the one before."""
    given = "".join(f'x{at} = "x{at - 1}"\n' if at else 'x0 = "A"\n' for at in range(n))
    return PROVEN | {
        "r.xml": report(WHOLE),
        "tieouts.toml": rule(1, f"x{n - 1} > 0", f"[QX001.let]\n{given}"),
    }


# --- totals of few parts in each place -----------------------------------------------------------
def placed(at: int, *facts: tuple[str, int]) -> str:
    """Facts in a context of their own, whose number is that of its entity."""
    entity = ENTITY.replace(">7<", f">{at}<")
    said = "".join(fact(name, value, f"c{at}") for name, value in facts)
    return f'<xbrli:context id="c{at}">{entity}{DAY}</xbrli:context>{said}'


def sparse(n: int, value: int = 10) -> Files:
    """One total of many parts, in many places, with one part of its own in each."""
    names = [f"P{at}" for at in range(n)]
    made = (placed(at, ("T", value), (name, 10)) for at, name in enumerate(names))
    return {"g.xsd": schema(*map(item, names)), "cal.xml": sums({"T": names}), "r.xml": report(*made)}


def sparse_failing(n: int) -> Files:
    """The same, failing in each place."""
    return sparse(n, 31)


def sparse_rule(n: int) -> Files:
    """The same, as a rule that adds up whatever the calculation does."""
    return sparse(n) | {"tieouts.toml": rule(1, "T == sum(contributors(T))")}


def _pairs(n: int) -> Iterator[tuple[str, str]]:
    return ((f"P{at}", f"Q{at}") for at in range(n))


def _of_pairs(n: int) -> Files:
    """Concepts by two, each two with the one total in a place of their own."""
    made = (placed(at, ("T", 30), (one, 10), (other, 20)) for at, (one, other) in enumerate(_pairs(n)))
    return {"g.xsd": schema(*(item(name) for pair in _pairs(n) for name in pair)), "r.xml": report(*made)}


def sparse_total(n: int) -> Files:
    """One total in many roles and places, with parts of its own in each role, reported in one place."""
    parts = (sums({"T": list(pair)}).partition(">")[2].partition(">")[2] for pair in _pairs(n))
    made = roles(n, *(part.partition("</link:calculationLink>")[0] for part in parts))
    declared = made["g.xsd"].replace("</xs:schema>", "")
    items = "".join(item(name) for pair in _pairs(n) for name in pair)
    return _of_pairs(n) | {"g.xsd": f"{declared}{items}</xs:schema>", "cal.xml": made["cal.xml"]}


def rules_of_one_total(n: int) -> Files:
    """Rules, each of a total all of them share and of parts of its own, reported in one place."""
    rules = (rule(at, f"T == {one} + {other}") for at, (one, other) in enumerate(_pairs(n)))
    return _of_pairs(n) | {"cal.xml": SUM, "tieouts.toml": "".join(rules)}


def rules_failing_everywhere(n: int) -> Files:
    """Rules of one total, each of which fails in every place the total is reported in."""
    places = (placed(at, ("T", 9), ("A", 9)) for at in range(n))
    rules = (rule(at, f"T == A + {at + 5}") for at in range(n))
    return PROVEN | {"cal.xml": SUM, "r.xml": report(WHOLE, *places), "tieouts.toml": "".join(rules)}


def rules_apart(n: int) -> Files:
    """Rules, each of figures of its own."""
    made = (placed(at, (one, 10), (other, 10)) for at, (one, other) in enumerate(_pairs(n)))
    said = (rule(at, f"{one} == {other}") for at, (one, other) in enumerate(_pairs(n)))
    return _of_pairs(n) | {"cal.xml": SUM, "r.xml": report(WHOLE, *made), "tieouts.toml": "".join(said)}


PRODUCTS: dict[str, Callable[[int], Files]] = {
    made.__name__: made
    for made in (
        *(footnote_product, relationship_product, arcs_twice, prohibitions, presentation_chain, presentation_lattice),
        *(domain_lattice, cubes, typed_members, roles, failing_everywhere, unions_of_two, schema_refs, linkbase_refs),
        *(group_doubling, attribute_groups, prefixes, list_of_words, targets, csv_columns, csv_tables, rule_nesting),
        *(lets_in_a_chain, sparse, sparse_failing, sparse_rule, sparse_total, rules_of_one_total, rules_apart),
        rules_failing_everywhere,
    )
}
