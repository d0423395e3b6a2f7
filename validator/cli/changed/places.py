"""Files that changed, as they are compared with others: however a name is spelled, whatever link leads to it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from unicodedata import normalize

if TYPE_CHECKING:
    from collections.abc import Iterable

FEW = 50  # files, with which all that is looked at is compared


class Places:
    """Some files, those that links lead to, and every folder they lie in."""

    def __init__(self, files: Iterable[str], but: Iterable[str] = ()) -> None:
        """Take files, there or not, `but` those whose real paths are given."""
        left = set(but)
        whole = {place for file in files for place in (os.path.abspath(file), os.path.realpath(file))} - left
        self.files = {spelled(place) for place in whole}
        self.paths = whole
        self.folders: set[str] = set()
        for file in self.files:
            folder = os.path.dirname(file)
            while folder not in self.folders:
                self.folders.add(folder)
                folder = os.path.dirname(folder)
        self._within = tuple(os.path.join(file, "") for file in self.files)
        self._below: dict[str, bool] = {}

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self.files)

    def touch(self, path: str) -> bool:
        """Whether a path is one of them, a folder that one lies in, or lies below one: a link or a module of git's."""
        return any(map(self.touches, {spelled(os.path.abspath(path)), spelled(os.path.realpath(path))}))

    def touches(self, path: str) -> bool:
        """Whether an absolute path, spelled as paths are compared, is one of them, or lies above or below one."""
        if path in self.files or path in self.folders:
            return True
        if len(self.files) < FEW:
            return path.startswith(self._within)
        return self._under(path)

    def _under(self, path: str) -> bool:
        folder = os.path.dirname(path)
        known = self._below.get(folder)
        if known is None:
            parent = os.path.dirname(folder)
            known = self._below[folder] = folder in self.files or (parent != folder and self._under(folder))
        return known


def spelled(path: str) -> str:
    """Return a path as paths are compared: systems that know no case, or compose letters, take two names for one.

    Where they are two files, a change of either counts as one of both.
    """
    return (path if path.isascii() else normalize("NFC", path)).casefold()
