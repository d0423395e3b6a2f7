"""Write the table of limits into SECURITY.md, each from the constant that sets it.

python docs/limits.py --write | --check
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

TARGET = Path(__file__).parents[1] / "SECURITY.md"
START, END = "<!-- limits: written by docs/limits.py -->\n", "<!-- end of limits -->\n"
LIMITS = (
    ("work of one report, for each byte of it and its taxonomy", "budget.EACH", "steps"),
    ("work of one report, however small", "budget.STARTING", "steps"),
    ("size that a smaller document counts as, for its work", "documents.limits.GRANTED", "bytes"),
    ("one file that a report names", "gate.LARGEST", "bytes"),
    ("what an archive unpacks to, of its own size", "gate.UNPACKED", "times"),
    ("what an archive unpacks to, however small", "gate.UNPACKED_ANYWAY", "bytes"),
    ("one document of a taxonomy", "dts.resolver.LARGEST", "bytes"),
    ("one entry of a package, unpacked", "dts.packaged.packages.LARGEST", "bytes"),
    ("a rule, waiver, mapping or configuration file", "authored.loading.LARGEST", "bytes"),
    ("a workbook that waivers are read from", "checks.waiver_sheets.LARGEST", "bytes"),
    ("what that unpacks to", "documents.office.filled.MOST_UNPACKED", "bytes"),
    ("rows of its sheet of waivers", "documents.office.filled.MOST_ROWS", "rows"),
    ("tables and arrays nested in one of these", "authored.toml_places.DEEPEST", "levels"),
    ("keys and values of one of these", "authored.toml_places.MOST", ""),
    ("significant digits of a number", "model.numbers.LONGEST_NUMBER", "digits"),
    ("places between a number's last digit and its point", "model.numbers.LARGEST_EXPONENT", "places"),
    ("one cell of xBRL-CSV", "readers.oim.csv.report.LONGEST_CELL", "characters"),
    ("matching the values that take long with one pattern of a schema", "xsd.datatypes.patterns.PATIENCE", "seconds"),
    ("particles of one complex type", "xsd.particles.LARGEST", "particles"),
    ("places compared to tell which particle an element is", "xsd.attribution.WORK", "comparisons"),
    ("the content of one element held to its model", "xsd.content.WORK", "comparisons"),
    ("steps of derivation of a type", "xsd.simple_types.DEEPEST", "steps"),
    ("operations of a rule on each other in a row", "tieouts.rules.rulebook.LONGEST", "operations"),
    ("figures that a rule multiplies with each other", "tieouts.rules.binding.HIGHEST_DEGREE", "figures"),
    ("narrowings of values for a diagnosis, for each tie", "tieouts.propagation.MOST_STEPS", "steps"),
    ("a document nobody prepared", "encoder.release.LARGEST", "characters"),
    ("one line of it", "encoder.release.LONGEST_LINE", "characters"),
    ("elements of a page nested in each other", "documents.html.DEEPEST", "elements"),
    ("one sentence of it, read in pieces beyond", "understanding.words.sentences.LONGEST", "characters"),
    ("laying out a PDF, whatever its size", "documents.apart.LONGEST", "seconds"),
    ("laying out a PDF, for each megabyte, and two to start", "documents.apart.SECONDS", "seconds"),
    ("memory of that, and 16 bytes for each byte of the file", "documents.apart.MEMORY", "bytes"),
    ("columns of a table", "documents.grid.MOST_COLUMNS", "columns"),
    ("all formula assertions of a report, asked of Arelle", "readers.arelle.session.LONGEST_FORMULA", "seconds"),
    ("compiled taxonomies kept", "dts.store.KEPT", "entries"),
    ("entries of any other kind kept", "memory.KEPT", "entries"),
    ("what entries of one kind take together", "memory.LARGEST", "bytes"),
)


def table() -> str:
    """Return the table, as Markdown."""
    rows = [f"| {what} | {amount(value(name), unit)} | `validator.{name}` |" for what, name, unit in LIMITS]
    return "\n".join(("| limit of | at most | set by |", "|---|---|---|", *rows, ""))


def value(name: str) -> float:
    """Return the value of a constant by its dotted name."""
    module, _, constant = name.rpartition(".")
    found: float = getattr(import_module(f"validator.{module}"), constant)
    return found


def amount(number: float, unit: str) -> str:
    """Return a number as people read it: bytes in MiB or GiB where they are whole."""
    for power, name in ((30, "GiB"), (20, "MiB")):
        if unit == "bytes" and number >= 1 << power and not number % (1 << power):
            return f"{int(number) >> power:,} {name}"
    return f"{number:,g} {unit}".rstrip() if number % 1 else f"{int(number):,} {unit}".rstrip()


def renewed(text: str) -> str:
    """Return a page with the table written anew between its marks."""
    before, rest = text.split(START)
    return f"{before}{START}{table()}{END}{rest.split(END)[1]}"


def main(arguments: list[str]) -> int:
    """Write the page, or check that it is what would be written."""
    now = TARGET.read_text(encoding="utf-8")
    if "--write" in arguments:
        TARGET.write_text(renewed(now), encoding="utf-8")
        return 0
    if renewed(now) != now:
        print("SECURITY.md is stale: python docs/limits.py --write", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
