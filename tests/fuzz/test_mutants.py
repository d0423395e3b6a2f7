"""Three hundred mutants of our own instances: whatever is sent, the command says 0, 1 or 2, and nothing breaks.

`nox -s fuzz` draws them for ten minutes, each in a process with limits of time and memory.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.fuzz.material import samples
from tests.fuzz.mutants import mutant, run

if TYPE_CHECKING:
    from pathlib import Path

SEED, EACH, GROUPS = 20261126, 20, 16


@pytest.mark.parametrize("group", range(GROUPS))
def test_no_mutant_breaks_anything(group: int, tmp_path: Path) -> None:
    for number in range(group * EACH, (group + 1) * EACH):
        one = mutant(SEED, number)
        folder = tmp_path / str(number)
        folder.mkdir()
        try:
            code = run(one, folder)
        except SystemExit as left:
            code = left.code
        except Exception as error:
            raise AssertionError(one.said) from error
        assert code in (0, 1, 2), one.said


def test_mutants_are_of_every_kind_and_the_same_for_the_same_number() -> None:
    assert {"csv", "htm", "json", "linkbase", "md", "toml", "xml", "xsd", "zip"} <= set(samples())
    assert mutant(SEED, 7) == mutant(SEED, 7)
    assert mutant(SEED, 7) != mutant(SEED, 8)
