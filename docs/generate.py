"""Write docs/checks.md: every check of the catalogue, with the bad report that shows it and what tieout says of it.

The tables that docs/corpus.md documents are written into it from the schema they are written by.

python docs/generate.py --write | --check
"""

from __future__ import annotations

import sys
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from validator.checks import CATALOGUE
from validator.cli.about.explain import prose
from validator.reporters.tables.schema import TABLES, VERSION

if TYPE_CHECKING:
    from validator.check import Check

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "docs" / "checks.md"
CORPUS = ROOT / "docs" / "corpus.md"
START, END = "<!-- tables: written by docs/generate.py -->\n", "<!-- end of tables -->\n"
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


def corpus() -> str:
    """Return docs/corpus.md with its tables written anew between their marks."""
    before, rest = CORPUS.read_text(encoding="utf-8").split(START)
    parts = [f"The schema is version {VERSION}; each file says so under `tieout.schema` in its metadata.\n"]
    for name, columns in TABLES.items():
        rows = [f"| `{one.name}` | {TYPES[one.kind]} | {one.says} |" for one in columns]
        parts.append("\n".join((f"### {name}\n", "| column | type | what it says |", "|---|---|---|", *rows, "")))
    return f"{before}{START}" + "\n".join(parts) + f"{END}{rest.split(END)[1]}"


TYPES = {
    "text": "string",
    "whole": "int32",
    "long": "int64",
    "flag": "bool",
    "day": "date32",
    "amount": "decimal(38, 8)",
    "dimensions": "list of (dimension, member, typed)",
    "figures": "list of (concept, weight, fact)",
}


def code(text: str) -> str:
    """Return text as a code span."""
    return f"`{text}`"


def main(arguments: list[str]) -> int:
    """Write the pages, or say that they are stale."""
    fresh = {TARGET: page(), CORPUS: corpus()}
    if arguments == ["--write"]:
        for path, text in fresh.items():
            path.write_text(text, encoding="utf-8")
        return 0
    if arguments != ["--check"]:
        print(__doc__, file=sys.stderr)
        return 2
    stale = [path for path, text in fresh.items() if not path.is_file() or path.read_text(encoding="utf-8") != text]
    for path in stale:
        print(f"docs/{path.name} is stale: run `nox -s docs -- --write`", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
