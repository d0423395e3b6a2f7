"""Files a user asked for: written whole or not at all."""

from __future__ import annotations

import os

from validator.cli import UsageError


def write(path: str, text: str) -> None:
    """Write a text file atomically: another file beside it takes its place once it is complete."""
    from tempfile import NamedTemporaryFile

    folder = os.path.dirname(os.path.abspath(path))
    temporary = ""
    try:
        with NamedTemporaryFile(
            "w", encoding="utf-8", errors="backslashreplace", newline="", dir=folder, prefix=".tieout-", delete=False
        ) as file:
            temporary = file.name
            file.write(text)
        os.chmod(temporary, 0o666 & ~_mask())
        os.replace(temporary, path)
    except OSError as error:
        if temporary and os.path.exists(temporary):
            os.unlink(temporary)
        raise UsageError(f"--output {path}: {error.strerror or error}") from error


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
