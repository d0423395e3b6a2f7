"""Content models: what they accept, and models in which two particles compete."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.laws import tried
from validator.model.components import UNBOUNDED, AnyParticle, ElementParticle, Group, Particle
from validator.xsd.content import Model, UndecidedError


def element(name: str, low: int = 1, high: int = 1) -> Particle:
    """Return a reference to a global element."""
    return ElementParticle(name, low, high, reference=True)


def group(kind: str, *parts: Particle, low: int = 1, high: int = 1) -> Particle:
    """Return a sequence, choice or all."""
    return Group(kind, parts, low, high)


A, B, C = element("a"), element("b"), element("c")
ANY = AnyParticle(("##other", "t"), "lax", 0, UNBOUNDED)


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


def test_nothing_backtracks() -> None:
    nested = element("a", 0, UNBOUNDED)
    for _ in range(7):
        nested = group("choice", group("sequence", nested), nested, low=0, high=UNBOUNDED)
        nested = group("sequence", nested, low=0, high=UNBOUNDED)
    assert accepts(group("sequence", nested, B), "a" * 40 + "b")
    assert not accepts(group("sequence", nested, B), "a" * 40 + "c")


@pytest.mark.parametrize("kind", ["sequence", "choice", "all"])
def test_a_thousand_optional_parts(kind: str) -> None:
    parts = [element(f"e{number}", 0) for number in range(1200)]
    model = Model(Group(kind, tuple(parts)), lambda name: (name,))
    assert model.complete(model.start)
    state, taken = model.step(model.start, "e1199")
    assert (taken, model.complete(state)) == (parts[-1], True)


def test_counts_within_counts() -> None:
    inner = element("a", 1, 1000)
    assert accepts(group("sequence", inner, low=1, high=1000), "a" * 3000)
    exact = group("sequence", element("a", 7, 7), low=3, high=100_000)
    assert accepts(exact, "a" * 21)
    assert not accepts(exact, "a" * 22)
    assert not accepts(group("sequence", element("a", 0, 5), low=100_000, high=100_000), "b")
    assert accepts(group("sequence", element("a", 0, 5), low=100_000, high=100_000), "a" * 12)


def test_counts_nobody_can_follow_are_given_up() -> None:
    hostile = group("sequence", element("a", 2, 3), low=90_000, high=100_000)
    hostile = group("sequence", hostile, low=90_000, high=100_000)
    with pytest.raises(UndecidedError):
        accepts(group("sequence", hostile, low=2, high=3), "a" * 3000)


PARTICLES = st.recursive(
    st.builds(element, st.sampled_from("abc"), st.integers(0, 2), st.integers(2, 4) | st.just(UNBOUNDED)),
    lambda inner: st.builds(
        lambda kind, parts, low, more: Group(kind, tuple(parts), low, UNBOUNDED if more is None else low + more),
        st.sampled_from(["sequence", "choice"]),
        st.lists(inner, min_size=1, max_size=3),
        st.integers(0, 2),
        st.none() | st.integers(0, 2),
    ),
    max_leaves=6,
)


def ends(particle: Particle, text: str, starts: set[int]) -> set[int]:
    """Return where a match that begins at one of some places can end, by the definition and nothing else."""
    low, high = particle.minimum, particle.maximum
    found: set[int] = starts if low == 0 else set()
    for count in range(1, (low + len(text) if high == UNBOUNDED else high) + 1):
        if not isinstance(particle, Group):
            starts = {at + 1 for at in starts if text[at : at + 1] == particle.name}
        elif particle.kind == "choice":
            starts = {end for part in particle.parts for end in ends(part, text, starts)}
        else:
            for part in particle.parts:
                starts = ends(part, text, starts)
        if count >= low:
            found = found | starts
    return found


@tried(200)
@given(PARTICLES, st.lists(st.text("abc", max_size=7), min_size=5, max_size=5))
def test_a_model_takes_what_its_definition_takes(particle: Particle, texts: list[str]) -> None:
    assert [accepts(particle, text) for text in texts] == [len(text) in ends(particle, text, {0}) for text in texts]
