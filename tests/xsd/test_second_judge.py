"""Generated schemas and instances: our verdict beside libxml2's.

What it is wrong about is not generated: it takes an empty xs:NMTOKENS for one (Part 2 §3.3.5 asks for a token).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tests.laws import tried
from validator.xsd.compiler import Schemas
from validator.xsd.declared import SchemaDocument
from validator.xsd.derivations import Derivations
from validator.xsd.documents import parse
from validator.xsd.prepared import STRICT
from validator.xsd.schema_language import Structure
from validator.xsd.validity import Identities, Validity

if TYPE_CHECKING:
    from validator.model.source import Location
    from validator.xsd.validity import Fault

HEAD = (
    '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="urn:t" targetNamespace="urn:t"'
    ' elementFormDefault="qualified" {more}>'
)
ROOT = (
    '<r xmlns="urn:t" xmlns:t="urn:t" xmlns:o="urn:o" xmlns:xs="http://www.w3.org/2001/XMLSchema"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{}</r>'
)


class Sink:
    """Problems of schemas, written down."""

    def __init__(self) -> None:
        self.problems: list[str] = []

    def lacks(self, space: str) -> bool:
        """Say that no schema is missing."""
        return not space

    def trouble(self, check: str, at: Location, *related: tuple[str, Location], **values: object) -> None:
        """Write a problem down."""
        self.problems.append(f"{at.line}: {check} {values} {len(related)}")


def prepared(schema: str) -> tuple[Validity, list[str]]:
    """Return a judge by a schema, and what is wrong with the schema."""
    sink, document = Sink(), SchemaDocument("s.xsd", "s.xsd", parse(schema.encode()).root)
    schemas = Schemas(sink)
    schemas.note(document)
    schemas.compile()
    judge = Validity(schemas.elements, schemas.types, schemas.attributes)
    structure = Structure(schemas, judge)
    structure.judge(document, Identities())
    structure.unique_particles()
    Derivations(schemas).judge()
    return judge, sink.problems


def judged(judge: Validity, instance: str) -> list[Fault]:
    """Return what our judge finds in an instance."""
    ids = Identities()
    return [*judge.faults(parse(instance.encode()).root, ids, process=STRICT), *ids.unanswered()]


def attributes(**given: str | None) -> str:
    """Write attributes, those that are None left out."""
    return "".join(f' {name.replace("_", ":")}="{value}"' for name, value in given.items() if value is not None)


def tag(kind: str, *held: str, **given: str | None) -> str:
    """Write an element of the language of schemas."""
    return f"<xs:{kind}{attributes(**given)}>{''.join(held)}</xs:{kind}>"


VALUES = st.sampled_from(
    ["", "1", "1", "1", " ", " 1 ", "1 2", "a", "a b", " a  b ", "1\u00a02", "a&#9;b", "true", "01"]
)
SIMPLE = st.sampled_from(["xs:string", "xs:int", "xs:token", "xs:NMTOKEN", "s", "l", "u", "p", "n", "xs:boolean"])
FLAG = st.sampled_from([None, None, "true"])
BLOCK = st.sampled_from([None, None, None, "extension", "restriction", "#all", "substitution"])
DERIVED = st.sampled_from([None, None, None, "extension", "restriction", "#all"])
USE = st.sampled_from([None, None, "required", "optional"])
PROCESS = st.sampled_from([None, "lax", "skip"])
HELD = {
    "xs:int": ["1"],
    "xs:boolean": ["1", "true"],
    "n": ["1"],
    "l": ["1", "1 2"],
    "s": ["1", "a b"],
    "p": ["1", "a b"],
}
LISTED = tuple(tag("enumeration", value=value) for value in ("a", "a b", "1"))
TYPES = (
    tag("simpleType", tag("restriction", tag("whiteSpace", value="replace"), *LISTED, base="xs:string"), name="s")
    + tag("simpleType", tag("list", itemType="xs:int"), name="l")
    + tag("simpleType", tag("union", memberTypes="xs:int l s"), name="u")
    + tag("simpleType", tag("restriction", tag("pattern", value="a( b)?|1"), base="xs:token"), name="p")
    + tag("simpleType", tag("restriction", tag("maxLength", value="1"), base="l"), name="n")
)
IDS = tag("attribute", name="b", type="xs:ID") + tag("attribute", name="c", type="xs:IDREFS")
MORE = tag("sequence", tag("element", name="y", type="xs:string", minOccurs="0"))


@st.composite
def held(draw: st.DrawFn) -> dict[str, str | None]:
    """Draw a type, and a default or a fixed value of it, or neither."""
    typed = draw(SIMPLE)
    how = draw(st.sampled_from(["fixed", "default", "", ""]))
    return {"type": typed} | ({how: draw(st.sampled_from(HELD.get(typed, ["1", "a b"])))} if how else {})


@st.composite
def complex_types(draw: st.DrawFn, base: dict[str, str | None]) -> str:
    """Draw B, D (extends B), R (restricts B), V (holds a value), W (extends V) and E (is empty)."""
    mixed, space = draw(FLAG), draw(st.sampled_from(["##any", "##other", "##local"]))
    local = tag("element", name="x", nillable=draw(FLAG), minOccurs="0", **draw(held()))
    own = tag("sequence", local, tag("element", ref="v", minOccurs="0"))
    own += tag("attribute", name="a", type=draw(SIMPLE), use=draw(USE))
    own += draw(st.sampled_from(["", tag("anyAttribute", namespace=space, processContents=draw(PROCESS))]))
    more = tag("extension", MORE, tag("attribute", name="b", type="xs:int"), base="B")
    value = tag("extension", tag("attribute", name="a", **draw(held())), base=base["type"])
    return (
        tag("complexType", own, name="B", abstract=draw(FLAG), block=draw(DERIVED), mixed=mixed)
        + tag("complexType", tag("complexContent", more, mixed=mixed), name="D")
        + tag("complexType", tag("complexContent", tag("restriction", own, base="B"), mixed=mixed), name="R",
              block=draw(DERIVED))
        + tag("complexType", tag("simpleContent", value), name="V", abstract=draw(FLAG))
        + tag("complexType", tag("simpleContent", tag("extension", IDS, base="V")), name="W")
        + tag("complexType", tag("attribute", name="b", type="xs:ID"), name="E")
    )  # fmt: skip


@st.composite
def schemas(draw: st.DrawFn) -> str:
    """Draw a schema of the elements r (the root), h, m and n (which stand for h), v, w and e."""
    base = draw(held())
    parts = [tag("element", ref=name) for name in "hvwe"]
    parts.append(tag("any", namespace="##other", processContents=draw(PROCESS)))
    choice = tag("choice", *parts, minOccurs="0", maxOccurs="unbounded")
    member = draw(st.sampled_from("BDR"))
    return "".join((
        HEAD.format(more=attributes(blockDefault=draw(DERIVED))),
        TYPES,
        draw(complex_types(base)),
        tag("attribute", name="g", type=draw(SIMPLE)),
        tag("element", name="h", type="B", abstract=draw(FLAG), block=draw(BLOCK), nillable=draw(FLAG)),
        tag("element", name="m", type=member, substitutionGroup="h", nillable=draw(FLAG)),
        tag("element", name="n", type="D", substitutionGroup="h"),
        tag("element", name="v", nillable=draw(FLAG), block=draw(DERIVED), **draw(held())),
        tag("element", name="w", nillable=draw(FLAG), block=draw(DERIVED), **base | {"type": "V"}),
        tag("element", name="e", type="E"),
        tag("element", tag("complexType", choice), name="r"),
        "</xs:schema>",
    ))  # fmt: skip


@st.composite
def elements(draw: st.DrawFn) -> str:
    """Draw an element that may stand in the root, or nearly."""
    name = draw(st.sampled_from(["h", "m", "n", "v", "w", "e", "h", "w", "v", "x", "o:q"]))
    typed = st.sampled_from([None] * 6 + ["D", "R", "B", "W", "V", "s", "l", "n", "xs:int", "xs:string", "t:nothing"])
    few = st.sampled_from([None, None, None])
    written = attributes(
        xsi_type=draw(st.none() | typed),
        xsi_nil=draw(st.sampled_from([None] * 6 + ["true", "false", "1", " 0 "])),
        a=draw(few | few | VALUES),
        b=draw(few | few | st.sampled_from(["i", "j", "7"])),
        c=draw(few | few | few | st.sampled_from(["i", "i j"])),
        t_g=draw(few | few | VALUES),
        o_z=draw(few | few | VALUES),
    )
    inner = draw(VALUES)
    if name in ("h", "m", "n") or draw(st.integers(0, 9)) == 0:
        parts = (f"<x>{draw(VALUES)}</x>", f"<v>{draw(VALUES)}</v>", "<y>1</y>", "<v/>", "<x/>", '<x xsi:nil="true"/>')
        count = draw(st.integers(0, 2))
        inner = "".join(draw(st.sampled_from(parts)) for _ in range(count)) + draw(st.sampled_from(["", "", "\n", "a"]))
    return f"<{name}{written}>{inner}</{name}>"


@tried(100)
@given(schemas(), st.lists(st.lists(elements(), min_size=1, max_size=2), min_size=6, max_size=6))
def test_the_second_judge_agrees(schema: str, instances: list[list[str]]) -> None:
    judge, problems = prepared(schema)
    try:
        other = etree.XMLSchema(etree.fromstring(schema))
    except etree.XMLSchemaParseError:
        assert problems
        return
    assert problems == []
    for parts in instances:
        instance = ROOT.format("".join(parts))
        faults = judged(judge, instance)
        valid = other.validate(etree.fromstring(instance))
        assert valid == (not faults), (instance, [(f.clause, f.values) for f in faults], other.error_log)
