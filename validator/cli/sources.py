"""What a command reads: the options that say where taxonomies and rules are, and a file's bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.cli import UsageError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from validator.run import Options


def add_taxonomies(parser: ArgumentParser) -> None:
    """Declare where taxonomies are looked for."""
    option = parser.add_argument
    option("--webcache", metavar="DIR", help="folder laid out HOST/PATH that answers for URLs")
    option("--package", metavar="ZIP|DIR", action="append", help="taxonomy package to resolve URLs with; repeatable")


def add_rules(parser: ArgumentParser) -> None:
    """Declare further rule files."""
    parser.add_argument("--rules", metavar="FILE", action="append", help="further tie-outs; repeatable")


def options(arguments: Namespace) -> Options:
    """Return the options of a run by the arguments alone, without the configuration."""
    from validator.run import Options

    given = vars(arguments)
    return Options(
        webcache=given.get("webcache"),
        packages=tuple(given.get("package") or ()),
        rules=tuple(given.get("rules") or ()),
    )


def contents(path: str) -> bytes:
    """Return a file's bytes; raises UsageError where they cannot be had."""
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror or error}") from error
