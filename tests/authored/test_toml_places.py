"""Places are found for whatever tomllib reads: every key of the data has one, and it is where the key stands."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.laws import tried
from validator.authored.quoting import quoted
from validator.authored.toml_places import Places

KEYS = st.sampled_from(["a", "b", "c d", "e.f", 'g"h', "i=j", "#", "ü"])
TEXTS = st.text(st.sampled_from("ab=[]{}#,.\"\\'\n"), max_size=6)
VALUES = st.recursive(
    st.one_of(st.integers(-9, 9), st.booleans(), TEXTS),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)
TABLES = st.dictionaries(KEYS, st.one_of(VALUES, st.lists(st.dictionaries(KEYS, VALUES, max_size=2), min_size=1)))


def inline(value):
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return quoted(value) if "'" in value or "\n" in value or "\\" in value else f"'{value}'"
    if isinstance(value, list):
        return "[ # items ]\n" + "".join(f"  {inline(one)},\n" for one in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{quoted(key)}= {inline(one)}" for key, one in value.items()) + "}"
    return str(value)


def flat(value):
    """Whether a value may stand in an inline table, which is one line."""
    return isinstance(value, dict) and not any(isinstance(one, dict | list) for one in value.values())


def written(table, header=()):
    """Write a table: values first, then tables and arrays of tables under headers of their own."""
    own = {key: one for key, one in table.items() if not isinstance(one, dict) or flat(one)}
    lines = []
    for key, one in own.items():
        if not (one and isinstance(one, list) and all(isinstance(item, dict) for item in one)):
            lines.append(f" {quoted(key)} = {inline(one)} # {key!r} = 'x'")
    for key, one in table.items():
        path = (*header, key)
        name = " . ".join(map(quoted, path))
        if key not in own:
            lines += [f"[{name}] # [x]", *written(one, path)]
        elif one and isinstance(one, list) and all(isinstance(item, dict) for item in one):
            for item in one:
                lines += [f"[[{name}]]", *written(item, path)]
    return lines


def paths(value, path=()):
    """Yield every path into a document, with the value there."""
    if path:
        yield path, value
    for key, one in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from paths(one, (*path, key))


@tried(50)
@given(TABLES)
def test_every_key_and_item_is_found_where_it_stands(table):
    text = "\n".join(written(table))
    data = tomllib.loads(text)
    places = Places(text)
    assert places.refused is None
    assert places.repeated is None
    lines = text.split("\n")
    for path, value in paths(data):
        line, column = places.of(path)
        rest = lines[line - 1][column - 1 :]
        if isinstance(path[-1], str) and not (isinstance(value, dict) and not flat(value)):
            assert rest.startswith(quoted(path[-1])) or "[[" in lines[line - 1]
        elif not isinstance(value, dict | list):
            assert rest.startswith(inline(value))
        if isinstance(value, str):
            line, column = places.content(path)
            content = lines[line - 1][column - 1 :]
            assert content.startswith(quoted(value)[1:] if lines[line - 1][column - 2] == '"' else value + "'")


def test_long_texts_start_behind_their_quotes():
    places = Places('a = """\nx = 1\n"""\nb = \'\'\'x\'\'\'\nc = """\r\n ""x"""""\nd = [\'x\', "y"]\n')
    assert [places.content((key,)) for key in "abc"] == [(2, 1), (4, 8), (6, 1)]
    assert [places.content(("d", item)) for item in (0, 1)] == [(7, 7), (7, 12)]
    assert ("x",) not in places.found


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ((), (1, 1)),
        (("z",), (1, 1)),
        (("a",), (1, 1)),
        (("a", "b"), (1, 1)),
        (("a", "b", "c"), (1, 1)),
        (("d",), (2, 2)),
    ],
)
def test_what_no_line_opens_is_placed_by_what_is_nearest(path, place):
    assert Places("a.b.c = 1\n[d.e]\n").of(path) == place


@given(st.text(st.sampled_from("ab.=[]{}#,\"'\\\n 1")))
def test_no_text_stops_the_walk(text):
    assert Places(text).place(len(text)) >= (1, 1)


class Walked(dict):
    """What was found, counting how often all of it is gone through."""

    times = 0

    def items(self):
        self.times += 1
        return super().items()


def test_places_of_what_is_not_there_are_told_by_one_walk_over_what_is():
    places = Places("".join(f"[a{at}.b]\nc = 1\n" for at in range(50)))
    places.found = Walked(places.found)
    assert [places.of((f"a{at}", "no", "where")) for at in range(50)] == [(2 * at + 1, 2) for at in range(50)]
    assert places.found.times == 1
