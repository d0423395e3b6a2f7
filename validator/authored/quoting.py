"""Text as TOML writes it."""

from __future__ import annotations


def quoted(text: str) -> str:
    """Return a text as a basic string of TOML, or as a key in quotes."""
    from json import dumps

    return dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
