"""What a user asks of a run, as the rooms below it see it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from validator.finding import Severity


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
