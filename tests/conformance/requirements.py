"""Requirements of a specification as a table: each with a report that comes close and one that breaks it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from validator.finding import Severity
from validator.run import Options, run

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from validator.finding import Finding

Edit = tuple[str, str, str]  # file, what stands in it, what is written instead

NOT_SAID = "DO004"  # that no tie was bound: most of these reports have no totals


class Requirement(NamedTuple):
    """What a specification requires, by its clause, and what breaks it.

    `near` are edits of a sound report that come close and must stay silent; `breaks` are the edits that break it;
    `said` is every finding then, as (code, the specification's code). `name` tells requirements of one clause apart;
    `options` are those of the run.
    """

    clause: str
    name: str
    breaks: tuple[Edit, ...]
    said: tuple[tuple[str, str], ...]
    near: tuple[Edit, ...] = ()
    options: Mapping[str, Any] = {}

    def __str__(self) -> str:
        """Return the name of its test: the clause, and the code or what the requirement is called."""
        return f"{self.clause.lstrip('§')} {self.name}"


def write(folder: Path, files: Mapping[str, str], edits: tuple[Edit, ...] = ()) -> Path:
    """Write files as edited into a folder; return the path of the first, which is the report."""
    texts = dict(files)
    for name, old, new in edits:
        assert texts[name].count(old) == 1, f"{old!r} must stand in {name} once"
        texts[name] = texts[name].replace(old, new)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder / next(iter(files))


def findings(path: Path, **options: Any) -> list[Finding]:
    """Return what is wrong with a report, but that nothing in it was proven."""
    found = run([str(path)], Options(ignore=(NOT_SAID,), **options)).findings
    return [one for one in found if one.severity > Severity.NOTE]


def said(path: Path, **options: Any) -> list[tuple[str, str]]:
    """Return the codes of what is wrong with a report, ours and the specification's."""
    return sorted((one.code, one.spec) for one in findings(path, **options))


def holds(one: Requirement, folder: Path, files: Mapping[str, str]) -> None:
    """Assert that a requirement is silent on what comes close, and speaks where it is broken."""
    near = said(write(folder, files, one.near), **one.options)
    assert near == [], f"what comes close: {near}"
    broken = said(write(folder, files, one.breaks), **one.options)
    assert broken == sorted(one.said), f"what breaks it: {broken}"
