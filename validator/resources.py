"""The only room that knows where the data folder `schemas/` lives.

In an installed wheel it is `validator/_schemas`; in a checkout it stands beside the package.
"""

from __future__ import annotations

import os
import sys

PACKAGE = os.path.dirname(os.path.abspath(__file__))


class IncompleteError(Exception):
    """The installation lacks what no report can be judged without; the message says what, and what to do."""


def folder() -> str:
    """Return the absolute path of the data folder.

    Raises FileNotFoundError when the installation lacks it.
    """
    for candidate in (os.path.join(PACKAGE, "_schemas"), os.path.join(os.path.dirname(PACKAGE), "schemas")):
        if os.path.isdir(candidate):
            return candidate
    raise FileNotFoundError("the installation of tieout lacks its schemas")


def path(*parts: str) -> str:
    """Return the absolute path of a file in the data folder, which need not exist."""
    return os.path.join(folder(), *parts)


def packages() -> tuple[str, ...]:
    """Return the folders of the taxonomy packages shipped here, `schemas/NAME/VERSION`, in order."""
    found = []
    for name in sorted(os.listdir(folder())):
        family = path(name)
        if os.path.isdir(family):
            for version in sorted(os.listdir(family)):
                candidate = os.path.join(family, version)
                if os.path.isfile(os.path.join(candidate, "META-INF", "taxonomyPackage.xml")):
                    found.append(candidate)
    return tuple(found)


def packs() -> tuple[str, ...]:
    """Return the rule files for published taxonomies shipped here, in order."""
    inside = path("packs")
    return tuple(os.path.join(inside, name) for name in sorted(os.listdir(inside)))


def arelle_cache() -> str | None:
    """Return the folder of base schemas that ships with arelle; None when absent.

    It is asked for in every run, so the finders are asked themselves: `importlib.util` would have to be imported.
    """
    specs = (finder.find_spec("arelle", None) for finder in sys.meta_path)
    spec = next((one for one in specs if one), None)
    for place in (spec.submodule_search_locations or ()) if spec else ():
        candidate = os.path.join(place, "resources", "cache")
        if os.path.isdir(candidate):
            return candidate
    return None
