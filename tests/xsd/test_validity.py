"""Content models against sequences of children, without backtracking."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.laws import tried
from validator.model.components import UNBOUNDED, AnyParticle, ComplexType, ElementDeclaration, ElementParticle, Group
from validator.model.source import Location
from validator.model.tree import Element
from validator.xsd.validity import WORDS, Validity


def element(name, minimum=1, maximum=1):
    return ElementParticle(name, minimum, maximum)


def sequence(*parts, minimum=1, maximum=1):
    return Group("sequence", parts, minimum, maximum)


def choice(*parts, minimum=1, maximum=1):
    return Group("choice", parts, minimum, maximum)


def all_of(*parts):
    return Group("all", parts)


def fits(particle, names):
    content = "elements" if particle else "empty"
    declared = ComplexType("T", "", "", False, False, content, "", particle, (), None, Location("s.xsd"))
    root = ElementDeclaration("r", "", "T", "", False, False, None, None, "", Location("s.xsd"))
    tree = Element("r", {}, {}, "r.xml", 1, 1)
    tree.children = [Element(name, {}, {}, "r.xml", 1, 1) for name in names]
    return "; ".join(
        WORDS[one.clause].format(**one.values) for one in Validity({"r": root}, {"T": declared}, {}).faults(tree)
    )


A, B, C = element("a"), element("b"), element("c")
ANY = AnyParticle(("##other", "http://example.com/x"), "lax", 0, UNBOUNDED)


@pytest.mark.parametrize(
    ("particle", "names"),
    [
        (sequence(A, B), "ab"),
        (sequence(A, element("b", 0), C), "ac"),
        (sequence(A, element("b", 0, UNBOUNDED), C), "abbbc"),
        (choice(A, B, minimum=0, maximum=UNBOUNDED), "abba"),
        (choice(sequence(A, B), sequence(A, C)), "ac"),
        (all_of(A, B, element("c", 0)), "ba"),
        (sequence(sequence(minimum=0, maximum=UNBOUNDED), A), "a"),
        (sequence(element("a", 2, 3), element("a", 1, 1)), "aaa"),
        (None, ""),
    ],
)
def test_fits(particle, names):
    assert fits(particle, names) == ""


@pytest.mark.parametrize(
    ("particle", "names", "reason"),
    [
        (sequence(A, B), "a", "lacks b"),
        (sequence(A, B), "ba", "must not have b as child 1, where only a may come"),
        (sequence(A, B), "abb", "must not have b as child 3, where nothing more may come"),
        (choice(A, B), "", "lacks a or b"),
        (all_of(A, B), "aa", "must not have a as child 2, where only b may come"),
        (sequence(element("a", 2, 3)), "aaaa", "must not have a as child 4, where nothing more may come"),
        (None, "a", "must be empty, but holds a"),
    ],
)
def test_does_not_fit(particle, names, reason):
    assert fits(particle, names) == reason


def test_a_wildcard_takes_other_namespaces():
    assert fits(sequence(A, ANY), ["a", "{http://example.com/y}z"]) == ""
    foreign = "must not have z as child 2, where only any may come"
    assert fits(sequence(A, ANY), ["a", "{http://example.com/x}z"]) == foreign


def test_nothing_backtracks():
    nested = element("a", 0, UNBOUNDED)
    for _ in range(6):
        nested = choice(sequence(nested), nested, minimum=0, maximum=UNBOUNDED)
    assert fits(nested, "a" * 40 + "b") == "must not have b as child 41, where only a may come"


@tried(100)
@given(st.lists(st.sampled_from("abc"), max_size=8))
def test_an_unbounded_choice_takes_everything(names):
    assert fits(choice(A, B, C, minimum=0, maximum=UNBOUNDED), names) == ""
