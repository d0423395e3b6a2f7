"""What a page rests on: every file that had a say in it, by what it is, with its digest; and with which options."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING, NamedTuple

from validator import resources
from validator.checks.tieouts import BESIDE as RULES
from validator.checks.waivers import BESIDE as WAIVERS
from validator.cli.changed.needs import around
from validator.cli.configuration import NAMES
from validator.readers import STDIN
from validator.resting import ABSENT, digest, file_of, sought

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Sequence

    from validator.model.report import Report

OPTIONS = (
    "select", "ignore", "webcache", "package", "online", "rules", "together", "waivers", "waive", "truncation",
    "calc11", "packs", "config", "like", "against", "earlier", "source", "places",
)  # fmt: skip
KINDS = {**dict.fromkeys(NAMES, "settings"), WAIVERS: "waivers", RULES: "rules"}


class Rested(NamedTuple):
    """A file: what it is to the report, its path as seen from here, its digest."""

    kind: str
    path: str
    digest: str


def basis(report: Report, arguments: Namespace, others: Sequence[str]) -> list[Rested]:
    """Return the files a report was checked by.

    A file that was looked for and is not there counts as well where it is ours to have: a waiver file that appears
    changes what was signed. What comes with tieout is told by its version.
    """
    shipped = tuple(
        os.path.join(os.path.realpath(one), "") for one in (resources.folder(), resources.arelle_cache()) if one
    )
    found: dict[str, Rested] = {}
    for kind, path in _named(report, arguments, others):
        file = file_of(path)
        there = os.path.isfile(file)
        known = os.path.realpath(file)
        if known in found or os.path.isdir(file):
            continue
        if _ours(file) or (there and not known.startswith(shipped)):
            found[known] = Rested(kind, as_seen(file), digest(file) if there else ABSENT)
    piped = [
        Rested("report", STDIN, hashlib.sha256(data).hexdigest()) for path, data in report.data.items() if path == STDIN
    ]
    return sorted((*found.values(), *piped))


def _named(report: Report, arguments: Namespace, others: Sequence[str]) -> Iterator[tuple[str, str]]:
    given = vars(arguments)
    for kind, names in (
        ("source", (given["source"], given["places"])),
        ("other", (*others, given["earlier"], *_inside(given["like"]))),
    ):
        yield from ((kind, path) for path in names if path)
    for kind, key in (("rules", "rules"), ("waivers", "waivers"), ("taxonomy", "package")):
        yield from ((kind, path) for path in given.get(key) or ())
    yield from (("settings", path) for path in (given.get("config"),) if path)
    yield from (("report", path) for path in report.data if path != STDIN)
    for path in (*around(report.path), *sought(report)):
        yield KINDS.get(os.path.basename(path), "taxonomy"), path
    if report.taxonomy is not None:
        yield from (("taxonomy", one.path) for one in report.taxonomy.documents if one.path)


def _inside(folder: str | None) -> Iterator[str]:
    if folder and os.path.isdir(folder):
        yield from (os.path.join(folder, name) for name in sorted(os.listdir(folder)))


def _ours(path: str) -> bool:
    """Whether a file lies below the folder where the review was asked for."""
    return os.path.abspath(path).startswith(os.path.join(os.getcwd(), ""))


def as_seen(path: str) -> str:
    """Return a path from here where it lies below, else as it is from the root."""
    return os.path.relpath(path) if _ours(path) else os.path.abspath(path)


def options(arguments: Namespace) -> dict[str, str]:
    """Return the options of judging that were given, in words."""
    given = ((key, value) for key in OPTIONS if (value := getattr(arguments, key, None)) not in (None, [], ""))
    return {key: ", ".join(value) if isinstance(value, list) else str(value) for key, value in given}
