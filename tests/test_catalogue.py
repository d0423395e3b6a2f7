"""A code is a promise kept four times: listed, explained, shown failing, and documented."""

from __future__ import annotations

import ast
import re
from string import Formatter
from typing import TYPE_CHECKING

import pytest

from validator.check import Check
from validator.checks import BY_NAME, CATALOGUE, MODULES
from validator.model.source import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
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


# how a problem is handed over: by its check's name and variant, or by a variant alone to one who names the check
HANDS = {
    "of": "",
    "Refused": "",
    "trouble": "",
    "refused": "",
    "_wrong": "",
    "why": "derivation-not-valid/",
    "BadPatternError": "pattern-not-legible/",
    "fault": "linkbase-not-valid/",
    "RuleError": "misspelt-rule/",  # or the one below
}
BINDING = "rule-on-unknown-name"
# what that one adds: who reads a format knows neither the format's name nor the text
ADDED = {
    "text-outside-format": {"format", "text"},
    "derivation-not-valid": {"type", "base"},
    "pattern-not-legible": {"pattern"},
    "linkbase-not-valid": {"element"},
    "schema-not-valid": {"element"},
    "misspelt-rule": {"code"},
    BINDING: {"code"},
}


def modules(root: Path) -> Iterator[tuple[str, ast.Module]]:
    """Yield every module of the package: its path, and what it is made of."""
    for path in sorted((root / "validator").rglob("*.py")):
        yield str(path.relative_to(root)), ast.parse(path.read_text(encoding="utf-8"))


def handed_over(root: Path) -> Iterator[tuple[str, str, set[str]]]:
    """Yield where a problem is made, its `name/variant`, and the values it carries, of all calls in the package."""
    for path, tree in modules(root):
        for call in ast.walk(tree):
            if not isinstance(call, ast.Call):
                continue
            named, owner = called(call)
            if named not in HANDS or (named == "of" and owner != "Problem"):
                continue
            for written in literals(call.args[named in ("refused", "fault") :][:1]):
                late = named == "RuleError" and written in BY_NAME[BINDING].wordings
                name = f"{BINDING}/{written}" if late else HANDS[named] + written
                values = {word.arg or "*" for word in call.keywords} - {"spec", "related"}
                yield f"{path}:{call.lineno}", name, values | ADDED.get(name.partition("/")[0], set())


def called(call: ast.Call) -> tuple[str, str]:
    """The name of what is called, and of what it belongs to."""
    if isinstance(call.func, ast.Attribute):
        return call.func.attr, getattr(call.func.value, "id", "")
    return getattr(call.func, "id", ""), ""


def literals(nodes: Sequence[ast.expr]) -> Iterator[str]:
    """Yield the strings arguments may be: one each, or either of a choice."""
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        elif isinstance(node, ast.IfExp):
            yield from literals((node.body, node.orelse))


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


def test_no_wording_leaves_all_to_the_one_who_finds() -> None:
    """A rule says what is wrong itself; only what Arelle says is passed on."""
    bare = [check.code for check in CATALOGUE for says in check.says if re.fullmatch(r"\{\w+\}", says)]
    assert bare == ["AR102", "AR103", "AR104"]


def test_problems_are_made_in_one_way(root: Path) -> None:
    """By the name of a check and a wording: only what was stored is put together again from its parts."""
    calls = [(path, call) for path, tree in modules(root) for call in ast.walk(tree) if isinstance(call, ast.Call)]
    assert {path for path, call in calls if called(call)[0] == "Problem"} == {"validator/dts/stored.py"}


def test_no_wording_of_a_reader_s_check_is_dead(root: Path) -> None:
    """Whatever names it names it outright, apart from the tables of wordings in the families' own modules."""
    said: set[str] = set()
    for path, tree in modules(root):
        nodes: Iterable[ast.AST] = (tree,)
        if path.startswith("validator/checks/"):
            nodes = (node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef))
        for node in nodes:
            said |= {
                one.value for one in ast.walk(node) if isinstance(one, ast.Constant) and isinstance(one.value, str)
            }
    said |= {one.partition("/")[2] or one for one in said}  # one check's wordings may be another's too
    wordings = [
        (check.name, variant or check.name) for check in CATALOGUE if check.of is Problem for variant in check.wordings
    ]
    assert [one for one in wordings if one[1] not in said] == []
