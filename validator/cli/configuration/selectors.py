"""Words that select checks: one that fits no check and no rule would silence a run, which would look clean."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from validator.accepting import bundled
from validator.authored.nearest import did_you_mean, nearest, nearest_code
from validator.checks import BY_CODE, BY_NAME
from validator.cli import UsageError
from validator.cli.configuration import load

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from validator.cli.configuration import Settings
    from validator.cli.configuration.parts import Part
    from validator.finding import Outcome
    from validator.tieouts.rules.rulebook import Rule

ALL = "ALL"


def selectors(settings: Settings, said_by: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield each word that selects, leaves out or weighs checks, with the option, or the file and key, it is of."""
    for key, words in (
        ("select", settings.get("select", ())),
        ("ignore", settings.get("ignore", ())),
        ("severity", settings.get("severity", {})),
    ):
        said = f"{said_by[key]}: {key}" if key in said_by else f"--{key}" if key != "severity" else key
        yield from ((said, word) for word in words)


def shaped(settings: Settings, said_by: Mapping[str, str]) -> None:
    """Raise UsageError unless each word is a check's name or has the shape of (the beginning of) a code."""
    for option, word in selectors(settings, said_by):
        if not (word[:1].isalpha() and word.isupper() and word.isalnum()) and word not in BY_NAME:
            near = nearest(word, (*BY_NAME, *BY_CODE)) if word else ""
            raise UsageError(f"{option}: {word!r} is no code and no check's name{did_you_mean(near)}")


def doubtful(parts: Sequence[Part], given: Settings) -> list[tuple[str, str]]:
    """Return the words, with the option each is of, that fit no check: if anything, they fit a rule."""
    asked = dict.fromkeys(one for part in parts for one in selectors(part.settings, dict(sources(given, part.file))))
    return [(option, word) for option, word in asked if not _fits(word, BY_CODE) and word not in BY_NAME]


def sources(given: Settings, file: str) -> tuple[tuple[str, str], ...]:
    """Return what a file, and not the command line, says to leave out or to weigh less."""
    return tuple((key, file) for key in ("select", "ignore", "severity") if file and key not in given)


def fitting(words: Sequence[tuple[str, str]], parts: Sequence[Part], outcomes: Iterable[Outcome]) -> None:
    """Raise UsageError where a doubtful word fits no rule known here, and no rule beside a taxonomy of the reports.

    The rules of taxonomies are known only once reports were read, so this comes after the run and before its output.
    """
    codes = {rule.code for rule in _rules(parts, outcomes)} if words else set()
    for option, word in words:
        if not _fits(word, codes):
            raise UsageError(
                f"{option}: {word!r} fits no check and no rule{did_you_mean(nearest_code(word, (*BY_CODE, *codes)))}"
            )


def _fits(word: str, codes: Iterable[str]) -> bool:
    return word == ALL or any(code.startswith(word) for code in codes)


def _rules(parts: Sequence[Part], outcomes: Iterable[Outcome]) -> Iterator[Rule]:
    """Yield the rules of files named, of what ships with tieout, beside the taxonomies, and below configurations.

    What a configuration selects may be meant for reports that are not looked at now.
    """
    from validator.checks.tieouts import BESIDE, rule_files
    from validator.readers.folders import files_under

    named = [path for part in parts for path in part.settings.get("rules", ())]
    read = [result.report for outcome in outcomes for result in outcome.results if result.report is not None]
    beside = [path for report in read for path in rule_files(report)]
    folders = dict.fromkeys(os.path.dirname(part.file) or "." for part in parts)
    below = [path for folder in folders for path in files_under(folder) if os.path.basename(path) == BESIDE]
    yield from (rule for rule, _ in rules(list(dict.fromkeys((*named, *beside, *below)))))


def rules(files: list[str]) -> Iterator[tuple[Rule, str]]:
    """Yield the rules of files, of those the configuration names, and of the taxonomies that ship with tieout."""
    from validator.tieouts.rules import rulebook

    for path in [*files, *load(None, ["."]).get("rules", ()), *bundled()]:
        for rule in rulebook.load(path).rules:
            yield rule, path
