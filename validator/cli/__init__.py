"""Commands and exit codes: 0 clean, 1 findings, 2 could not run. The only room that prints."""

from __future__ import annotations

import errno
import os
import sys
from typing import TYPE_CHECKING

from validator import budget, resources
from validator.streams import lenient

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Sequence
    from types import ModuleType
    from typing import NoReturn, TextIO

CLEAN, FOUND, FAILED = 0, 1, 2
UNWRITABLE = (errno.ENOSPC, errno.EIO, errno.EFBIG, errno.EDQUOT if hasattr(errno, "EDQUOT") else errno.ENOSPC)
COMMANDS = {
    "check": "check reports: files, folders, globs",
    "corpus": "check any number of reports on many machines, and keep the whole as tables",
    "convert": "write a report in another syntax",
    "draft": "draft a document nobody prepared: its figures, a taxonomy, and the relations found",
    "encode": "encode a release, by its mapping, as a report",
    "coverage": "show which figures the ties protect, and which none touches",
    "prove": "prove how well: corrupt every figure in turn, and see what is noticed",
    "waive": "write waivers for what fails, to be reviewed and accepted",
    "explain": "say what a code means, why it matters and what mends it",
    "review": "write one page for a reviewer",
    "rules": "list every check",
    "taxonomy": "keep taxonomy packages: add, list, which, lock",
    "lsp": "serve an editor: findings, figures and fixes while someone writes",
    "config": "show the settings a report is checked by, and where each comes from",
    "schema": "print the JSON Schema of a document of ours: settings, rules, waivers and more",
    "doctor": "say what is installed, found and kept, and what mends what is missing",
    "cache": "show what is kept between runs, and how much it takes; or clear it",
    "completion": "print what lets a shell complete commands and options",
}  # each is a module of this package, or of `about`, with `add(parser)` and `main(arguments) -> exit code`
ABOUT = ("explain", "rules", "config", "schema", "doctor", "cache", "completion")
OVERVIEW = """tieout proves that the figures in a financial report agree with each other.

usage: tieout COMMAND ...

{commands}

exit codes: 0 clean, 1 findings, 2 could not run
`tieout COMMAND --help` tells more; `tieout --version` prints the version.
"""


class UsageError(Exception):
    """What the user asked for cannot be done as asked; the message says why, in one line or a few."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; no error leaves a traceback unless --debug asks for one."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if sys.stdout is None:  # it was closed: the exit code still tells
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - for as long as we run
    lenient()
    try:
        code = _command(words)
        sys.stdout.flush()
    except (UsageError, resources.IncompleteError) as error:
        return _say(f"tieout: {error}")
    except BrokenPipeError:
        _mute()  # whoever reads our output has seen enough
        return FOUND
    except KeyboardInterrupt:
        return 130
    except SystemExit as stop:  # argparse: 0 after --help, 2 after a usage error
        return stop.code if isinstance(stop.code, int) else FAILED
    except budget.ExceededError:
        return _say("tieout: gave up: what the report holds multiplies, and asks for more work than a report may")
    except Exception as error:
        if "--debug" in words:
            raise
        if isinstance(error, OSError) and error.filename is None and error.errno in UNWRITABLE:
            _mute()
            return _say(f"tieout: the output could not be written: {error.strerror}")
        what = " ".join(f"{type(error).__name__}: {error}".split())
        return _say(f"tieout: internal error: {what}\nPlease report it; --debug shows where it happened.")
    else:
        return code


def _command(words: list[str]) -> int:
    if not words or words[0] in ("-h", "--help", "help"):
        listing = "\n".join(f"  {name:<10} {summary}" for name, summary in COMMANDS.items())
        print(OVERVIEW.format(commands=listing), end="")
        return CLEAN if words else FAILED
    if words[0] in ("-V", "--version"):
        from validator._version import __version__

        print(f"tieout {__version__}")
        return CLEAN
    if words[0] not in COMMANDS:
        raise UsageError(_unknown(words[0]))
    parser, module = parser_of(words[0])
    return int(module.main(parser.parse_intermixed_args(words[1:])))  # PATH --option PATH


def parser_of(command: str) -> tuple[ArgumentParser, ModuleType]:
    """Return what parses the words of a command, and the module that does what it says."""
    from argparse import ArgumentParser
    from importlib import import_module

    class Parser(ArgumentParser):
        def error(self, message: str) -> NoReturn:
            from validator.authored.nearest import nearest_word

            hint = nearest_word(message, [*self._option_string_actions])
            self.exit(_say(f"{self.prog}: error: {message}{hint}\n`{self.prog} --help` tells what it takes"))

    module = import_module(f"validator.cli.{'about.' if command in ABOUT else ''}{command}")
    parser = Parser(prog=f"tieout {command}", description=module.__doc__, allow_abbrev=False)
    parser.add_argument("--debug", action="store_true", help="let an internal error through as a traceback")
    module.add(parser)
    return parser, module


def _unknown(word: str) -> str:
    if os.path.exists(word):
        return f"no command {word!r}; to check that path: tieout check {word}"
    from validator.authored.nearest import did_you_mean, nearest

    return f"no command {word!r}{did_you_mean(nearest(word, COMMANDS))}; commands are {', '.join(COMMANDS)}"


def _mute() -> None:
    """Keep the interpreter from complaining at exit of what it could not write."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def say(text: object, *, end: str = "\n", file: TextIO | None = None) -> None:
    """Print lines for people: what names and values hold of control characters drives no terminal."""
    told = str(text)
    if not told.replace("\n", "").isprintable():
        from validator.reporters.excerpts import clean

        told = "\n".join(map(clean, told.split("\n")))
    print(told, end=end, file=file)


def _say(text: str) -> int:
    say(text, file=sys.stderr)
    return FAILED
