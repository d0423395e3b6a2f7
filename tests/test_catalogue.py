"""A code is a promise kept four times: listed, explained, shown failing, and documented."""

from __future__ import annotations

import ast
import re
from string import Formatter
from typing import TYPE_CHECKING

import pytest

from validator.check import Check
from validator.checks import BY_NAME, CATALOGUE, MODULES

if TYPE_CHECKING:
    from collections.abc import Iterator
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
    assert all(check.says), "every check has a message"
    assert not any(says.endswith(".") for says in check.says), "a message is one clause, without a full stop"
    for template in (*check.says, check.mends):
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


MAKERS = ("of", "Refused", "trouble", "refused")  # how a reader hands a problem over: its name, then its values


# what whoever catches a problem adds to it: the reader of a format knows neither the format's name nor where it stands
COMPLETED = {"text-outside-format": {"format", "text"}}


def handed_over(root: Path) -> Iterator[tuple[str, str, set[str]]]:
    """Yield where a problem is made, its `name/variant`, and the values it carries, of all calls in the package."""
    for path in sorted((root / "validator").rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(call, ast.Call) or not call.args:
                continue
            named = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            owner = call.func.value if isinstance(call.func, ast.Attribute) else None
            if named not in MAKERS or (named == "of" and getattr(owner, "id", "") != "Problem"):
                continue
            first = call.args[1] if named == "refused" else call.args[0]
            for name in literals(first):
                values = {word.arg for word in call.keywords if word.arg} - {"spec", "related"}
                values |= COMPLETED.get(name.partition("/")[0], set())
                open_ended = any(word.arg is None for word in call.keywords)
                place = f"{path.relative_to(root)}:{call.lineno}"
                yield place, name, values | ({"*"} if open_ended else set())


def literals(node: ast.expr) -> Iterator[str]:
    """Yield the strings an argument may be: one, or either of a choice."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from literals(node.body)
        yield from literals(node.orelse)


def fields(template: str) -> set[str]:
    """The values a template needs."""
    return {field for _, field, _, _ in Formatter().parse(template) if field}


def test_what_a_reader_hands_over_fits_the_wording_of_its_check(root: Path) -> None:
    wrong = []
    for place, name, values in handed_over(root):
        check, _, variant = name.partition("/")
        found = BY_NAME.get(check)
        if found is None or variant not in found.wordings:
            wrong.append(f"{place}: no check has the wording {name}")
        elif "*" not in values and (lacking := fields(found.wordings[variant].says + found.mends) - values):
            wrong.append(f"{place}: {name} needs {', '.join(sorted(lacking))}")
    assert wrong == []
