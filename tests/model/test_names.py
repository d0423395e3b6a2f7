from __future__ import annotations

import pytest

from validator.model.names import expand, local, name, namespace

PREFIXES = {"a": "http://a", "": "http://default"}


@pytest.mark.parametrize(
    ("space", "part", "clark"), [("http://a", "b", "{http://a}b"), ("", "b", "b"), (None, "b", "b")]
)
def test_a_name_comes_apart_as_it_was_put_together(space, part, clark):
    assert name(space, part) == clark
    assert (namespace(clark), local(clark)) == (space or "", part)


@pytest.mark.parametrize(
    ("qname", "default", "clark"),
    [
        ("a:b", None, "{http://a}b"),
        (" a:b\n", None, "{http://a}b"),
        ("b", None, "{http://default}b"),
        ("b", "", "b"),
        ("b", "http://c", "{http://c}b"),
        ("x:b", None, None),
    ],
)
def test_a_prefix_is_looked_up_and_none_is_made_up(qname, default, clark):
    assert expand(qname, PREFIXES, default) == clark
