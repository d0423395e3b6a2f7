"""Trees that are kept in little room come back as they were."""

from __future__ import annotations

import tracemalloc
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from tests.constructs import CONSTRUCTS
from validator.model.tree import LARGEST, Element, Head, Trees
from validator.readers.xml.xbrl_xml import read

PREFIXES = {"": "http://example.com"}


class Said(NamedTuple):
    """All that an element says."""

    name: str
    attributes: dict[str, str]
    text: str
    tail: str
    prefixes: dict[str, str]
    at: tuple[str, int, int, str]


def said(root: Element) -> list[tuple[str, Said]]:
    """Return an element and all in it, as events."""
    return [
        (kind, Said(one.name, dict(one.attributes), one.text, one.tail, dict(one.prefixes), tuple(one.at)))
        for kind, one in root.events()
    ]


def element(name="e", children=(), text="", tail="", prefixes=PREFIXES, line=1, **attributes):
    made = Element(name, attributes, prefixes, "r.xml", line, 300)
    made.children, made.text, made.tail = list(children), text, tail
    return made


WORDS = st.text(max_size=4)
LEAVES = st.builds(element, st.sampled_from("ab"), text=WORDS, tail=WORDS, line=st.integers(0, 1 << 40), id=WORDS)
TREES = st.recursive(
    LEAVES | st.builds(element, st.sampled_from("cd")),
    lambda inner: st.builds(element, st.sampled_from("ab"), st.lists(inner, max_size=3), WORDS, WORDS, id=WORDS),
    max_leaves=12,
)


@given(st.lists(TREES, max_size=5))
def test_trees_come_back_in_their_order_as_they_were(roots):
    trees = Trees()
    for root in roots:
        trees.append(root)
    assert len(trees) == len(roots)
    expected = [said(root) for root in roots]
    assert [said(root) for root in trees] == expected
    assert [said(trees[index]) for index in range(len(roots))] == expected
    assert list(trees.heads()) == [Head(one.name, one.get("id"), one.line, one.column) for one in roots]
    walked = [node for root in roots for node in root.walk()]
    assert list(trees.elements()) == [Head(one.name, one.get("id"), one.line, one.column) for one in walked]


def test_what_is_large_or_binds_prefixes_within_is_held_as_it_is():
    trees = Trees()
    wide = element(children=[element() for _ in range(LARGEST)])
    bound = element(children=[element(prefixes={"": "http://example.com/other"})])
    roots = [wide, bound, element()]
    for root in roots:
        trees.append(root)
    assert [one is root for one, root in zip(trees, roots, strict=True)] == [True, True, False]
    trees.hold(roots[2])
    assert trees[3] is roots[2]
    assert [one.name for one in trees.heads()] == ["e"] * 4
    assert len(list(trees.elements())) == LARGEST + 1 + 2 + 1 + 1


def test_characters_no_text_has_are_kept():
    trees = Trees()
    trees.append(element(text="\ud800", id="\0"))
    assert said(trees[0]) == said(element(text="\ud800", id="\0"))


def test_nothing_is_left_once_they_are_let_go():
    trees = Trees()
    trees.append(element())
    trees.clear()
    assert (len(trees), list(trees), list(trees.heads())) == (0, [], [])
    trees.append(element("other"))
    assert trees[0].name == "other"


def test_contexts_take_little_more_than_they_do_in_the_file():
    data = CONSTRUCTS["equal_contexts"](1000)["r.xml"].encode()
    read("r.xml", data)
    tracemalloc.start()
    try:
        report = read("r.xml", data)
        kept, _ = tracemalloc.get_traced_memory()
        report.trees_let_go()
        rest, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(report.contexts) >= 1000
    assert kept - rest < len(data)
