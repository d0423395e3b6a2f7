from __future__ import annotations

from validator.model.names import PARENT_CHILD
from validator.model.networks import Arc, Network
from validator.model.source import Location

AT = Location("linkbase.xml", 1)


def network(*pairs):
    arcs = tuple(Arc(source, target, "1", "1", "", (("weight", "2"),), AT) for source, target in pairs)
    return Network(PARENT_CHILD, "role", arcs)


def test_what_is_above_and_below_is_found():
    tree = network(("a", "b"), ("a", "c"), ("b", "d"), ("e", "c"))
    assert [arc.target for arc in tree.children("a")] == ["b", "c"]
    assert [arc.source for arc in tree.parents("c")] == ["a", "e"]
    assert (tree.children("d"), tree.parents("a")) == ([], [])
    assert (list(tree.roots()), list(tree.sources)) == (["a", "e"], ["a", "b", "e"])
    assert list(tree.descendants("a")) == ["b", "d", "c"]


def test_a_circle_ends_where_it_closes():
    circle = network(("a", "b"), ("b", "c"), ("c", "a"))
    assert list(circle.descendants("b")) == ["c", "a"]
    assert list(circle.roots()) == []


def test_a_further_attribute_is_had_or_its_default():
    arc = network(("a", "b")).arcs[0]
    assert (arc.attribute("weight"), arc.attribute("usable", "true"), arc.attribute("usable")) == ("2", "true", "")
