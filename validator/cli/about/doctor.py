"""Say what is installed, found and kept, and the command that mends what is missing. Exit 1 where tieout cannot run."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from typing import TYPE_CHECKING, NamedTuple

from validator.cli import CLEAN, FOUND, say
from validator.cli.output import show

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator

OLDEST = (3, 11)
NEEDED = ("arelle-release", "jsonschema", "regex")
EXTRAS = {  # of each: what it is for, and what it brings
    "documents": ("office documents and PDF", ("openpyxl", "pdfplumber", "python-docx")),
    "excel": ("workbooks of ties, and waivers filled in on them", ("openpyxl", "xlsxwriter")),
    "lsp": ("editors, by `tieout lsp`", ("pygls",)),
    "corpus": ("tables of reports, and corpora of them", ("cryptography", "distributed", "fsspec", "pyarrow")),
    "completion": ("completion in shells", ("shtab",)),
}


class Line(NamedTuple):
    """One thing looked at: what it is, what was found of it, and what mends it; nothing where it is well."""

    what: str
    found: str
    mends: str = ""
    needed: bool = False  # whether tieout cannot run without


def add(parser: ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("path", nargs="?", default=".", metavar="PATH", help="whose settings to look for (default: .)")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")


def main(arguments: Namespace) -> int:
    """Print what was found, a line each."""
    lines = [*_installed(), *_kept(), *_here(arguments.path)]
    if arguments.format == "json":
        show([one._asdict() for one in lines])
    else:
        width = max(len(one.what) for one in lines)
        for one in lines:
            say(f"{'!' if one.mends else ' '} {one.what:<{width}}  {one.found}")
            if one.mends:
                say(f"  {'':<{width}}  mend: {one.mends}")
    return FOUND if any(one.needed and one.mends for one in lines) else CLEAN


def _installed() -> Iterator[Line]:
    from validator._version import __version__

    yield Line("tieout", __version__)
    old = "install Python 3.11 or later" if sys.version_info[:2] < OLDEST else ""
    yield Line("Python", f"{platform.python_version()} ({sys.executable})", old, needed=True)
    for name in NEEDED:
        version = version_of(name)
        mends = "" if version else f"python -m pip install {name}"
        yield Line(name, version or "not installed", mends, needed=True)
    for extra, (what, names) in EXTRAS.items():
        versions = {name: version_of(name) for name in names}
        told = ", ".join(f"{name} {version or 'missing'}" for name, version in versions.items())
        mends = "" if all(versions.values()) else f"python -m pip install 'tieout[{extra}]'"
        yield Line(f"extra {extra}", f"{what}: {told}", mends)


def version_of(name: str) -> str:
    """Return the version of an installed distribution; empty where it is not installed."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _kept() -> Iterator[Line]:
    """Yield what is kept between runs: compiled taxonomies, and the packages that URLs are looked for in."""
    from validator import memory, resources
    from validator.dts.packaged import kept

    folder = memory.folder()
    usable = memory.usable(folder)
    mends = "" if usable else "see that the folder is yours alone (chmod 700), or name another in TIEOUT_CACHE"
    yield Line("cache", f"{folder}{'' if usable else ': cannot be used, so taxonomies are compiled each time'}", mends)
    packages = list(kept.listed())
    yield Line("taxonomies kept", f"{len(packages)} packages; `tieout taxonomy list` names them")
    schemas = len(resources.packages()) + (resources.arelle_cache() is not None)
    yield Line("taxonomies shipped", f"{schemas}", "" if schemas else "python -m pip install --force-reinstall tieout")


def _here(path: str) -> Iterator[Line]:
    """Yield what is found for a path: the settings, and git, which tells what has changed."""
    from validator.cli import UsageError
    from validator.cli.configuration import find, loaded

    file = find(path)
    try:
        keys = sorted(loaded(file)) if file else []
    except UsageError as error:
        yield Line("settings", str(error), f"correct {file}; `tieout schema config` tells what it may hold")
    else:
        yield Line("settings", f"{file}: {', '.join(keys) or 'nothing is set'}" if file else "no file here or above")
    git = shutil.which("git")
    yield Line("git", git or "not found: --changed and the hook need it", "" if git else "install git")
    hooks = os.path.join(path, ".pre-commit-config.yaml")
    if os.path.isfile(hooks):
        yield Line("pre-commit", version_of("pre-commit") or shutil.which("pre-commit") or "not found")
