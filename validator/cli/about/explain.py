"""Say what a code means, or what stands at a place: FILE:LINE:COLUMN gives the ties of the figure there.

Of a code: what is checked, why it matters, what mends it, and the clause it stands on. Of a figure: each tie that
touches it, its arithmetic, and of what was found in a document in how many columns it holds and with what odds.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from validator.authored.nearest import did_you_mean, nearest, nearest_code
from validator.checks import BY_CODE, BY_NAME
from validator.cli import CLEAN, UsageError, say
from validator.cli.configuration.selectors import rules
from validator.cli.configuration.sources import add_rules, add_taxonomies

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from validator.check import Check
    from validator.tieouts.rules.rulebook import Rule

PLACE = re.compile(r"(.+?):(\d{1,9})(?::(\d{1,9}))?")


def add(parser: ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "codes",
        nargs="+",
        metavar="CODE|PLACE",
        help="a code, a check's name, or a place: FILE:LINE or FILE:LINE:COLUMN",
    )
    parser.add_argument("--like", metavar="FOLDER", help="read a document by an accepted draft")
    add_taxonomies(parser)
    add_rules(parser)


def main(arguments: Namespace) -> int:
    """Print what each code means."""
    say("\n\n".join(told(word, arguments) for word in arguments.codes))
    return CLEAN


def told(word: str, arguments: Namespace) -> str:
    """Return what is said of a code, a name or a place; raises UsageError."""
    place = PLACE.fullmatch(word)
    if place is None:
        return explained(word, arguments.rules or [])
    from validator.cli.configuration.evidence import tied
    from validator.reporters import figures

    given = {key: value for key in ("like", "rules", "webcache", "package") if (value := getattr(arguments, key))}
    said = figures.at(tied(place[1], None, given), int(place[2]), int(place[3] or 0))
    if not said:
        raise UsageError(f"no figure stands at {word}")
    return said


def explained(word: str, files: list[str]) -> str:
    """Return what the check or rule of a code or a name means; raises UsageError that names the nearest."""
    found = BY_CODE.get(word.upper()) or BY_NAME.get(word.lower())
    if found is not None:
        return explanation(found)
    told = list(rules(files))
    for rule, path in told:
        if word.upper() == rule.code or word.lower() == rule.name:
            return rule_explanation(rule, path)
    codes = [*BY_CODE, *(rule.code for rule, _ in told)]
    near = nearest(word, [*codes, *BY_NAME, *(rule.name for rule, _ in told)]) or nearest_code(word, codes)
    raise UsageError(f"no check has the code or name {word!r}{did_you_mean(near)}")


def explanation(check: Check) -> str:
    """Return a check as a reader wants it told."""
    lines = [f"{check.code} {check.name} ({check.severity.name.lower()})", "", *prose(check.why)]
    lines += ["", *(f"says:  {says}" for says in check.says)]
    if check.mends:
        lines.append(f"mends: {check.mends}")
    lines.append(f"cites: {check.cites}")
    if check.told:
        lines.append(f"code in the specification: {', '.join(check.told)}")
    return "\n".join(lines)


def rule_explanation(rule: Rule, path: str) -> str:
    """Return a rule of a rule file as a reader wants it told."""
    lines = [f"{rule.code} {rule.name} ({rule.severity or 'error'}, {rule.kind})", "", *prose(rule.why), ""]
    lines += [f"rule:  {rule.text}", f"says:  {rule.says_text}"]
    if rule.mends_text:
        lines.append(f"mends: {rule.mends_text}")
    if rule.cites:
        lines.append(f"cites: {rule.cites}")
    return "\n".join([*lines, f"in:    {path}"])


def prose(docstring: str) -> list[str]:
    """Return a docstring's lines without the indentation of the code around it."""
    first, _, rest = docstring.strip().partition("\n")
    return [first, *(line.strip() for line in rest.splitlines())]
