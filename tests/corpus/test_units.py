"""What is judged together and written together depends on nothing but what was named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.corpus import units as module
from validator.corpus.units import Unit, marked, parts, units
from validator.model.source import Location, Problem
from validator.run import Options

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def single(*names: str) -> list[Unit]:
    return [Unit((name,), 0) for name in names]


def test_files_that_may_be_one_report_are_one_unit_and_a_problem_is_one_of_its_own() -> None:
    gone = Problem.of("missing-file", Location("gone"))
    found = [["a/r.xml", "b/r.xml", "a/r.json", gone], ["c/x.xml", "c/y.xml"]]
    told = list(units([(some, Options()) for some in found]))
    assert [(one.found, one.asked) for one in told] == [
        (("a/r.xml", "a/r.json"), 0),
        (("b/r.xml",), 0),
        ((gone,), 0),
        (("c/x.xml",), 1),
        (("c/y.xml",), 1),
    ]
    assert told[2].names == ("missing-file gone",)


def test_one_report_more_moves_no_part_but_its_own() -> None:
    names = [f"{number:05}.xml" for number in range(3000)]
    before = {one.name: one.units for one in parts(single(*names))}
    after = {one.name: one.units for one in parts(single("00000a.xml", *names))}
    assert sum(before.get(name) != some for name, some in after.items()) <= 2
    assert sum(len(some) for some in before.values()) == 3000
    assert 20 < len(before) < 100


def test_parts_are_bounded_by_number_and_by_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "ONE_IN", 10**40)
    assert [len(one.units) for one in parts(single(*map(str, range(600))))] == [256, 256, 88]
    files = [tmp_path / f"{number}.xml" for number in range(4)]
    for file, size in zip(files, (30, 80, 20, 90), strict=True):
        file.write_bytes(b"x" * size)
    monkeypatch.setattr(module, "MOST_BYTES", 100)
    told = list(parts(single(*map(str, files))))
    assert [[one.size for one in part.units] for part in told] == [[30], [80, 20], [90]]
    assert told[1].name == f"part-{marked(str(files[1]))}"
