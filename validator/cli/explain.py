"""Say what a code means: what is checked, why it matters, what mends it, and the clause it stands on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.checks import BY_CODE, BY_NAME
from validator.cli import CLEAN, UsageError, nearest

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from validator.check import Check


def add(parser: ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("codes", nargs="+", metavar="CODE", help="a code or a check's name")


def main(arguments: Namespace) -> int:
    """Print what each code means."""
    print("\n\n".join(explanation(find(word)) for word in arguments.codes))
    return CLEAN


def find(word: str) -> Check:
    """Return the check of a code or a name; raises UsageError that names the nearest."""
    found = BY_CODE.get(word.upper()) or BY_NAME.get(word.lower())
    if found is None:
        near = nearest(word.upper(), list(BY_CODE)) or nearest(word.lower(), list(BY_NAME))
        raise UsageError(f"no check has the code or name {word!r}{near}")
    return found


def explanation(check: Check) -> str:
    """Return a check as a reader wants it told."""
    lines = [f"{check.code} {check.name} ({check.severity.name.lower()})", "", *prose(check.why)]
    lines += ["", f"says:  {check.says}"]
    if check.mends:
        lines.append(f"mends: {check.mends}")
    lines.append(f"cites: {check.cites}")
    if check.spec:
        lines.append(f"code in the specification: {check.spec}")
    return "\n".join(lines)


def prose(docstring: str) -> list[str]:
    """Return a docstring's lines without the indentation of the code around it."""
    first, _, rest = docstring.strip().partition("\n")
    return [first, *(line.strip() for line in rest.splitlines())]
