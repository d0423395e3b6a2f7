"""Trees of one shape judged by their slots, against each judged on its own."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.laws import tried
from tests.xsd.test_second_judge import HEAD, ROOT, elements, prepared, schemas, tag
from validator.model.tree import Trees
from validator.xsd import alike
from validator.xsd.documents import parse

VARIED = ("1", "", " ", "a", "i", "7", "a b", "true")
TEXT = re.compile(r'(?<==")[^":]*(?=")|(?<=>)[^<>]*(?=<)')


TYPES = (
    tag("attribute", name="a", type="xs:int", fixed="1") + tag("attribute", name="i", type="xs:ID"),
    tag("sequence", tag("element", name="j", type="xs:ID"), minOccurs="0") + tag("attribute", name="i", type="xs:ID"),
)
SLOTS = tag("element", tag("complexType", TYPES[0]), name="r") + tag("element", tag("complexType", TYPES[1]), name="s")
SLOTS += tag("element", name="f", type="xs:int", fixed="1") + tag("element", name="d", type="xs:int", default="1")
PAIRS = {
    "an attribute of a fixed value": ('<r a="1"/>', '<r a="2"/>', ["attribute-fixed"]),
    "another spelling of it": ('<r a="1"/>', '<r a="01"/>', []),
    "what must be empty": ('<r i="x"/>', '<r i="x"> </r>', ["filled"]),
    "two ids": ('<s i="x"><j>y</j></s>', '<s i="x"><j>x</j></s>', ["id-twice"]),
    "a fixed value": ("<f>1</f>", "<f>2</f>", ["value-fixed"]),
    "a fixed value that is left out": ("<f>1</f>", "<f></f>", []),
    "a value by default": ("<d>1</d>", "<d></d>", []),
    "a wrong value": ("<d>1</d>", "<d>x</d>", ["value"]),
    "an id that is none": ('<r i="x"/>', '<r i="7"/>', ["attribute-value"]),
    "text between elements": ('<s i="x"><j>y</j> </s>', '<s i="x"><j>y</j>z</s>', ["text"]),
}


def said(faults):
    """What faults say."""
    return [(one.element.name, one.clause, one.values, one.at) for one in faults]


@pytest.mark.parametrize("name", PAIRS)
def test_what_the_second_of_a_shape_has_otherwise_is_found(name):
    right, other, clauses = PAIRS[name]
    judge, _ = prepared(f"{HEAD.format(more='')}{SLOTS}</xs:schema>")
    trees = Trees()
    for one in parse(f'<w xmlns="urn:t">{right}{other}{right}</w>'.encode()).root.children:
        trees.append(one)
    assert len({shape for shape, _ in trees.packed()}) == 1
    assert [one.clause for one in alike.faults(judge, trees)] == clauses


@tried(100)
@given(schemas(), st.lists(elements(), min_size=1, max_size=5), st.randoms(use_true_random=False))
def test_trees_of_one_shape_are_judged_as_each_of_them_is(schema, drawn, random):
    written = [TEXT.sub(lambda found: random.choice((found[0], *VARIED)), one) for one in drawn for _ in range(8)]
    judge, _ = prepared(schema)
    trees = Trees()
    for one in parse(ROOT.format("".join(written)).encode()).root.children:
        one.tail = ""
        trees.append(one)
    assert said(alike.faults(judge, trees)) == [one for tree in trees for one in said(judge.faults(tree))]


def test_a_tree_of_a_known_shape_is_not_built_anew():
    judge, _ = prepared(
        '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:t" elementFormDefault="qualified">'
        '<xs:element name="r"><xs:complexType><xs:sequence><xs:element name="x" type="xs:int"/></xs:sequence>'
        "</xs:complexType></xs:element></xs:schema>"
    )
    built = []

    class Counted(Trees):
        def __getitem__(self, index):
            built.append(index)
            return super().__getitem__(index)

    trees = Counted()
    written = "".join(f"<r> <x>{text}</x></r>" for text in ("1", "2", "no", "3"))
    for one in parse(f'<w xmlns="urn:t">{written}</w>'.encode()).root.children:
        trees.append(one)
    assert [one.values["value"] for one in alike.faults(judge, trees)] == ["no"]
    assert built == [0, 2]
