"""What a report is packed in, by where it lies."""

from __future__ import annotations

import os

from validator.secret import ours

SUFFIX = ".zip"  # of packages that are kept
CATALOG = ("META-INF", "catalog.xml")


def containers(folder: str) -> tuple[str, ...]:
    """Return what a report in a folder is packed in: the archive its path leads into, else an unpacked package.

    A report package has its reports in `reports`, or one folder below (Report Packages 1.0 §3.3); its catalog answers
    for what it brings along, packed or not.
    """
    up = folder
    while up and not os.path.lexists(up):
        up = os.path.dirname(up)
    if up and os.path.isfile(up):
        return (up,)
    above = (folder or ".", os.path.join(folder, ".."), os.path.join(folder, "..", ".."))
    found = (os.path.normpath(one) for one in above if os.path.isfile(os.path.join(one, *CATALOG)))
    return tuple(found)[:1]


def kept_folder() -> str:
    """Return the folder of a user's packages: TIEOUT_TAXONOMIES, else below XDG_DATA_HOME or ~/.local/share."""
    base = os.environ.get("XDG_DATA_HOME") or os.path.join(os.path.expanduser("~"), ".local", "share")
    return os.environ.get("TIEOUT_TAXONOMIES") or os.path.join(base, "tieout", "taxonomies")


def kept_packages() -> tuple[str, ...]:
    """Return the packages that a user keeps, by name; none where the folder is not the user's own."""
    place = kept_folder()
    try:
        names = sorted(name for name in os.listdir(place) if name.endswith(SUFFIX))
    except OSError:
        return ()
    return tuple(os.path.join(place, name) for name in names) if names and ours(place) else ()
