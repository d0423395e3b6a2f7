"""Print a script that lets a shell complete commands, options and files: `eval "$(tieout completion bash)"`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.cli import CLEAN, COMMANDS, UsageError, parser_of

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

SHELLS = ("bash", "zsh", "tcsh")


def add(parser: ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("shell", choices=SHELLS, help="the shell to complete in")


def main(arguments: Namespace) -> int:
    """Print the script; raises UsageError where what writes it is not installed."""
    try:
        import shtab
    except ImportError:
        raise UsageError("completion needs shtab: pip install 'tieout[completion]'") from None
    print(shtab.complete(whole(), arguments.shell))
    return CLEAN


def whole() -> ArgumentParser:
    """Return one parser of all commands, with what each takes; words that name files complete to files."""
    import argparse

    import shtab

    parser = argparse.ArgumentParser(prog="tieout")
    parser.add_argument("--version", action="store_true", help="print the version")
    commands = parser.add_subparsers()
    for name, summary in COMMANDS.items():
        known, _ = parser_of(name)
        for action in known._actions:  # noqa: SLF001 - argparse has no other way to ask
            takes = action.metavar if isinstance(action.metavar, str) else ""
            if not action.choices and action.nargs != 0 and FILES.intersection(takes.split("|")):
                action.complete = shtab.FILE  # type: ignore[attr-defined]
        commands.add_parser(name, help=summary, parents=[known], add_help=False)
    return parser


FILES = {"PATH", "FILE", "REPORT", "DIR", "FOLDER", "ZIP", "OTHER", "TEXT", "JSON", "HTML", "DOCUMENT", "[FORMAT=]FILE"}
