"""Write docs/checks.md: every check of the catalogue, with the bad report that shows it and what tieout says of it.

python docs/generate.py --write | --check
"""

from __future__ import annotations

import sys
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from validator.checks import CATALOGUE
from validator.cli.about.explain import prose

if TYPE_CHECKING:
    from validator.check import Check

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "docs" / "checks.md"
FAMILIES = {
    "DO": "Documents and runs",
    "TX": "Schemas and concepts",
    "NE": "Networks",
    "CX": "Contexts",
    "UN": "Units",
    "FA": "Facts",
    "DI": "Dimensions",
    "CA": "Calculations",
    "IX": "Inline XBRL",
    "TP": "Tags against the page",
    "OI": "xBRL-JSON and xBRL-CSV",
    "PK": "Packages",
    "SO": "Sources of encoded reports",
    "ST": "Statements",
    "TO": "Tie-outs",
    "FD": "Relations found in documents",
    "WA": "Waivers",
    "AR": "Arelle",
}
HEAD = """# Every check

Generated from the catalogue by `nox -s docs -- --write`; `tieout explain CODE` prints the same.
Each output below is what `tieout check` prints on the report in `instances/bad/CODE-name`, as the tests hold it to.
"""


def page() -> str:
    """Return the whole page."""
    parts = [HEAD]
    for family, checks in groupby(CATALOGUE, key=lambda check: check.code[:2]):
        parts.append(f"## {family}: {FAMILIES[family]}\n")
        parts += [entry(check) for check in checks]
    return "\n".join(parts)


def entry(check: Check) -> str:
    """Return one check's part of the page."""
    lines = [f"### {check.code} {check.name}", "", *prose(check.why), ""]
    lines += [f"- {check.severity.name.lower()}: {code(says)}" for says in check.says]
    if check.mends:
        lines.append(f"- mends: {check.mends}")
    lines.append(f"- cites: {check.cites}")
    if check.told:
        lines.append(f"- in the specification: {', '.join(map(code, check.told))}")
    shown = ROOT / "instances" / "bad" / f"{check.code}-{check.name}" / "expected.txt"
    if shown.is_file():
        lines += ["", "```", shown.read_text(encoding="utf-8").rstrip("\n"), "```"]
    return "\n".join([*lines, ""])


def code(text: str) -> str:
    """Return text as a code span."""
    return f"`{text}`"


def main(arguments: list[str]) -> int:
    """Write the page, or say that it is stale."""
    fresh = page()
    if arguments == ["--write"]:
        TARGET.write_text(fresh, encoding="utf-8")
        return 0
    if arguments != ["--check"]:
        print(__doc__, file=sys.stderr)
        return 2
    if TARGET.is_file() and TARGET.read_text(encoding="utf-8") == fresh:
        return 0
    print("docs/checks.md is stale: run `nox -s docs -- --write`", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
