"""Content models in which two particles compete for one child."""

from __future__ import annotations

import pytest

from tests.xsd.test_content import A, B, C, element, group
from validator.model.components import UNBOUNDED, AnyParticle, Group, Particle
from validator.xsd.attribution import ambiguous

OTHER = AnyParticle(("##other", "t"), "lax", 0, UNBOUNDED)
OWN = AnyParticle(("t", ""), "lax", 0, UNBOUNDED)
LISTED = AnyParticle(("u", "v"), "lax", 1, 1)
HEADS = {"A": ("A", "a"), "AA": ("AA", "A", "a")}
MEMBERS = {"a": ("A", "AA"), "A": ("AA",)}


@pytest.mark.parametrize(
    ("particle", "clash"),
    [
        (group("sequence", A, element("b", 0), A), False),
        (group("sequence", A, element("b", 0), element("a", 0)), False),
        (group("sequence", element("a", 0), element("b", 0), A), True),
        (group("sequence", element("a", 0), A), True),
        (group("sequence", element("a", 2, 2), A), False),  # the count tells them apart
        (group("sequence", element("a", 9, 9), A), False),
        (group("sequence", element("a", 8, 9), A), True),
        (group("sequence", element("a", 1, 2), A), True),
        (group("sequence", element("a", 0, 100_000), B, element("b", 0, 100_000), C), False),
        (group("sequence", element("a", 0, 100_000), B, element("b", 0, 100_000), B), True),
        (group("choice", A, A), True),
        (group("choice", group("sequence", A, B), group("sequence", A, C)), True),
        (group("sequence", group("choice", A, B, low=0, high=UNBOUNDED), C), False),
        (group("sequence", group("choice", A, B, low=0, high=UNBOUNDED), A), True),
        (group("all", A, B), False),
        (group("all", A, element("A", 0)), True),
        (group("choice", B, element("A")), False),
        (group("choice", A, element("AA")), True),  # it stands for what stands for a
        (group("sequence", element("a", 0), OTHER), False),
        (group("sequence", element("a", 0), OWN), True),
        (group("sequence", OWN, LISTED), False),
        (group("sequence", OTHER, LISTED), True),
        (group("sequence", OTHER, OWN), False),
    ],
)
def test_unique_particle_attribution(particle: Particle, *, clash: bool) -> None:
    found = ambiguous(particle, lambda name: HEADS.get(name, (name,)), lambda name: MEMBERS.get(name, ()))
    assert (found is not None) is clash


def test_a_large_model_is_looked_at_as_far_as_is_sensible() -> None:
    parts = tuple(element(f"e{number}", 0, 100_000) for number in range(1500))
    assert ambiguous(Group("sequence", parts, 1, 100_000), lambda name: (name,), lambda _: ()) is None
    assert ambiguous(Group("all", parts), lambda name: (name,), lambda _: ()) is None
