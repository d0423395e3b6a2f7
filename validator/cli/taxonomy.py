"""Keep taxonomy packages, one place per user, and see which document answers for a URL.

add ZIP|FOLDER|URL keeps packages; list shows them; which URL says what answers for it; lock writes their digests to
taxonomies.lock, or with --check compares them. Exit 0 done, 1 nothing answers or something differs, 2 could not.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, TypeVar

from validator.cli import CLEAN, FOUND, UsageError, say
from validator.cli.configuration.sources import add_taxonomies, options
from validator.dts.packaged import kept
from validator.dts.packaged.containers import kept_folder
from validator.dts.packaged.official import holding

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable
    from typing import BinaryIO

    from validator.model.source import Problem

LOCK = "taxonomies.lock"
CHUNK = 1 << 16
LARGEST = 1 << 31  # bytes of a package that is fetched
Made = TypeVar("Made")
WEB = ("http://", "https://")


def add(parser: ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("action", choices=("add", "list", "which", "lock"))
    parser.add_argument("what", nargs="*", metavar="ZIP|FOLDER|URL")
    parser.add_argument("--check", action="store_true", help="lock: compare with taxonomies.lock instead of writing it")
    add_taxonomies(parser)


def main(arguments: Namespace) -> int:
    """Do what is asked."""
    wanted = {"add": True, "which": True, "list": False, "lock": False}[arguments.action]
    if wanted is not bool(arguments.what):
        raise UsageError(f"taxonomy {arguments.action}: {'name what' if wanted else 'takes no names'}")
    if arguments.action == "add":
        for one in arguments.what:
            _add(one)
        return CLEAN
    if arguments.action == "list":
        return _list()
    if arguments.action == "lock":
        return _compare() if arguments.check else _lock()
    return max([_which(url, arguments) for url in arguments.what])


def _add(source: str) -> None:
    """Keep every package at a source, and say which."""
    if source.startswith(WEB):
        from tempfile import TemporaryDirectory

        with TemporaryDirectory() as folder:
            path = os.path.join(folder, "package.zip")
            with open(path, "wb") as file:
                _fetch(source, file)
            _keep(path, source)
        return
    if not os.path.exists(source):
        raise UsageError(f"taxonomy add: there is no {source}")
    for path in _tried(lambda: kept.found(source)):
        _keep(path, path)


def _keep(path: str, source: str) -> None:
    one = _tried(lambda: kept.keep(path))
    say(f"{source}: {one.name or one.identifier} {one.version}".rstrip() + f", kept as {one.path}")


def _tried(work: Callable[[], Made]) -> Made:
    try:
        return work()
    except kept.NotKeptError as error:
        why = f": {_worded(error.problem)}" if error.problem is not None else ""
        raise UsageError(f"taxonomy add: {error}{why}") from None


def _worded(problem: Problem) -> str:
    """Return what is wrong with a package as a check of it would say it."""
    from validator.check import word
    from validator.checks import BY_NAME

    return word(BY_NAME[problem.check], problem).message


def _fetch(url: str, file: BinaryIO) -> None:
    """Fetch a URL that was named outright; on a terminal, with how far it is. Raises UsageError."""
    from urllib.request import Request, urlopen

    try:
        with urlopen(Request(url, headers={"User-Agent": "tieout"}), timeout=30) as answer:  # noqa: S310 - http(s) only, and named outright
            size, done = int(answer.headers.get("Content-Length") or 0), 0
            while chunk := answer.read(CHUNK):
                done += len(chunk)
                if done > LARGEST:
                    raise UsageError(f"taxonomy add: {url} has more than {LARGEST} bytes")
                file.write(chunk)
                _progress(done, size)
    except (OSError, ValueError) as error:
        raise UsageError(f"taxonomy add: {url}: {error}") from None


def _progress(done: int, size: int) -> None:
    if sys.stderr.isatty():
        told = f"{done * 100 // size:3}% of {size / 1e6:.1f} MB" if size else f"{done / 1e6:.1f} MB"
        print(f"\r{told}", end="\n" if done == size else "", file=sys.stderr, flush=True)


def _list() -> int:
    """Show every package that is kept; where none is, where they would be."""
    packages = [*kept.listed()]
    for one in packages:
        say(f"{one.name or one.identifier} {one.version}".rstrip() + f"  {one.path}")
    if not packages:
        say(f"no package is kept in {kept_folder()}")
    return CLEAN


def _which(url: str, arguments: Namespace) -> int:
    """Say which file answers for a URL; where none does, which official taxonomy holds it."""
    from validator.dts.resolver import Resolver, UnresolvedError

    if "://" not in url:
        raise UsageError(f"taxonomy which: {url} is no URL")
    try:
        found = Resolver(options(arguments), "").read(url)
    except UnresolvedError as error:
        official = holding(url)
        told = f"; {official.name} holds it: {official.source}" if official else ""
        tried = ", ".join(dict.fromkeys(error.tried)) or "no place that could hold it"
        say(f"{url}: nothing answers; tried {tried}{told}")
        return FOUND
    say(f"{url}: {found.shown if found.shown != url else found.path}")
    return CLEAN


def _lines() -> list[str]:
    """Return a line for each package that is kept: its digest, identifier and version."""
    return sorted(f"sha256:{one.sha256} {one.identifier} {one.version}".rstrip() for one in kept.listed())


def _lock() -> int:
    """Write down the digest of every package that is kept."""
    from validator.cli.output import write

    lines = _lines()
    write(LOCK, "".join(f"{line}\n" for line in lines))
    say(f"{LOCK}: {len(lines)} package{'' if len(lines) == 1 else 's'}")
    return CLEAN


def _compare() -> int:
    """Compare what is kept with what was written down."""
    try:
        with open(LOCK, encoding="utf-8") as file:
            locked = file.read().splitlines()
    except (OSError, ValueError) as error:
        raise UsageError(f"{LOCK}: {getattr(error, 'strerror', None) or error}") from None
    now = _lines()
    for line in locked:
        if line not in now:
            say(f"not kept as locked: {line}")
    for line in now:
        if line not in locked:
            say(f"kept and not locked: {line}")
    return CLEAN if locked == now else FOUND
