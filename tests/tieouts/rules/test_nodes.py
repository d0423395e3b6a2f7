"""The nodes that a node joins."""

from __future__ import annotations

import pytest

from validator.tieouts.rules.nodes import parts

A, B = ("name", 1, "A"), ("number", 2, "7")


@pytest.mark.parametrize(
    ("node", "joined"),
    [
        *(((kind, 0, A, B), (A, B)) for kind in ("==", "<=", ">=", "<", ">", "+", "-", "*", "/")),
        *(((kind, 0, A, B), (A, B)) for kind in ("union", "without", "both", "and", "or")),
        *(((kind, 0, A), (A,)) for kind in ("negative", "not")),
        (("**", 0, A, 2), (A,)),
        (("call", 0, "abs", (A, B)), (A, B)),
        (("call", 0, "abs", ()), ()),
        (("ranging", 0, "X", A), (A,)),
        (("list", 0, (("A", 1), ("B", 2))), ()),
        (("member", 0, "A", (("Axis", "East", 2),)), ()),
        # whatever a leaf says
        *(
            ((kind, 0, said), ())
            for kind in ("number", "name", "text")
            for said in ("call", "ranging", "**", "negative", "not")
        ),
    ],
)
def test_parts(node, joined):
    assert parts(node) == joined
