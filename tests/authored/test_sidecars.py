from __future__ import annotations

import json

import pytest

from validator.authored.sidecars import printed

PLACE = {"line": 1, "column": 2, "text": "7", "words": "Cash"}


def written(tmp_path, facts):
    path = tmp_path / "places.json"
    path.write_text(json.dumps({"source": "a", "mapping": "b", "facts": facts, "left_out": []}), encoding="utf-8")
    return str(path)


def test_places_are_had_by_id(tmp_path):
    assert printed(written(tmp_path, {})) == {}
    assert printed(written(tmp_path, {"f1": PLACE})) == {"f1": PLACE}


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (PLACE | {"line": "1"}, "facts.f1.line: '1' is not of type 'integer'"),
        (PLACE | {"column": -1}, "facts.f1.column: -1 is less than the minimum of 0"),
        (PLACE | {"colunm": 1}, "there is no key 'colunm' here; did you mean 'column'?"),
        (1, "facts.f1: 1 is not of type 'object'"),
    ],
)
def test_places_of_another_shape_are_told(place, said, tmp_path):
    with pytest.raises(ValueError, match=r"\w") as error:
        printed(written(tmp_path, {"f1": place}))
    assert str(error.value) == said


@pytest.mark.parametrize("text", ["", "[]", "{", "\ud800", "[" * 100_000])
def test_what_are_no_places_is_told(text, tmp_path):
    path = tmp_path / "places.json"
    path.write_text(text, encoding="utf-8", errors="surrogatepass")
    with pytest.raises(ValueError, match=r"\w"):
        printed(str(path))
