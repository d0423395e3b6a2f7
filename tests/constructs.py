"""One report a construct, with a size knob: whatever can be repeated, nested, chained or multiplied in an input.

`CONSTRUCTS[name](n)` gives the files of a folder, by name; `check .` in it has to cost about as much a unit of size
at 2n as at n. Each is what somebody might send, by accident or on purpose.
"""

from __future__ import annotations

import json
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NS = "http://example.com/g"
PREFIXES = (
    'xmlns:xbrli="http://www.xbrl.org/2003/instance" xmlns:link="http://www.xbrl.org/2003/linkbase" '
    'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xmlns:xbrldi="http://xbrl.org/2006/xbrldi" xmlns:xbrldt="http://xbrl.org/2005/xbrldt" '
    f'xmlns:iso4217="http://www.xbrl.org/2003/iso4217" xmlns:g="{NS}"'
)
IMPORTS = """<xs:import namespace="http://www.xbrl.org/2003/instance" schemaLocation="http://www.xbrl.org/2003/xbrl-instance-2003-12-31.xsd"/>
<xs:import namespace="http://xbrl.org/2005/xbrldt" schemaLocation="http://www.xbrl.org/2005/xbrldt-2005.xsd"/>
"""
LINKBASES = '<xs:annotation><xs:appinfo><link:linkbaseRef xlink:type="simple" xlink:href="cal.xml" xlink:arcrole="http://www.w3.org/1999/xlink/properties/linkbase"/></xs:appinfo></xs:annotation>\n'
STANDARD = "http://www.xbrl.org/2003/role/link"
SUMMATION = "http://www.xbrl.org/2003/arcrole/summation-item"
ENTITY = '<xbrli:entity><xbrli:identifier scheme="http://example.com">7</xbrli:identifier></xbrli:entity>'
DAY = "<xbrli:period><xbrli:instant>2023-09-30</xbrli:instant></xbrli:period>"
NOW = f'<xbrli:context id="now">{ENTITY}{DAY}</xbrli:context>\n'
CNY = '<xbrli:unit id="cny"><xbrli:measure>iso4217:CNY</xbrli:measure></xbrli:unit>\n'
TOTAL, PARTS = '<g:T contextRef="now" unitRef="cny" decimals="0">30</g:T>', (("A", 10), ("B", 20))
Files = dict[str, str]


def laid(folder: Path, files: Files) -> None:
    """Write files into a folder, which is made."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")


def item(name: str, more: str = "", of: str = "xbrli:monetaryItemType") -> str:
    """An item's declaration."""
    return (
        f'<xs:element name="{name}" id="g_{name}" type="{of}" substitutionGroup="xbrli:item" nillable="true" '
        f'xbrli:periodType="instant" {more}/>\n'
    )


def schema(*parts: str) -> str:
    """A schema with the items T, A, B and further parts; it brings cal.xml."""
    return (
        f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" {PREFIXES} targetNamespace="{NS}" '
        f'elementFormDefault="qualified">\n{LINKBASES}{IMPORTS}{item("T")}{item("A")}{item("B")}{"".join(parts)}</xs:schema>'
    )


def fact(name: str, value: object, context: str = "now", unit: str = "cny", more: str = "") -> str:
    """A fact."""
    return f'<g:{name} contextRef="{context}" unitRef="{unit}" decimals="0"{more}>{value}</g:{name}>\n'


def sums(totals: dict[str, list[str]]) -> str:
    """A calculation linkbase; each total with its parts, weight 1."""
    names = dict.fromkeys(name for total, parts in totals.items() for name in (total, *parts))
    locators = [f'<link:loc xlink:type="locator" xlink:href="g.xsd#g_{n}" xlink:label="{n}"/>\n' for n in names]
    arcs = [
        f'<link:calculationArc xlink:type="arc" xlink:arcrole="{SUMMATION}" xlink:from="{total}" xlink:to="{part}" '
        f'weight="1" order="{order}"/>\n'
        for total, parts in totals.items()
        for order, part in enumerate(parts, start=1)
    ]
    return linkbase("calculationLink", *locators, *arcs)


def linkbase(link: str, *parts: str) -> str:
    """A linkbase of one extended link."""
    return (
        f'<link:linkbase {PREFIXES}><link:{link} xlink:type="extended" xlink:role="{STANDARD}">\n'
        f"{''.join(parts)}</link:{link}></link:linkbase>"
    )


def report(*parts: str) -> str:
    """An instance with the context `now`, the unit `cny`, and further parts."""
    return (
        f'<xbrli:xbrl {PREFIXES}><link:schemaRef xlink:type="simple" xlink:href="g.xsd"/>\n'
        f"{NOW}{CNY}{''.join(parts)}</xbrli:xbrl>"
    )


SUM = sums({"T": ["A", "B"]})
WHOLE = fact("T", 30) + fact("A", 10) + fact("B", 20)
PROVEN = {"g.xsd": schema(), "cal.xml": SUM}


def facts(n: int) -> Files:
    """Facts in contexts of their own."""
    days = (f"{2000 + at // 336 % 4000}-{at // 28 % 12 + 1:02}-{at % 28 + 1:02}" for at in range(n))
    made = (
        f'<xbrli:context id="c{at}">{ENTITY}<xbrli:period><xbrli:instant>{day}</xbrli:instant></xbrli:period>'
        f"</xbrli:context>{fact('T', 30, f'c{at}')}{fact('A', 10, f'c{at}')}{fact('B', 20, f'c{at}')}"
        for at, day in enumerate(days)
    )
    return PROVEN | {"r.xml": report(*made)}


def failures(n: int) -> Files:
    """The same, every total wrong."""
    files = facts(n)
    return files | {"r.xml": files["r.xml"].replace(">30<", ">31<")}


def repeats(n: int) -> Files:
    """One figure reported again and again."""
    return PROVEN | {"r.xml": report(WHOLE, fact("A", 10) * n)}


def repeats_at_odds(n: int) -> Files:
    """One figure reported again and again, never the same."""
    return PROVEN | {"r.xml": report(WHOLE, *(fact("A", at) for at in range(n)))}


def equal_contexts(n: int) -> Files:
    """Contexts that say the same, a fact in each."""
    made = (f'<xbrli:context id="c{at}">{ENTITY}{DAY}</xbrli:context>{fact("A", 10, f"c{at}")}' for at in range(n))
    return PROVEN | {"r.xml": report(WHOLE, *made)}


def equal_units(n: int) -> Files:
    """Units that say the same."""
    made = (f'<xbrli:unit id="u{at}"><xbrli:measure>iso4217:CNY</xbrli:measure></xbrli:unit>' for at in range(n))
    return PROVEN | {"r.xml": report(WHOLE, *made)}


def wide_unit(n: int) -> Files:
    """One unit of many measures."""
    wide = f'<xbrli:unit id="w">{"<xbrli:measure>iso4217:CNY</xbrli:measure>" * n}</xbrli:unit>'
    return PROVEN | {"r.xml": report(WHOLE, wide)}


def wide_total(n: int, value: int = 10) -> Files:
    """One total of many parts."""
    names = [f"P{at}" for at in range(n)]
    return {
        "g.xsd": schema(*map(item, names)),
        "cal.xml": sums({"T": names}),
        "r.xml": report(fact("T", value * n), *(fact(name, 10) for name in names)),
    }


def wide_total_failing(n: int) -> Files:
    """One wrong total of many parts."""
    return wide_total(n, 11)


def shared_part_failing(n: int) -> Files:
    """Wrong totals, each of a part of its own and one that all of them share."""
    names = [(f"T{at}", f"P{at}") for at in range(n)]
    facts = (fact(total, 1000 + 7 * at) + fact(part, at) for at, (total, part) in enumerate(names))
    return {
        "g.xsd": schema(*(item(name) for pair in names for name in pair)),
        "cal.xml": sums({total: ["A", part] for total, part in names}),
        "r.xml": report(fact("A", 50), *facts),
    }


def chain_of_totals(n: int) -> Files:
    """Each total a part of the next."""
    names = [f"P{at}" for at in range(n + 1)]
    return {
        "g.xsd": schema(*map(item, names)),
        "cal.xml": sums({name: [part] for name, part in pairwise(names)}),
        "r.xml": report(*(fact(name, 10) for name in names)),
    }


def chain_of_totals_failing(n: int) -> Files:
    """Each total a part of the next, every second one wrong."""
    files = chain_of_totals(n)
    for at in range(0, n, 2):
        files["r.xml"] = files["r.xml"].replace(f'g:P{at} contextRef="now" unitRef="cny" decimals="0">10<', "", 0)
    wrong = (fact(f"P{at}", 10 + at % 2) for at in range(n + 1))
    return files | {"r.xml": report(*wrong)}


def locators_of_one_label(n: int) -> Files:
    """Locators that share one label, and an arc from it to it: the product of both ends (XLink 1.0 §5.1.3)."""
    names = [f"P{at}" for at in range(n)]
    locators = (f'<link:loc xlink:type="locator" xlink:href="g.xsd#g_{name}" xlink:label="x"/>\n' for name in names)
    arc = f'<link:calculationArc xlink:type="arc" xlink:arcrole="{SUMMATION}" xlink:from="x" xlink:to="x" weight="1"/>'
    return {
        "g.xsd": schema(*map(item, names)),
        "cal.xml": linkbase("calculationLink", *locators, arc),
        "r.xml": report(WHOLE),
    }


def labels(n: int) -> Files:
    """Labels of one concept."""
    loc = '<link:loc xlink:type="locator" xlink:href="g.xsd#g_T" xlink:label="t"/>'
    made = (
        f'<link:label xlink:type="resource" xlink:role="http://www.xbrl.org/2003/role/label" xlink:label="l{at}" '
        f'xml:lang="en">Total {at}</link:label><link:labelArc xlink:type="arc" '
        f'xlink:arcrole="http://www.xbrl.org/2003/arcrole/concept-label" xlink:from="t" xlink:to="l{at}"/>\n'
        for at in range(n)
    )
    both = SUM.replace("</link:linkbase>", linkbase("labelLink", loc, *made).partition(">")[2])
    return PROVEN | {"cal.xml": both, "r.xml": report(WHOLE)}


def footnotes(n: int) -> Files:
    """Footnotes of one fact."""
    made = (
        f'<link:footnote xlink:type="resource" xlink:label="f{at}" xml:lang="en" '
        f'xlink:role="http://www.xbrl.org/2003/role/footnote">note {at}</link:footnote><link:footnoteArc '
        f'xlink:type="arc" xlink:arcrole="http://www.xbrl.org/2003/arcrole/fact-footnote" xlink:from="t" '
        f'xlink:to="f{at}"/>\n'
        for at in range(n)
    )
    link = (
        f'<link:footnoteLink xlink:type="extended" xlink:role="{STANDARD}"><link:loc xlink:type="locator" '
        f'xlink:href="#one" xlink:label="t"/>{"".join(made)}</link:footnoteLink>'
    )
    return PROVEN | {"r.xml": report(WHOLE, fact("A", 10, more=' id="one"'), link)}


def concepts(n: int) -> Files:
    """Concepts declared."""
    return PROVEN | {"g.xsd": schema(*(item(f"P{at}") for at in range(n))), "r.xml": report(WHOLE)}


def type_chain(n: int) -> Files:
    """Types that derive from each other in a chain."""
    first = '<xs:simpleType name="t0"><xs:restriction base="xs:string"/></xs:simpleType>\n'
    rest = (f'<xs:simpleType name="t{at}"><xs:restriction base="g:t{at - 1}"/></xs:simpleType>\n' for at in range(1, n))
    return PROVEN | {"g.xsd": schema(first, *rest), "r.xml": report(WHOLE)}


def substitution_chain(n: int) -> Files:
    """Elements that substitute for each other in a chain."""
    made = (
        f'<xs:element name="P{at}" id="g_P{at}" type="xbrli:monetaryItemType" abstract="true" nillable="true" '
        f'substitutionGroup="{f"g:P{at - 1}" if at else "xbrli:item"}" xbrli:periodType="instant"/>\n'
        for at in range(n)
    )
    return PROVEN | {"g.xsd": schema(*made), "r.xml": report(WHOLE)}


def enumeration(n: int) -> Files:
    """Values an item may have, and one that has the last."""
    values = "".join(f'<xs:enumeration value="v{at}"/>' for at in range(n))
    of = (
        '<xs:complexType name="e"><xs:simpleContent><xs:restriction base="xbrli:tokenItemType">'
        f"{values}</xs:restriction></xs:simpleContent></xs:complexType>\n"
    )
    said = f'<g:E contextRef="now">v{n - 1}</g:E>'
    return PROVEN | {"g.xsd": schema(of, item("E", of="g:e")), "r.xml": report(WHOLE, said)}


def union_nest(n: int) -> Files:
    """Unions within unions, and a value only the innermost accepts."""
    first = '<xs:simpleType name="u0"><xs:restriction base="xs:int"/></xs:simpleType>\n'
    rest = (
        f'<xs:simpleType name="u{at}"><xs:union memberTypes="g:u{at - 1} g:u{at - 1}"/></xs:simpleType>\n'
        for at in range(1, n)
    )
    attribute = f'<xs:attribute name="a" type="g:u{n - 1}"/>\n'
    return PROVEN | {"g.xsd": schema(first, *rest, attribute), "r.xml": report(WHOLE, fact("A", 10, more=' g:a="x"'))}


def choice(n: int) -> Files:
    """A wide choice in a tuple that repeats, and as many children."""
    refs = '<xs:element ref="g:A"/><xs:element ref="g:B"/>' * (n // 2)
    of = (
        '<xs:element name="G" id="g_G" substitutionGroup="xbrli:tuple"><xs:complexType><xs:complexContent>'
        f'<xs:restriction base="xs:anyType"><xs:sequence>{refs}</xs:sequence></xs:restriction>'
        "</xs:complexContent></xs:complexType></xs:element>\n"
    )
    inside = (fact("A", 10) + fact("B", 20)) * (n // 2)
    return PROVEN | {"g.xsd": schema(of), "r.xml": report(WHOLE, f"<g:G>{inside}</g:G>")}


def includes(n: int) -> Files:
    """Schemas that include the next, twice each."""
    head = f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="{NS}">'
    chain = {
        f"s{at}.xsd": f'{head}<xs:include schemaLocation="s{at + 1}.xsd"/>'
        f'<xs:include schemaLocation="./s{at + 1}.xsd"/></xs:schema>'
        for at in range(n)
    }
    last = {f"s{n}.xsd": f"{head}</xs:schema>"}
    first = schema().replace("</xs:schema>", "").replace(IMPORTS, '<xs:include schemaLocation="s0.xsd"/>' + IMPORTS)
    return PROVEN | chain | last | {"g.xsd": first + "</xs:schema>", "r.xml": report(WHOLE)}


def members(n: int) -> Files:
    """Explicit members of one context."""
    made = "".join(f'<xbrldi:explicitMember dimension="g:D{at}">g:A</xbrldi:explicitMember>' for at in range(n))
    context = f'<xbrli:context id="m">{ENTITY.replace("</xbrli:entity>", f"<xbrli:segment>{made}</xbrli:segment></xbrli:entity>")}{DAY}</xbrli:context>'  # noqa: E501
    return PROVEN | {"r.xml": report(WHOLE, context, fact("A", 10, "m"))}


def undeclared(n: int) -> Files:
    """Facts no schema declares."""
    return PROVEN | {"r.xml": report(WHOLE, *(fact(f"X{at}", 1) for at in range(n)))}


def nesting(n: int) -> Files:
    """Elements within elements, in a place that takes any."""
    deep = f"<g:x>{'<g:x>' * n}{'</g:x>' * n}</g:x>"
    context = f'<xbrli:context id="m">{ENTITY}{DAY}<xbrli:scenario>{deep}</xbrli:scenario></xbrli:context>'
    return PROVEN | {"r.xml": report(WHOLE, context, fact("A", 10, "m"))}


def attributes(n: int) -> Files:
    """Attributes of one fact."""
    return PROVEN | {"r.xml": report(WHOLE, fact("A", 10, more="".join(f' g:a{at}="1"' for at in range(n))))}


def one_line(n: int) -> Files:
    """Many facts, all on one line."""
    files = facts(n)
    return files | {"r.xml": files["r.xml"].replace("\n", " ")}


def one_line_failing(n: int) -> Files:
    """Many failures, all on one line."""
    files = failures(n)
    return files | {"r.xml": files["r.xml"].replace("\n", " ")}


# --- OIM -----------------------------------------------------------------------------------------
INFO = {"namespaces": {"g": NS, "e": "http://example.com", "iso4217": "http://www.xbrl.org/2003/iso4217"}}
MONEY = {"entity": "e:7", "period": "2023-10-01T00:00:00", "unit": "iso4217:CNY"}


def oim(kind: str, **more: object) -> dict[str, object]:
    """The head of an OIM document."""
    said = {"documentType": f"https://xbrl.org/2021/{kind}", "taxonomy": ["g.xsd"], **INFO}
    return {"documentInfo": said, **more}


def json_facts(n: int, indent: int | None = 1, value: str = "30") -> Files:
    """Facts of an xBRL-JSON report, one a line and more."""
    listed = {}
    for at in range(n):
        when = {"period": f"{2000 + at // 336 % 4000}-{at // 28 % 12 + 1:02}-{at % 28 + 1:02}T00:00:00"}
        for name, said in (("T", value), ("A", "10"), ("B", "20")):
            dimensions = {"concept": f"g:{name}", **MONEY, **when}
            listed[f"{name}{at}"] = {"value": said, "decimals": 0, "dimensions": dimensions}
    return PROVEN | {"r.json": json.dumps(oim("xbrl-json", facts=listed), indent=indent)}


def json_one_line(n: int) -> Files:
    """The same on one line."""
    return json_facts(n, None)


def json_failing(n: int) -> Files:
    """The same on one line, every total wrong."""
    return json_facts(n, None, "31")


def json_text(n: int) -> Files:
    """One long text in xBRL-JSON."""
    files = json_facts(1)
    return files | {"r.json": files["r.json"].replace('"30"', f'"{"3" * n}"')}


def json_nesting(n: int) -> Files:
    """Arrays within arrays where a value belongs."""
    files = json_facts(1)
    return files | {"r.json": files["r.json"].replace('"30"', "[" * n + "]" * n)}


def csv_rows(n: int) -> Files:
    """Rows of an xBRL-CSV table."""
    columns = {
        "id": {},
        "day": {},
        "t": {"dimensions": {"concept": "g:T", "period": "$day"}, "decimals": 0},
        "a": {"dimensions": {"concept": "g:A", "period": "$day"}, "decimals": 0},
        "b": {"dimensions": {"concept": "g:B", "period": "$day"}, "decimals": 0},
    }
    template = {"rowIdColumn": "id", "columns": columns, "dimensions": {**MONEY, "period": None}}
    del template["dimensions"]["period"]
    head = oim("xbrl-csv", tableTemplates={"x": template}, tables={"x": {"url": "x.csv"}})
    rows = (
        f"r{at},{2000 + at // 336 % 4000}-{at // 28 % 12 + 1:02}-{at % 28 + 1:02}T00:00:00,30,10,20" for at in range(n)
    )
    return PROVEN | {"r.json": json.dumps(head), "x.csv": "id,day,t,a,b\n" + "\n".join(rows) + "\n"}


def csv_extends(n: int) -> Files:
    """Metadata files that each extend the next twice."""
    files = csv_rows(3)
    chain = {
        f"e{at}.json": json.dumps(
            {
                "documentInfo": {
                    "documentType": "https://xbrl.org/2021/xbrl-csv",
                    "extends": [f"e{at + 1}.json", f"./e{at + 1}.json"],
                }
            }
        )
        for at in range(n)
    }
    first = json.loads(files["r.json"])
    return files | chain | {f"e{n}.json": json.dumps(first), "r.json": chain["e0.json"]}


# --- inline --------------------------------------------------------------------------------------
def page(*parts: str) -> str:
    """An inline document with the context `now` and the unit `cny`."""
    return (
        f'<html xmlns="http://www.w3.org/1999/xhtml" xmlns:ix="http://www.xbrl.org/2013/inlineXBRL" {PREFIXES}>'
        "<head><title>x</title></head><body><div style='display:none'><ix:header><ix:references>"
        '<link:schemaRef xlink:type="simple" xlink:href="g.xsd"/></ix:references><ix:resources>'
        f"{NOW}{CNY}</ix:resources></ix:header></div>{''.join(parts)}</body></html>"
    )


def tagged(name: str, value: object, more: str = "") -> str:
    """A tagged figure."""
    return (
        f'<p><ix:nonFraction name="g:{name}" contextRef="now" unitRef="cny" decimals="0"{more}>{value}'
        "</ix:nonFraction></p>\n"
    )


def inline_facts(n: int) -> Files:
    """Tagged figures."""
    return PROVEN | {"r.htm": page(tagged("T", 30), tagged("A", 10) * n, tagged("B", 20))}


def inline_one_line(n: int) -> Files:
    """Tagged figures, all on one line."""
    files = inline_facts(n)
    return files | {"r.htm": files["r.htm"].replace("\n", " ")}


def continuations(n: int) -> Files:
    """One text in many pieces."""
    first = '<ix:nonNumeric name="g:N" contextRef="now" continuedAt="k0">a</ix:nonNumeric>'
    rest = (
        f'<ix:continuation id="k{at}"{f" continuedAt={chr(34)}k{at + 1}{chr(34)}" if at < n - 1 else ""}>a'
        "</ix:continuation>"
        for at in range(n)
    )
    return inline_page(first, *rest)


def inline_nesting(n: int) -> Files:
    """Texts tagged within texts."""
    start, end = '<ix:nonNumeric name="g:N" contextRef="now">a', "</ix:nonNumeric>"
    return inline_page(start * n, end * n)


def number_nesting(n: int) -> Files:
    """Figures tagged within figures."""
    start = '<ix:nonFraction name="g:A" contextRef="now" unitRef="cny" decimals="0">'
    return PROVEN | {"r.htm": page(tagged("T", 30), tagged("B", 20), start * n, "10", "</ix:nonFraction>" * n)}


def resources_nesting(n: int) -> Files:
    """Resources of a page within each other, where none may be."""
    files = inline_facts(1)
    nested = "<ix:resources>" * n + "</ix:resources>" * n
    return files | {"r.htm": files["r.htm"].replace("</ix:resources>", f"{nested}</ix:resources>")}


def inline_page(*parts: str) -> Files:
    """A proven page with further parts, and a text item N to tag with."""
    shown = page(tagged("T", 30), tagged("A", 10), tagged("B", 20), *parts)
    return PROVEN | {"g.xsd": schema(item("N", of="xbrli:stringItemType")), "r.htm": shown}


def excludes(n: int) -> Files:
    """What is left out, within what is left out."""
    return inline_page("<ix:exclude>" * n, "</ix:exclude>" * n)


def fractions(n: int) -> Files:
    """Fractions, side by side."""
    one = (
        '<ix:fraction name="g:N" contextRef="now" unitRef="cny"><ix:numerator>1</ix:numerator>'
        "<ix:denominator>2</ix:denominator></ix:fraction>"
    )
    return inline_page(one * n)


def fraction_nest(n: int) -> Files:
    """Fractions within fractions, terms at the innermost."""
    start, end = '<ix:fraction name="g:N" contextRef="now" unitRef="cny">', "</ix:fraction>"
    return inline_page(start * n, "<ix:numerator>1</ix:numerator><ix:denominator>2</ix:denominator>", end * n)


def tuple_nest(n: int) -> Files:
    """Tuples within tuples."""
    start, end = '<ix:tuple name="g:N" order="1">', "</ix:tuple>"
    return inline_page(start * n, tagged("A", 10, ' order="1"'), end * n)


def continuation_nest(n: int) -> Files:
    """Pieces of one text within each other."""
    first = '<ix:nonNumeric name="g:N" contextRef="now" continuedAt="k0">a</ix:nonNumeric>'
    pieces = (
        f'<ix:continuation id="k{at}"{f" continuedAt={chr(34)}k{at + 1}{chr(34)}" if at < n - 1 else ""}>'
        for at in range(n)
    )
    return inline_page(first, *pieces, "</ix:continuation>" * n)


# --- rules ---------------------------------------------------------------------------------------
RULE = """
[TX{at:03}]
name = "rule-{at}"
rule = "T == A + B"
says = "{{T}} is not {{A}} and {{B}}"
why = "It is."
"""


def lets(n: int) -> Files:
    """Names that stand for twice the one before."""
    given = "".join(f'x{at} = "x{at - 1} + x{at - 1}"\n' if at else 'x0 = "A"\n' for at in range(n))
    rule = f'[TX001]\nname = "grown"\nrule = "x{n - 1} > 0"\nsays = "{{A}}"\nwhy = "It is."\n[TX001.let]\n{given}'
    return PROVEN | {"r.xml": report(WHOLE), "tieouts.toml": rule}


CONSTRUCTS: dict[str, Callable[[int], Files]] = {
    made.__name__: made
    for made in (
        *(facts, failures, repeats, repeats_at_odds, equal_contexts, equal_units, wide_unit, wide_total),
        *(wide_total_failing, shared_part_failing, chain_of_totals, chain_of_totals_failing, locators_of_one_label),
        *(labels, footnotes, concepts, type_chain, substitution_chain, enumeration, union_nest, choice, includes),
        *(members, undeclared),
        *(nesting, attributes, one_line, one_line_failing, json_facts, json_one_line, json_failing, json_text),
        *(json_nesting, csv_rows, csv_extends, inline_facts, inline_one_line, continuations, inline_nesting, lets),
        *(excludes, fractions, fraction_nest, tuple_nest, continuation_nest, number_nesting, resources_nesting),
    )
}
