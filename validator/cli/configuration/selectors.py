"""Words that select checks: one that fits no check and no rule would silence a run, which would look clean."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from validator import resources
from validator.authored.nearest import did_you_mean, nearest
from validator.checks import BY_CODE, BY_NAME
from validator.cli import UsageError
from validator.cli.configuration import load

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from validator.cli.configuration import Settings
    from validator.cli.configuration.parts import Part
    from validator.finding import Outcome
    from validator.tieouts.rules.rulebook import Rule

ALL = "ALL"


def selectors(settings: Settings) -> Iterator[tuple[str, str]]:
    """Yield each word that selects, leaves out or weighs checks, with the option it is of."""
    yield from (("--select", word) for word in settings.get("select", ()))
    yield from (("--ignore", word) for word in settings.get("ignore", ()))
    yield from (("severity", word) for word in settings.get("severity", ()))


def shaped(settings: Settings) -> None:
    """Raise UsageError unless each word is a check's name or has the shape of (the beginning of) a code."""
    for option, word in selectors(settings):
        if not (word[:1].isalpha() and word.isupper() and word.isalnum()) and word not in BY_NAME:
            raise UsageError(f"{option}: {word!r} is no code and no check's name{did_you_mean(nearest(word, BY_NAME))}")


def doubtful(parts: Sequence[Part]) -> list[tuple[str, str]]:
    """Return the words, with the option each is of, that fit no check: if anything, they fit a rule."""
    asked = dict.fromkeys(one for part in parts for one in selectors(part.settings))
    return [(option, word) for option, word in asked if not _fits(word, BY_CODE) and word not in BY_NAME]


def fitting(words: Sequence[tuple[str, str]], parts: Sequence[Part], outcomes: Iterable[Outcome]) -> None:
    """Raise UsageError where a doubtful word fits no rule known here, and no rule beside a taxonomy of the reports.

    The rules of taxonomies are known only once reports were read, so this comes after the run and before its output.
    """
    codes = {rule.code for rule in _rules(parts, outcomes)} if words else set()
    for option, word in words:
        if not _fits(word, codes):
            raise UsageError(
                f"{option}: {word!r} fits no check and no rule{did_you_mean(nearest(word, (*BY_CODE, *codes)))}"
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


def bundled() -> Iterator[str]:
    """Yield the rule files beside the taxonomies that ship with tieout."""
    for folder, folders, names in os.walk(resources.folder()):
        folders.sort()
        if "tieouts.toml" in names:
            yield os.path.join(folder, "tieouts.toml")
    yield from resources.packs()
