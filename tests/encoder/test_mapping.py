"""A mapping with a typo names the nearest right key, at its line."""

from __future__ import annotations

import pytest

from tests.releases import HEAD
from validator.encoder import mapping

GOOD = (
    HEAD + '[[table]]\nheading = "Results"\n[table.rows]\nSales = "Sales"\n"A > B" = {concept = "Cash", at = "start"}\n'
)


def told(text):
    loaded, troubles = mapping.load("map.toml", text if isinstance(text, bytes) else text.encode())
    assert (loaded is None) == bool(troubles)
    return [str(trouble) for trouble in troubles]


def test_a_good_mapping_is_silent():
    assert told(GOOD) == []


@pytest.mark.parametrize(
    ("good", "bad", "said"),
    [
        ("prefix =", "prefx =", "map.toml:2:1: there is no key 'prefx' here\n  help: did you mean 'prefix'?"),
        ("heading =", "headin =", "map.toml:9:1: there is no key 'headin' here\n  help: did you mean 'heading'?"),
        ("at = ", "att = ", "map.toml:12:30: there is no key 'att' here\n  help: did you mean 'at'?"),
        ('"start"', '"begin"', "map.toml:12:30: table.0.rows.A > B.at: 'begin' is not one of ['start', 'end']"),
        ("2023-07-01/", "2023-02-30/", "map.toml:4:1: '2023-02-30/2023-09-30' is no period"),
        ("/2023-09-30", "/2023-06-30", "map.toml:4:1: '2023-07-01/2023-06-30' is no period"),
        ('"Sales"', "3", "map.toml:11:1: table.0.rows.Sales: 3 is not of type 'string'"),
    ],
)
def test_a_typo_is_told_at_its_line(good, bad, said):
    assert said in told(GOOD.replace(good, bad, 1))


def test_a_missing_key_is_told():
    assert "map.toml:1:1: 'namespace' is a required property" in told(GOOD.replace("namespace", "#"))


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (b"= 1", "map.toml:1:1: the mapping is not TOML: Invalid statement"),
        (b"\xff\xfe", "map.toml:1:1: the mapping is not TOML: it is not UTF-8: byte 0xFF"),
    ],
)
def test_what_is_no_toml_is_told(source, said):
    assert told(source) == [said]
