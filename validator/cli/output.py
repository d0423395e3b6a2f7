"""Files a user asked for: written whole or not at all."""

from __future__ import annotations

from validator.cli import UsageError
from validator.writers.replacing import replace


def write(path: str, text: str) -> None:
    """Write a text file; raises UsageError where that cannot be."""
    try:
        replace({path: text.encode("utf-8", "backslashreplace")})
    except OSError as error:
        raise UsageError(f"--output {path}: {error.strerror or error}") from error


def show(data: object) -> None:
    """Print plain data as JSON."""
    from json import dumps

    print(dumps(data, indent=2, ensure_ascii=False))
