"""Pointers made when they are asked for."""

from __future__ import annotations

from validator.readers.oim.csv.cells import Cells
from validator.readers.oim.xbrl_json import Members


def test_facts_of_json_are_members_and_facts_of_csv_are_cells() -> None:
    members = Members(["f1", "a/b~c", "f3"])
    cells = Cells()
    cells.rows.extend((7, 8, 8))
    cells.names += ["cash", "cash", "loans"]
    assert list(members) == ["/facts/f1", "/facts/a~1b~0c", "/facts/f3"]
    assert list(cells) == ["r7 c:cash", "r8 c:cash", "r8 c:loans"]
    for pointers in (members, cells):
        assert len(pointers) == 3
        assert pointers[1:] == [pointers[1], pointers[2]]
        assert pointers[::-2] == [pointers[2], pointers[0]]
        assert pointers[-1] == pointers[2]
