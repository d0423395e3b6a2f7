"""A code is a promise kept four times: listed, explained, shown failing, and documented."""

from __future__ import annotations

import re
from string import Formatter
from typing import TYPE_CHECKING

import pytest

from validator.check import Check
from validator.checks import CATALOGUE, MODULES

if TYPE_CHECKING:
    from pathlib import Path

NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)+")
CURES = ("must", "should", "require", "requires", "ensure", "check", "validate", "fix", "use", "allow", "error")
# codes no file in a repository can show, each with the test that shows it instead
SHOWN_ELSEWHERE = {
    "DO005": "tests/test_run.py::test_a_file_that_cannot_be_read_is_named",
    "DO009": "tests/test_run.py::test_a_check_that_breaks_becomes_a_finding_and_hides_nothing",
}


@pytest.mark.parametrize("check", CATALOGUE, ids=lambda check: check.code)
def test_a_check_is_named_worded_and_cited(check: Check) -> None:
    assert re.fullmatch(r"[A-Z]{2}\d{3}", check.code), "a code is a family of two letters and three digits"
    assert NAME.fullmatch(check.name), "a name is words in lower case with hyphens between"
    assert check.name.split("-")[0] not in CURES, "a name tells the fault: it reads after 'allow ...'"
    assert check.why.strip().partition("\n")[0].endswith("."), "the docstring's first line states what must be true"
    assert check.cites.strip(), "every check cites the clause it stands on"
    assert check.says, "every check has a message"
    assert not check.says.endswith("."), "a message is one clause, without a full stop"
    for template in (check.says, check.mends):
        assert all(field is None or field.isidentifier() for _, field, _, _ in Formatter().parse(template)), template


def test_codes_and_names_are_unique() -> None:
    codes = [check.code for check in CATALOGUE]
    names = [check.name for check in CATALOGUE]
    assert sorted(set(codes)) == codes
    assert len(set(names)) == len(names)


def test_every_check_of_a_family_module_is_listed() -> None:
    listed = {id(check) for check in CATALOGUE}
    made = [value for module in MODULES for value in vars(module).values() if isinstance(value, Check)]
    assert len(made) == len(CATALOGUE)
    assert {id(check) for check in made} == listed


@pytest.mark.parametrize("check", CATALOGUE, ids=lambda check: check.code)
def test_a_check_is_shown_failing(check: Check, root: Path) -> None:
    folder = root / "instances" / "bad" / f"{check.code}-{check.name}"
    if check.code in SHOWN_ELSEWHERE:
        place, _, test = SHOWN_ELSEWHERE[check.code].partition("::")
        assert f"def {test}(" in (root / place).read_text()
        return
    assert (folder / "expected.txt").is_file(), (
        f"add instances/bad/{folder.name}/ with a minimal report that has this one fault, then run\n"
        f"  python -m pytest tests/test_instances.py --accept -k {check.code}\n"
        "and read the expected.txt it writes: it is the whole output of `tieout check .` in that folder\n"
        "(a file command.txt beside it holds other arguments than `check .`, if the fault needs them)"
    )


def test_every_folder_shows_a_check_of_the_catalogue(root: Path) -> None:
    known = {f"{check.code}-{check.name}" for check in CATALOGUE}
    strays = [path.name for path in sorted((root / "instances" / "bad").iterdir()) if path.name not in known]
    families = {check.code[:2] for check in CATALOGUE}
    assert [name for name in strays if name[:2] in families] == []
