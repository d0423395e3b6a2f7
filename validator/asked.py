"""What a user asks of a run, as the rooms below it see it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Container

    from validator.finding import Finding, Severity


class Asked(NamedTuple):
    """What a user can ask of a run; every field has the default the command line has.

    `select` and `ignore` hold codes, beginnings of codes, or names; the longest that fits decides. `severities` maps
    the same to the severity to report with. `debug` lets an internal error through as the exception it is. `arelle`
    asks Arelle for a second opinion, with its plug-ins and, unless it is to follow ours, its calculation mode. `like`
    is the folder of an accepted draft that documents are read by. `against` holds the documents of a run against each
    other, and `unsupported` lists each figure that no other of them has.
    """

    webcache: str | None = None
    packages: tuple[str, ...] = ()
    online: bool = False
    rules: tuple[str, ...] = ()
    truncation: bool = False
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    calc11: bool = False
    packs: bool = True  # the accounting identities of published taxonomies
    store: bool = True
    severities: tuple[tuple[str, Severity], ...] = ()
    debug: bool = False
    arelle: bool = False
    arelle_plugins: tuple[str, ...] = ()
    arelle_calc: str = ""
    waivers: tuple[str, ...] = ()
    waive: bool = True
    today: str = ""
    together: bool = False
    like: str = ""
    against: bool = False
    unsupported: bool = False
    said_by: tuple[tuple[str, str], ...] = ()  # who said what to select, ignore, and weigh otherwise


class Choosing(Asked):
    """What is asked, with what it says of codes looked up: a file of settings may hold as many keys as it likes."""

    def weigh(self, finding: Finding) -> Finding:
        """Return a finding with the severity the user gave its code; the longest beginning that fits decides."""
        key = closest(self._severities, finding.code, finding.name)
        return finding if key is None else finding._replace(severity=self._severities[key])

    @cached_property
    def selected(self) -> frozenset[str]:
        """What `select` holds."""
        return frozenset(self.select)

    @cached_property
    def ignored(self) -> frozenset[str]:
        """What `ignore` holds."""
        return frozenset(self.ignore)

    @cached_property
    def _severities(self) -> dict[str, Severity]:
        return dict(self.severities)


def fit(keys: Container[str], code: str, name: str) -> int:
    """How closely the closest of some codes, beginnings of codes and names fits; 0 when none does."""
    key = closest(keys, code, name)
    return 0 if key is None else 1 if key == "ALL" else 100 if key == name else 1 + len(key)


def closest(keys: Container[str], code: str, name: str) -> str | None:
    """Return the key that fits a code and its name the most closely: the name, its longest beginning, or ALL."""
    fitting = (name, *(code[:end] for end in range(len(code), 0, -1)), "ALL")
    return next((key for key in fitting if key in keys), None)
