"""The house stays in order: no circles of imports, no crowded folder, no vague name, every module tested somewhere."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections import Counter

import pytest

from tests.conftest import ROOT
from tests.house import circles, graph, modules

HOUSE = ROOT / "validator"
MODULES = modules(HOUSE)
VAGUE = {"utils", "util", "helpers", "helper", "common", "base", "misc", "core", "tools", "stuff"}
LARGEST_SHARE = 5  # no folder holds more than one part in five
MOST_ENTRIES = 17
LONGEST = 400
ELSEWHERE = tomllib.loads((ROOT / "tests" / "tested_elsewhere.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("edges", "found"),
    [
        ({"a": {"b", "c"}, "b": {"c"}, "c": set()}, []),
        ({"a": {"b"}, "b": {"a"}, "c": {"a"}}, [["a", "b"]]),
        ({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"e"}, "e": {"d", "a"}}, [["d", "e"], ["a", "b", "c"]]),
    ],
)
def test_circles_are_seen(edges, found):
    assert circles(edges) == found


def test_nothing_refers_to_itself_in_a_circle():
    assert circles(graph(MODULES)) == []


def test_no_folder_holds_a_great_part_of_the_code():
    shares: Counter[str] = Counter()
    for module in MODULES.values():
        shares[module.path.relative_to(HOUSE).parts[0]] += module.lines
    room, lines = shares.most_common(1)[0]
    assert lines * LARGEST_SHARE <= shares.total(), room


def test_no_folder_is_crowded():
    entries: Counter[str] = Counter()
    for module in MODULES.values():
        place = module.path.relative_to(HOUSE)
        entries[str(place.parent)] += 1
        if place.name == "__init__.py":
            entries[str(place.parent.parent)] += 1
    free = {".", "checks"}
    assert {folder: count for folder, count in entries.items() if count > MOST_ENTRIES and folder not in free} == {}


def test_no_group_of_a_pattern_is_possessive():
    """Until Python 3.11.5 a possessive group with a choice in it forgets what it took (CPython 106052).

    An atomic one does as well, but keeps every step until its end: where texts are long, a group without a choice.
    """
    possessive = re.compile(r"(?<!\*\+)\)[*+?]\+")
    lines = [(name, line) for name, module in MODULES.items() for line in module.path.read_text("utf-8").splitlines()]
    assert [(name, line) for name, line in lines if possessive.search(line) and "quote(" not in line] == []


def test_no_module_is_named_for_anything_and_nothing():
    assert [name for name in MODULES if name.rpartition(".")[2] in VAGUE] == []


def test_no_module_is_long():
    assert {name: module.lines for name, module in MODULES.items() if module.lines > LONGEST} == {}


def own_test(name: str) -> str:
    """Return where a module's own test file stands; a room's is that of its front door."""
    path = MODULES[name].path.relative_to(HOUSE)
    if path.name == "__init__.py":
        path = path.parent / f"{path.parent.name or 'house'}.py"
    return (path.parent / f"test_{path.stem}.py").as_posix()


def test_every_module_has_its_test_file_or_names_where_it_is_tested():
    named = {f"validator.{one}".removesuffix(".validator") for ones in ELSEWHERE.values() for one in ones}
    doors = {name for name, module in MODULES.items() if module.path.name == "__init__.py" and module.lines < 10}
    own = {name for name in MODULES if (ROOT / "tests" / own_test(name)).is_file()}
    untested = MODULES.keys() - own - named - doors
    assert sorted(untested) == [], "name the test file in tests/tested_elsewhere.toml"
    assert sorted(named & own) == [], "these have test files of their own by now"
    assert sorted(named - MODULES.keys()) == [], "there are no such modules"
    assert [path for path in ELSEWHERE if not (ROOT / path).is_file()] == [], "there are no such tests"


HOT = """
import sys
from validator.cli import main
main(["check", sys.argv[1]])
print(sorted({"lxml", "json", "jsonschema", "dataclasses", "pathlib", "tomllib", "numpy"} & set(sys.modules)))
"""


def test_a_report_on_a_compiled_taxonomy_is_checked_without_what_takes_long_to_load(tmp_path):
    bad = ROOT / "instances" / "bad" / "CA101-total-differing-from-its-parts"
    for file in bad.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "tieout.toml").write_text('ignore = ["FA202"]\n')
    (tmp_path / "waivers.toml").write_text("")
    for _ in range(2):  # the second time everything is kept
        run = subprocess.run(
            [sys.executable, "-c", HOT, str(tmp_path / "report.xml")], capture_output=True, text=True, check=True
        )
    assert run.stdout.splitlines()[-1] == "[]"


def test_the_page_on_architecture_names_what_there_is():
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([a-z_0-9]+/[a-z_0-9/.]*)`", page))
    here = [HOUSE, ROOT]
    assert {one for one in named if not any((place / one).exists() for place in here)} == set()
    types = re.findall(r"\| `([A-Z]\w+)` \| `([\w/]+\.py)`", page)
    assert len(types) == 8
    assert [name for name, file in types if f"class {name}" not in (HOUSE / file).read_text(encoding="utf-8")] == []
