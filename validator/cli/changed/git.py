"""What git says has changed: asked for names only, so nothing of the repository's own is run."""

from __future__ import annotations

import os
import subprocess
from io import BytesIO
from typing import TYPE_CHECKING

from validator.readers.recognition import SYNTAXES, told

if TYPE_CHECKING:
    from collections.abc import Sequence

# a repository's configuration may name programs to run; none is needed for names
QUIET = ("-c", "core.fsmonitor=false", "-c", "core.quotePath=false", "--no-optional-locks")
ALONE = {"GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "none"}  # what a partial clone lacks is not fetched
DIFF = ("diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--no-textconv",
        "--ignore-submodules=dirty")  # a module's own configuration is not looked at  # fmt: skip

MOST_ASKED = 100  # files, of each of which git is asked for its bytes


def reports_before(files: Sequence[str], first: str = "", last: str = "") -> list[str]:
    """Return those of some files that were reports in the commit they are compared with, told by their bytes there.

    All of them, where git cannot tell, and where they are so many that asking for each would take long.
    """
    if len(files) > MOST_ASKED:
        return list(files)
    first, last = _named(first, last)
    base = _parted(first, last or "HEAD") if first else "HEAD"
    return [file for file in files if _was_report(base, file)]


def _was_report(base: str, file: str) -> bool:
    found = _bytes("cat-file", "blob", f"{base}:./{os.path.relpath(file).replace(os.sep, '/')}")
    if found is None:
        return _ask("rev-parse", "--verify", "--quiet", f"{base}^{{commit}}") is None
    return told(file, BytesIO(found)).syntax in SYNTAXES


class UnknownError(Exception):
    """A commit was named that git does not know; its text says which."""


def changed(*, untracked: bool, first: str = "", last: str = "") -> list[str] | None:
    """Return every file git says has changed, deleted ones and both names of renamed ones too; None without git.

    That is what differs from the last commit; of two commits that are named, here or by pre-commit, what the `last` has
    changed since it parted from the `first`; of the `first` alone, what has changed since then, committed or not.
    Raises UnknownError for a commit that git does not know.
    """
    folder = _top()
    filters = None if folder is None else _filters()
    if folder is None or filters is None:
        return None
    first, last = _named(first, last)
    for ref in (first, last):
        _known(ref)
    if first and last:
        names = _ask(*DIFF, _parted(first, last), last, "--")
    else:
        base = _parted(first, "HEAD") if first else "HEAD"
        names = _ask(*DIFF, base, "--", settings=filters)
        if names is None:  # nothing is committed yet
            names = _ask("ls-files", "-z", "--full-name", "--", ":/")
    new = _ask("ls-files", "-z", "--full-name", "--others", "--exclude-standard", "--", ":/") if untracked else ""
    if names is None or new is None:
        return None
    found = dict.fromkeys(name for name in (*names.split("\0"), *new.split("\0")) if name)
    return [os.path.relpath(os.path.join(folder, name)) for name in found]


def _named(first: str, last: str) -> tuple[str, str]:
    """Return the commits that are named, else those that pre-commit names."""
    if first or last:
        return first, last
    return os.environ.get("PRE_COMMIT_FROM_REF", ""), os.environ.get("PRE_COMMIT_TO_REF", "")


def _known(ref: str) -> None:
    """Raise UnknownError for what is no commit; what starts with a dash would be an option."""
    if ref and (ref.startswith("-") or _ask("rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}") is None):
        raise UnknownError(f"git knows no commit {ref!r}; fetch it first, where this is a shallow clone")


def _parted(first: str, last: str) -> str:
    """Return the commit where two parted; the first itself where that is not known, as in a shallow clone."""
    return (_ask("merge-base", first, last) or first).strip()


def _top() -> str | None:
    """Return the folder of the files git speaks of; None where a repository names another (`core.worktree`).

    It is the one that has `.git`, a folder or, in submodules and linked work trees, a file; the user's own
    GIT_WORK_TREE may say otherwise.
    """
    shown = _ask("rev-parse", "--show-toplevel")
    if shown is None:
        return None
    top = own = shown.removesuffix("\n")
    if "GIT_WORK_TREE" not in os.environ:
        own = os.getcwd()
        while not os.path.exists(os.path.join(own, ".git")):
            if own == os.path.dirname(own):
                return None
            own = os.path.dirname(own)
    return top if os.path.realpath(own) == os.path.realpath(top) else None


def _filters() -> list[str] | None:
    """Return the settings by which git compares files as they lie: a filter is a program, run over what may differ.

    None where one is named so that no setting can undo it.
    """
    listed = _ask("config", "-z", "--name-only", "--get-regexp", r"^filter\..*\.(clean|process|smudge|required)$")
    names = dict.fromkeys(name.rpartition(".")[0] for name in (listed or "").split("\0") if name)
    if any("=" in name for name in names):
        return None
    undone = (f"{name}.{key}" for name in names for key in ("clean=", "process=", "required=false"))
    return [word for setting in undone for word in ("-c", setting)]


def _ask(*words: str, settings: Sequence[str] = ()) -> str | None:
    found = _bytes(*words, settings=settings)
    return None if found is None else os.fsdecode(found)


def _bytes(*words: str, settings: Sequence[str] = ()) -> bytes | None:
    try:
        asked = (*QUIET, *settings, *words)
        done = subprocess.run(("git", *asked), env=os.environ | ALONE, capture_output=True, check=False)  # noqa: S603, S607 - the user's git
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None
