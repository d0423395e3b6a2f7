"""How filings fare as plain documents: `python bench/documents.py [--plants N] [--seed S] [--only NAME] [--write]`.

The filings beside the checkout lose their tags, which become the answers; `tieout` reads what is left with no
hand-work, and is scored by the script that stands beside them (its docstring says what each column counts). `--write`
puts the table into docs/documents.md.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("TIEOUT_SHARED") or ROOT.parent / "shared")
PAGE = ROOT / "docs" / "documents.md"
START, END = "<!-- measured: written by bench/documents.py -->", "<!-- end of what was measured -->"
SCORED = re.compile(
    r"(?P<name>.+?)\s+figures\s+(?P<figures>\S+) of\s+(?P<of>\d+)\s+unit\s+(?P<unit>\S+)\s+period\s+(?P<period>\S+)"
    r"\s+same P\s+(?P<precision>\S+) R\s+(?P<recall>\S+)\s+tied\s+(?P<tied>\S+)\s+false\s+(?P<false>\d+)"
    r"\s+seen\s+(?P<seen>\S+)\s+first\s+(?P<first>\S+)(?:\s+(?P<read>[\d.]+)\+(?P<check>[\d.]+) s)?"
)
HEADINGS = (
    "document", "figures", "right magnitude", "unit", "period", "same figure: precision", "recall", "tied in tables",
    "errors as filed", "slips seen", "culprit first",
)  # fmt: skip


def main() -> int:
    """Score every filing, print a line each, and write the table where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plants", type=int, default=4, help="slips planted in each document, one at a time")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", action="append", default=[], help="a filing by name; repeatable")
    parser.add_argument("--write", action="store_true", help="write docs/documents.md")
    arguments = parser.parse_args()
    archive = SHARED / "documents" / "filed-documents.zip"
    if not archive.is_file():
        print(f"{archive} is missing: nothing was measured", file=sys.stderr)
        return 2
    rows: list[dict[str, str]] = []
    with tempfile.TemporaryDirectory() as folder:
        with zipfile.ZipFile(archive) as filings:
            filings.extractall(folder)
        first = next(Path(folder).rglob("*.htm"))
        words = [str(SHARED / "tools" / "score.py"), str(first.parent)]
        words += ["--plants", str(arguments.plants), "--seed", str(arguments.seed)]
        words += [word for name in arguments.only for word in ("--only", name)]
        path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
        with subprocess.Popen(
            [sys.executable, *words], stdout=subprocess.PIPE, text=True, env={**os.environ, "PATH": path}
        ) as scoring:
            for line in scoring.stdout or ():
                print(line, end="", flush=True)
                if found := SCORED.match(line):
                    rows.append(found.groupdict(""))
    if arguments.write and rows:
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(START)
        told = "\n".join((START, "", *table(rows, arguments.plants, arguments.seed), "", END))
        PAGE.write_text(before + told + rest.partition(END)[2], encoding="utf-8")
    return 0 if rows else 1


def table(rows: list[dict[str, str]], plants: int, seed: int) -> list[str]:
    """Return the table as lines of Markdown, the totals last."""
    keys = ("name", "of", "figures", "unit", "period", "precision", "recall", "tied", "false", "seen", "first")
    lines = [f"{plants} slips planted in each, by the draws of seed {seed}.", ""]
    lines += [f"| {' | '.join(HEADINGS)} |", f"|{'---|' * len(HEADINGS)}"]
    return lines + [f"| {' | '.join(row[key] for key in keys)} |" for row in rows]


if __name__ == "__main__":
    sys.exit(main())
