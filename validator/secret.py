"""The user's secret, and seals made with it: only who has the secret can have written what carries its seal.

It never lies in the folder of what is kept, which may be restored from elsewhere.
"""

from __future__ import annotations

import os
import stat

try:
    from _blake2 import blake2b  # what hashlib gives, without loading OpenSSL
except ImportError:
    from hashlib import blake2b

__all__ = ["SIZE", "blake2b", "file", "key", "ours", "seal"]
SIZE = 32  # bytes of a secret, and of a seal
OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH
OTHERS_USE = stat.S_IRWXG | stat.S_IRWXO
_known: dict[str, bytes] = {}


def file() -> str:
    """Return the file of the user's secret: XDG_STATE_HOME/tieout/secret, else ~/.local/state/tieout/secret."""
    base = os.environ.get("XDG_STATE_HOME") or os.path.join(os.path.expanduser("~"), ".local", "state")
    return os.path.join(base, "tieout", "secret")


def seal(place: str, body: bytes | memoryview) -> bytes:
    """Return the seal of bytes in their place: what was moved elsewhere is as good as forged."""
    made = blake2b(f"{place}\0".encode(), digest_size=SIZE, key=key())
    made.update(body)
    return made.digest()


def key() -> bytes:
    """Return the secret: of TIEOUT_CACHE_KEY, else of a file only the user can read, made when it is missing.

    Where it cannot be kept, it holds for this process, which then finds nothing that another sealed.
    """
    chosen = os.environ.get("TIEOUT_CACHE_KEY")
    if chosen:
        return blake2b(os.fsencode(chosen), digest_size=SIZE).digest()
    path = file()
    if path not in _known:
        _known[path] = _had(path) or _made(path)
    return _known[path]


def ours(path: str) -> bool:
    """Whether a file or folder is the user's own, and nobody else may write to it."""
    try:
        return _private(os.stat(path), OTHERS_WRITE)
    except (OSError, ValueError):
        return False


def _private(status: os.stat_result, denied: int) -> bool:
    """Whether a file is the user's and denies others some use; where files have no owner as a number, it is."""
    return not hasattr(os, "geteuid") or (status.st_uid == os.geteuid() and not status.st_mode & denied)


def _had(path: str) -> bytes | None:
    """Return the secret of a file; None when there is none, or when others could have read it or put it there."""
    try:
        with open(path, "rb") as stream:
            if not _private(os.fstat(stream.fileno()), OTHERS_USE):
                return None
            found = stream.read(SIZE + 1)
    except (OSError, ValueError):
        return None
    return found if len(found) == SIZE and ours(os.path.dirname(path)) else None


def _made(path: str) -> bytes:
    """Make a secret, and keep it where that can be done."""
    made = os.urandom(SIZE)
    temporary = f"{path}.{os.urandom(4).hex()}"
    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
            stream.write(made)
        os.replace(temporary, path)
    except (OSError, ValueError):
        pass
    return made
