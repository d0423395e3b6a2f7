"""Text as TOML writes it."""

from __future__ import annotations


def quoted(text: str) -> str:
    """Return a text as a basic string of TOML, or as a key in quotes."""
    from json import dumps

    told = dumps(text, ensure_ascii=False)
    return told if told.isprintable() else "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in told)
