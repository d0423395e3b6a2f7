"""Print the JSON Schema of a document of ours, for editors and for those who check what they write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator import resources
from validator.cli import CLEAN, say

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

SCHEMAS = {
    "config": ("config.schema.json", "settings: tieout.toml, and [tool.tieout] of pyproject.toml"),
    "rules": ("tieout.schema.json", "tie-outs: tieouts.toml"),
    "waivers": ("waivers.schema.json", "waivers: waivers.toml"),
    "mapping": ("mapping.schema.json", "the mapping that a release is encoded by"),
    "outcome": ("outcome.schema.json", "what `tieout check --format json` prints"),
    "places": ("places.schema.json", "where figures stand, as `tieout encode` writes it"),
}


def add(parser: ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("name", nargs="?", choices=tuple(SCHEMAS), help="whose schema; without it they are listed")


def main(arguments: Namespace) -> int:
    """Print a schema as it is, or the names there are."""
    if arguments.name is None:
        for name, (_, what) in SCHEMAS.items():
            say(f"{name:<9} {what}")
        return CLEAN
    with open(resources.path(SCHEMAS[arguments.name][0]), encoding="utf-8") as file:
        say(file.read(), end="")
    return CLEAN
