"""Serve an editor (LSP 3.17 over standard input and output): the findings of `tieout check` while someone writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.cli import CLEAN, UsageError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

LACKING = "an editor is served by pygls, which is not installed: python -m pip install 'tieout[lsp]'"


def add(parser: ArgumentParser) -> None:
    """Declare the one way to talk, as editors name it."""
    parser.add_argument("--stdio", action="store_true", help="talk over standard input and output (the default)")


def main(arguments: Namespace) -> int:  # noqa: ARG001 - there is one way to talk
    """Serve until the editor says goodbye."""
    try:
        from validator.cli.lsp.server import serve
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        raise UsageError(LACKING) from None
    serve()
    return CLEAN
