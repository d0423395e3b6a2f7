"""Files put in place whole, or not at all."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def replace(files: Mapping[str, bytes]) -> None:
    """Put files in place: each is written beside its name first, so that none is ever half there. Raises OSError."""
    waiting: list[tuple[str, str]] = []
    try:
        for number, (path, data) in enumerate(files.items()):
            temporary = os.path.join(os.path.dirname(path), f".tieout-{os.getpid()}-{number}")
            with open(temporary, "xb") as file:
                waiting.append((temporary, path))
                file.write(data)
        for temporary, path in waiting:
            os.replace(temporary, path)
    finally:
        for temporary, _ in waiting:
            if os.path.exists(temporary):
                os.unlink(temporary)
