"""The taxonomy packages a user keeps: one folder for all that is checked, where a package is added once.

A package decides verdicts, so only what the user put there counts: a folder that others own or may write to is none.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from validator.dts.packaged.containers import SUFFIX, kept_folder, kept_packages
from validator.dts.packaged.packages import LARGEST_TOTAL, METADATA_FILE, Package, open_package
from validator.gate import RefusedError, opened
from validator.memory import replace, usable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.model.source import Problem

STAMP = (1980, 1, 1, 0, 0, 0)  # of every entry, so that one folder always gives one archive


class NotKeptError(Exception):
    """Something cannot be kept as a taxonomy package; the message says why, and `problem` what is wrong in it."""

    def __init__(self, said: str, problem: Problem | None = None) -> None:
        super().__init__(said)
        self.problem = problem


class Kept(NamedTuple):
    """A package that is kept: its file, its name, version and identifier, and the digest of its bytes."""

    path: str
    name: str
    version: str
    identifier: str
    sha256: str


def listed() -> Iterator[Kept]:
    """Yield what is known of each package that is kept."""
    for path in kept_packages():
        package = open_package(path)
        yield Kept(path, package.name, package.version, package.identifier, digest(path))


def digest(path: str) -> str:
    """Return the SHA-256 of a file, as digits."""
    from hashlib import file_digest

    with open(path, "rb") as file:
        return file_digest(file, "sha256").hexdigest()


def found(path: str) -> list[str]:
    """Return the packages at a path: itself, or all in a folder, told by what they hold. Raises NotKeptError."""
    if not os.path.isdir(path):
        return [path]
    if os.path.isfile(os.path.join(path, METADATA_FILE)):
        return [path]
    inside = [os.path.join(parent, name) for parent, _, names in os.walk(path) for name in sorted(names)]
    taken = [one for one in inside if one.lower().endswith(SUFFIX) and _metadata(one)]
    taken += [one.removesuffix(f"/{METADATA_FILE}") for one in inside if one.endswith(f"/{METADATA_FILE}")]
    if not taken:
        raise NotKeptError(f"{path}: no taxonomy package in it: none with {METADATA_FILE}")
    return sorted(taken)


def keep(path: str) -> Kept:
    """Copy a package, archive or folder, to the others; one of the same identifier is replaced. Raises NotKeptError."""
    package = open_package(path)
    if not package.identifier:
        said = f"{path}: no taxonomy package: it has no {METADATA_FILE} with an identifier"
        raise NotKeptError(said, package.problems[0] if package.problems else None)
    place = kept_folder()
    if not usable(place):
        raise NotKeptError(f"{place}: cannot be used: it is not your own, or cannot be made")
    target = os.path.join(place, _named(package))
    if not replace(target, _packed(package)):
        raise NotKeptError(f"{target}: cannot be written")
    for one in listed():
        if one.identifier == package.identifier and one.version == package.version and one.path != target:
            os.unlink(one.path)
    return Kept(target, package.name, package.version, package.identifier, digest(target))


def _metadata(path: str) -> bool:
    """Whether an archive is a taxonomy package."""
    return open_package(path).member(METADATA_FILE) is not None


def _named(package: Package) -> str:
    """Return a file name for a package: the last steps of its identifier and its version, in plain letters."""
    import re

    steps = re.sub(
        r"^[a-z]+://", "", f"{package.identifier}-{package.version}" if package.version else package.identifier
    )
    return re.sub(r"[^A-Za-z0-9.-]+", "_", steps).strip("._")[-120:] + SUFFIX


def _packed(package: Package) -> bytes:
    """Return a package as the bytes of an archive."""
    if package.archive is not None:
        try:
            with opened(package.path, most=LARGEST_TOTAL) as file:
                return file.read()
        except (OSError, RefusedError) as error:
            raise NotKeptError(f"{package.path}: {error}") from error
    import io
    import zipfile

    made = io.BytesIO()
    top = os.path.basename(os.path.abspath(package.path))
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for parent, folders, names in os.walk(package.path):
            folders.sort()
            for name in sorted(names):
                full = os.path.join(parent, name)
                entry = f"{top}/{os.path.relpath(full, package.path).replace(os.sep, '/')}"
                with opened(full, package.path) as file:
                    archive.writestr(zipfile.ZipInfo(entry, STAMP), file.read())
    return made.getvalue()
