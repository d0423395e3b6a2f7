"""Writes a file whole or not at all."""

from __future__ import annotations

import os
import tempfile


def save(path: str, content: bytes) -> None:
    """Replace a file's content at once: a reader sees the old file or the new one. Raises OSError."""
    folder = os.path.dirname(os.path.abspath(path))  # noqa: PTH100, PTH120 - pathlib costs import time
    handle, temporary = tempfile.mkstemp(dir=folder, prefix=f".{os.path.basename(path)}.")  # noqa: PTH119 - as above
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        mode = os.stat(path).st_mode & 0o777 if os.path.exists(path) else 0o666 & ~_umask()  # noqa: PTH110, PTH116 - as above
        os.chmod(temporary, mode)  # noqa: PTH101 - as above
        os.replace(temporary, path)  # noqa: PTH105 - as above
    except BaseException:
        os.unlink(temporary)  # noqa: PTH108 - as above
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
