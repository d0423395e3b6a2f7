"""What a command reads: the options that say where taxonomies and rules are, and a file's bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.cli import UsageError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from validator.discovery.keeping.comparing.likeness import Like
    from validator.run import Options


def add_taxonomies(parser: ArgumentParser) -> None:
    """Declare where taxonomies are looked for."""
    option = parser.add_argument
    option("--webcache", metavar="DIR", help="folder laid out HOST/PATH that answers for URLs")
    option("--package", metavar="ZIP|DIR", action="append", help="taxonomy package to resolve URLs with; repeatable")


def add_rules(parser: ArgumentParser) -> None:
    """Declare further rule files."""
    parser.add_argument("--rules", metavar="FILE", action="append", help="further tie-outs; repeatable")


def add_beside(parser: ArgumentParser) -> None:
    """Declare the draft that documents are read by, and the documents that one is held against."""
    option = parser.add_argument
    option("others", nargs="*", metavar="OTHER", help="with --against-each-other: documents to hold it against")
    option(
        "--against-each-other",
        dest="against",
        action="store_true",
        default=None,
        help="hold it to the OTHERs: the same figure in each",
    )
    option("--like", metavar="FOLDER", help="read a document by an accepted draft, and hold it to what that published")


def beside(arguments: Namespace) -> list[str]:
    """Return the documents that one is held against. Raises UsageError where the option or the documents lack."""
    others = [one for one in dict.fromkeys(arguments.others) if one != arguments.report]
    if others and not arguments.against:
        raise UsageError(f"one report at a time; to hold it against {others[0]}: --against-each-other")
    if arguments.against and not others:
        raise UsageError("--against-each-other: name the documents to hold it against")
    return others


def accepted_draft(folder: str) -> str:
    """Return the folder of a draft; raises UsageError where it is none."""
    draft_like(folder)
    return folder


def options(arguments: Namespace) -> Options:
    """Return the options of a run by the arguments alone, without the configuration."""
    from validator.run import Options

    given = vars(arguments)
    return Options(
        webcache=given.get("webcache"),
        packages=tuple(given.get("package") or ()),
        rules=tuple(given.get("rules") or ()),
        like=accepted_draft(given.get("like") or ""),
        against=bool(given.get("against")),
    )


def draft_like(folder: str) -> Like | None:
    """Return the accepted draft to follow; None without a folder. Raises UsageError."""
    if not folder:
        return None
    from validator.run import Options
    from validator.unprepared import DraftError, accepted

    try:
        return accepted(folder, Options())
    except DraftError as error:
        raise UsageError(f"--like: {error}") from None


def contents(path: str) -> bytes:
    """Return a file's bytes; raises UsageError where they cannot be had."""
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror or error}") from error
