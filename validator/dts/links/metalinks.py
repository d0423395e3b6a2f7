"""What the SEC's `MetaLinks.json` tells of the concepts a filing uses, where their schemas cannot be had.

It lies beside a filing as the SEC shows it (versions 2.0 to 2.2): for each instance an object `tag` has, by the id of
each concept, `nsuri` and `localname`, its type's name without a namespace as `xbrltype`, and its balance as `crdr`.
Of period types it says nothing, and nothing it says is a declaration.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from validator.dts.addresses import file_path, join
from validator.dts.discovery import NCNAME
from validator.dts.resolver import UnresolvedError
from validator.model.names import name as clark
from validator.model.source import Location

if TYPE_CHECKING:
    from validator.dts.discovery import Discovery
    from validator.model.names import Name

METALINKS = "MetaLinks.json"
LARGEST = 64 << 20  # bytes; those of filings have a few million at most
BALANCES = ("debit", "credit")


class Told(NamedTuple):
    """A concept as it is told of: its name, its type without a namespace and its balance, "" where not told."""

    name: Name
    type: str
    balance: str


def told(discovery: Discovery, here: str) -> dict[str, Told]:
    """Return what is told of concepts, by id, beside a report; what cannot be read of it is a problem.

    What two instances tell differently is told by neither.
    """
    uri = join(here, METALINKS)[0]
    at = Location(discovery.resolver.show(file_path(uri)) if uri.startswith("file://") else uri)
    try:
        data = discovery.resolver.read(uri).data
    except UnresolvedError as error:
        if error.reason:
            discovery.trouble("metalinks-not-read/reason", at, reason=error.reason)
        return {}
    instances = _instances(data, discovery, at)
    found: dict[str, Told | None] = {}
    odd = 0
    for instance in instances:
        tags = instance.get("tag") if isinstance(instance, dict) else None
        odd += not isinstance(tags, dict)
        for key, tag in tags.items() if isinstance(tags, dict) else ():
            made = _told(tag)
            odd += made is None
            if found.setdefault(key, made) != made:
                found[key] = None
    if odd:
        discovery.trouble("metalinks-not-read/entries", at, count=odd)
    return {key: made for key, made in found.items() if made is not None}


def _instances(data: bytes, discovery: Discovery, at: Location) -> list[object]:
    from json import loads

    if len(data) > LARGEST:
        discovery.trouble("metalinks-not-read/reason", at, reason=f"it has more than {LARGEST:,} bytes")
        return []
    try:
        root = loads(data, parse_int=_unread, parse_float=_unread)
    except RecursionError:
        discovery.trouble("metalinks-not-read/reason", at, reason="it is nested too deeply")
        return []
    except ValueError as error:
        discovery.trouble("metalinks-not-read/reason", at, reason=f"it is no JSON: {str(error)[:100]}")
        return []
    instances = root.get("instance") if isinstance(root, dict) else None
    if not isinstance(instances, dict):
        discovery.trouble("metalinks-not-read/reason", at, reason="it has no object of instances")
        return []
    return list(instances.values())


def _unread(_: str) -> None:
    """Read no number, however long: none tells of a concept."""


def _told(tag: object) -> Told | None:
    """Return what an entry tells; None for one that names no concept."""
    if not isinstance(tag, dict):
        return None
    space, own, kind, balance = (tag.get(key) for key in ("nsuri", "localname", "xbrltype", "crdr"))
    if not isinstance(space, str) or not space or not isinstance(own, str) or not NCNAME.fullmatch(own):
        return None
    known = kind if isinstance(kind, str) and NCNAME.fullmatch(kind) else ""
    return Told(clark(space, own), known, balance if balance in BALANCES else "")
