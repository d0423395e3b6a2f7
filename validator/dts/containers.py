"""What a report is packed in, by where it lies."""

from __future__ import annotations

import os

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
