from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from validator.cli.changed.places import FEW, Places, spelled

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("more", [0, FEW])  # both ways in which paths are compared
def test_near_misses_and_what_is_above_below_and_at_a_place(tmp_path: Path, more: int) -> None:
    others = [str(tmp_path / f"other{number}") for number in range(more)]
    places = Places([str(tmp_path / "a" / "module"), *others])
    for near in ("a/modules", "a/module.xsd", "a/mod", "b/module", "a/b/module"):
        assert not places.touch(str(tmp_path / near))
    for met in ("a/module", "a", "", "a/module/x.xsd", "a/module/y/x.xsd"):
        assert places.touch(str(tmp_path / met))


def test_what_a_link_leads_to_is_met_by_either_name(tmp_path: Path) -> None:
    (tmp_path / "2023").mkdir()
    (tmp_path / "now").symlink_to("2023")
    assert Places([str(tmp_path / "2023" / "x.xsd")]).touch(str(tmp_path / "now" / "x.xsd"))
    assert Places([str(tmp_path / "now" / "x.xsd")]).touch(str(tmp_path / "2023" / "x.xsd"))
    assert Places([str(tmp_path / "now")]).touch(str(tmp_path / "now" / "x.xsd"))


def test_names_that_some_systems_take_for_one_are_one(tmp_path: Path) -> None:
    places = Places([str(tmp_path / "Übersicht.xsd")])
    assert places.touch(os.fspath(tmp_path / "U\u0308BERSICHT.XSD"))
    assert spelled("/a/Strasse") != spelled("/a/Strase")


def test_what_is_left_out_is_no_place(tmp_path: Path) -> None:
    one = str(tmp_path.resolve() / "a.xml")
    assert not Places([one], {one})
    assert Places([one])
