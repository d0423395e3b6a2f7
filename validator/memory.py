"""What is kept between runs: bytes, by kind and name, sealed with a secret of the user's. Losing it costs time only.

What is kept decides verdicts, so nobody but the user may have written it: an entry whose seal is not made with the
user's secret is as good as none, and a folder that others own or may write to is left alone.
"""

from __future__ import annotations

import os

from validator.secret import SIZE, blake2b, ours, seal

MARK = b"tieout\0\2"
KEPT = 512  # entries of a kind


def folder() -> str:
    """Return the folder for what is kept: TIEOUT_CACHE, else XDG_CACHE_HOME/tieout, else ~/.cache/tieout."""
    return os.environ.get("TIEOUT_CACHE") or os.path.join(
        os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache"), "tieout"
    )


def recall(kind: str, source: bytes) -> bytes | None:
    """Return what was kept of that kind for that source; None when nothing was."""
    found = read(kind, _named(source))
    return None if found is None else bytes(found)


def remember(kind: str, source: bytes, content: bytes) -> None:
    """Keep bytes for a source; a folder that cannot be written to is no error."""
    write(kind, _named(source), content)


def read(kind: str, name: str) -> memoryview | None:
    """Return what was kept under a name; None when it is not there, damaged, or sealed by another."""
    place = os.path.join(folder(), kind)
    if not (ours(folder()) and ours(place)):
        return None
    try:
        with open(os.path.join(place, name), "rb") as file:
            data = memoryview(file.read())
    except OSError:
        return None
    start = len(MARK) + SIZE
    body = data[start:]
    return body if data[:start] == MARK + seal(f"{kind}/{name}", body) else None


def write(kind: str, name: str, content: bytes, most: int = KEPT) -> bool:
    """Keep bytes under a name, in one step; of a kind the `most` newest stay. Return whether it could be done."""
    place = os.path.join(folder(), kind)
    if not (usable(folder()) and usable(place)):
        return False
    done = replace(os.path.join(place, name), MARK + seal(f"{kind}/{name}", content) + content)
    if done:
        _prune(place, most)
    return done


def replace(path: str, data: bytes) -> bool:
    """Write a file in one step, so that a reader sees the old bytes or the new; return whether it could be written."""
    temporary = f"{path}.{os.getpid()}.{os.urandom(4).hex()}"
    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        try:
            with open(temporary, "xb") as file:
                file.write(data)
            os.replace(temporary, path)
        finally:
            if os.path.exists(temporary):
                os.unlink(temporary)
    except OSError:
        return False
    return True


def usable(path: str) -> bool:
    """Whether a folder may be used: the user's, and nobody else may write to it; it is made when it is not there."""
    try:
        os.makedirs(path, mode=0o700, exist_ok=True)
    except (OSError, ValueError):
        return False
    return ours(path)


def _prune(place: str, most: int) -> None:
    """Drop the oldest files of a folder beyond those kept."""
    try:
        files = [entry for entry in os.scandir(place) if entry.is_file(follow_symlinks=False)]
        if len(files) > most:
            files.sort(key=lambda entry: entry.stat(follow_symlinks=False).st_mtime_ns, reverse=True)
            for entry in files[most:]:
                os.unlink(entry.path)
    except OSError:
        return


def _named(source: bytes) -> str:
    return blake2b(source, digest_size=20).hexdigest()
