"""Content models: what they accept, and models in which two particles compete."""

from __future__ import annotations

import pytest

from validator.model.content import Model, ambiguous, matches
from validator.model.declarations import UNBOUNDED, Particle


def element(name: str, low: int = 1, high: int = 1) -> Particle:
    """Return a reference to a global element."""
    return ("element", name, "", low, high, False, True)


def group(kind: str, *parts: Particle, low: int = 1, high: int = 1) -> Particle:
    """Return a sequence, choice or all."""
    return (kind, parts, low, high)


A, B, C = element("a"), element("b"), element("c")
ANY = ("any", ("##other", "t"), "lax", 0, UNBOUNDED)


def accepts(particle: Particle | None, names: str) -> bool:
    """Whether a model accepts children of one-letter names; `A` substitutes for `a`."""
    model = Model(particle, lambda name: (name, "a") if name == "A" else (name,))
    state = model.start
    for name in names:
        state, taken = model.step(state, name)
        if taken is None:
            return False
    return model.complete(state)


@pytest.mark.parametrize(
    ("particle", "good", "bad"),
    [
        (None, [""], ["a"]),
        (group("sequence", A, B), ["ab", "Ab"], ["", "a", "ba", "abb"]),
        (group("sequence", element("a", 0), B), ["ab", "b"], ["aab"]),
        (group("choice", A, B), ["a", "b"], ["", "ab"]),
        (group("choice", A, B, low=0, high=UNBOUNDED), ["", "abba"], ["c"]),
        (group("all", A, element("b", 0), C), ["ac", "cba", "bac"], ["a", "acc", ""]),
        (group("sequence", group("choice", A, B, low=2, high=3), C), ["abc", "aaac"], ["ac", "aaaac"]),
        (element("a", 0, 5000), ["a" * 5000], ["a" * 5001]),
        (element("a", 3, 3), ["aaa"], ["aa", "aaaa"]),
        (group("sequence", A, group("sequence", B, C, low=0)), ["a", "abc"], ["ab"]),
        (group("choice"), [], ["", "a"]),
    ],
)
def test_models(particle: Particle | None, good: list[str], bad: list[str]) -> None:
    assert [names for names in good if not accepts(particle, names)] == []
    assert [names for names in bad if accepts(particle, names)] == []


def test_a_wildcard_takes_other_namespaces_only() -> None:
    model = Model(group("sequence", ANY), lambda name: (name,))
    assert model.step(model.start, "{u}x")[1] is not None
    assert model.step(model.start, "{t}x")[1] is None
    assert model.step(model.start, "x")[1] is None


def test_what_may_come_next_is_named() -> None:
    model = Model(group("sequence", element("a", 0), B), lambda name: (name,))
    assert model.expected(model.start) == ["a", "b"]
    assert model.expected(model.step(model.start, "a")[0]) == ["b"]


@pytest.mark.parametrize(
    ("particle", "clash"),
    [
        (group("sequence", A, element("b", 0), A), False),
        (group("sequence", A, element("b", 0), element("a", 0)), False),
        (group("sequence", element("a", 0), element("b", 0), A), True),
        (group("sequence", element("a", 0), A), True),
        (group("sequence", element("a", 2, 2), A), False),  # the count tells them apart
        (group("sequence", element("a", 1, 2), A), True),
        (group("choice", A, A), True),
        (group("choice", group("sequence", A, B), group("sequence", A, C)), True),
        (group("sequence", group("choice", A, B, low=0, high=UNBOUNDED), C), False),
        (group("sequence", group("choice", A, B, low=0, high=UNBOUNDED), A), True),
        (group("all", A, B), False),
    ],
)
def test_unique_particle_attribution(particle: Particle, *, clash: bool) -> None:
    found = ambiguous(particle, lambda one, other: matches(one, other[1], (other[1],)))
    assert (found is not None) is clash
