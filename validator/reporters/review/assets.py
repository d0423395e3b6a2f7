"""The pages' own files: templates with parts to fill in, styles and scripts, and the digests that admit them."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from typing import TYPE_CHECKING

from validator import resources

if TYPE_CHECKING:
    from collections.abc import Mapping

PART = re.compile("§([A-Za-z.]+)§")


def own(name: str) -> str:
    """Return a file of the pages' own."""
    with open(resources.path("review", name), encoding="utf-8") as file:
        return file.read()


def filled(template: str, parts: Mapping[str, str]) -> str:
    """Return a template with its parts filled in; what they hold is not looked at again."""
    return "".join(parts[part] if index % 2 else part for index, part in enumerate(PART.split(own(template))))


def digest(text: str) -> str:
    """Return what a page's policy admits a script or style of its own by, and no other (CSP Level 3 §2.3.1)."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
