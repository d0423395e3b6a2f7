"""What is kept between runs: bytes, by kind and by the hash of what they were made from. Losing it costs time only."""

from __future__ import annotations

import os


def folder() -> str:
    """Return the folder for what is kept: TIEOUT_CACHE, else XDG_CACHE_HOME/tieout, else ~/.cache/tieout."""
    chosen = os.environ.get("TIEOUT_CACHE")
    if chosen:
        return chosen
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return os.path.join(base, "tieout")


def recall(kind: str, source: bytes) -> bytes | None:
    """Return what was kept of that kind for that source; None when nothing was."""
    try:
        with open(_path(kind, source), "rb") as file:
            return file.read()
    except OSError:
        return None


def remember(kind: str, source: bytes, content: bytes) -> None:
    """Keep bytes for a source; a folder that cannot be written to is no error."""
    path = _path(kind, source)
    temporary = f"{path}.{os.getpid()}"
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(temporary, "wb") as file:
            file.write(content)
        os.replace(temporary, path)
    except OSError:
        return


def _path(kind: str, source: bytes) -> str:
    try:
        from _blake2 import blake2b  # what hashlib gives, without loading OpenSSL
    except ImportError:
        from hashlib import blake2b

    return os.path.join(folder(), kind, blake2b(source, digest_size=20).hexdigest())
