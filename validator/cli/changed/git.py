"""What git says has changed: asked for names only, so nothing of the repository's own is run."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

# a repository's configuration may name programs to run; none is needed for names
QUIET = ("-c", "core.fsmonitor=false", "-c", "core.quotePath=false", "--no-optional-locks")
DIFF = ("diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--no-textconv", "--ignore-submodules")


def changed(*, untracked: bool) -> list[str] | None:
    """Return every file git says has changed, deleted ones and both names of renamed ones too; None without git.

    That is what differs from the last commit; under pre-commit, when it names two commits, what differs between those.
    """
    folder = _top()
    filters = None if folder is None else _filters()
    if folder is None or filters is None:
        return None
    first, last = (os.environ.get(f"PRE_COMMIT_{which}_REF", "") for which in ("FROM", "TO"))
    if first and last and not first.startswith("-"):
        names = _ask(*DIFF, f"{first}...{last}", "--")
    else:
        names = _ask(*DIFF, "HEAD", "--", settings=filters)
        if names is None:  # nothing is committed yet
            names = _ask("ls-files", "-z", "--full-name", "--", ":/")
    new = _ask("ls-files", "-z", "--full-name", "--others", "--exclude-standard", "--", ":/") if untracked else ""
    if names is None or new is None:
        return None
    found = dict.fromkeys(name for name in (*names.split("\0"), *new.split("\0")) if name)
    return [os.path.relpath(os.path.join(folder, name)) for name in found]


def _top() -> str | None:
    """Return the folder of the files git speaks of; None where a repository names another (`core.worktree`).

    It is the one that has `.git`, a folder or, in submodules and linked work trees, a file; the user's own
    GIT_WORK_TREE may say otherwise.
    """
    told = _ask("rev-parse", "--show-toplevel")
    if told is None:
        return None
    top, here = Path(told.removesuffix("\n")), Path.cwd()
    own = next((one for one in (here, *here.parents) if (one / ".git").exists()), None)
    given = "GIT_WORK_TREE" in os.environ
    return str(top) if given or (own is not None and own.resolve() == top.resolve()) else None


def _filters() -> list[str] | None:
    """Return the settings by which git compares files as they lie: a filter is a program, run over what may differ.

    None where one is named so that no setting can undo it.
    """
    told = _ask("config", "-z", "--name-only", "--get-regexp", r"^filter\..*\.(clean|process|smudge|required)$")
    names = dict.fromkeys(name.rpartition(".")[0] for name in (told or "").split("\0") if name)
    if any("=" in name for name in names):
        return None
    undone = (f"{name}.{key}" for name in names for key in ("clean=", "process=", "required=false"))
    return [word for setting in undone for word in ("-c", setting)]


def _ask(*words: str, settings: Sequence[str] = ()) -> str | None:
    try:
        done = subprocess.run(("git", *QUIET, *settings, *words), capture_output=True, check=False)  # noqa: S603, S607 - the user's git
    except OSError:
        return None
    return os.fsdecode(done.stdout) if done.returncode == 0 else None
