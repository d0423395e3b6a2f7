"""Time and memory of tieout and Arelle, process by process: `python bench/compare.py [--rounds N] [--write]`.

On the release, the xBRL-XML filings beside the checkout, synthetic reports, and the conformance suites as each program
runs them; `--write` writes docs/benchmarks.md.

Each figure is a cold process from its start to its verdict, the two programs taking turns, bytecode compiled.
A *hit* finds the compiled taxonomy in the store, a *miss* compiles it. Both judge calculations by Calculations 1.1.
"""

from __future__ import annotations

import argparse
import compileall
import os
import platform
import resource
import subprocess
import sys
import tempfile
import zipfile
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

from validator._version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("TIEOUT_SHARED") or ROOT.parent / "shared")
RELEASE = ROOT / "instances" / "qifu-2023q3" / "report.xml"
PACKAGE = ROOT / "schemas" / "qifu" / "2023"
TIEOUT = [sys.executable, "-m", "validator", "check", "--calc11", "--max-findings", "1"]
ARELLE = [sys.executable, "-m", "arelle.CntlrCmdLine", "--disablePersistentConfig", "--internetConnectivity=offline"]
SUITES = (("XBRL 2.1", "xbrl-2.1.zip", "xbrl.xml", 606), ("Dimensions 1.0", "dimensions-1.0.zip", "xdt.xml", 347))
OURS = (  # our runner stands in the tests; what it runs is what is installed
    f"import sys; sys.path.append({str(ROOT)!r}); "
    "from pathlib import Path; from tests.conformance.suite import passed; "
    "good, _, _ = passed(Path(sys.argv[1]), sys.argv[2]); sys.exit(0 if good == int(sys.argv[3]) else 2)"
)


class Spent(NamedTuple):
    """Seconds from a process's start to its end, those of them it had a processor, and its peak memory in megabytes."""

    seconds: float
    processor: float
    megabytes: float


class Row(NamedTuple):
    """One report, its facts, and the medians of each way to check it."""

    name: str
    facts: int
    hit: Spent
    miss: Spent
    arelle: Spent
    rounds: int


class SuiteRow(NamedTuple):
    """One conformance suite, its variations, and one run of it by each program."""

    name: str
    variations: int
    ours: Spent
    arelle: Spent


def spend(command: list[str], environment: dict[str, str]) -> Spent:
    """Run a process to its end; exit with what it said when it did not do its work."""
    started = perf_counter()
    with tempfile.TemporaryFile("w+") as said:
        process = subprocess.Popen(command, env=environment, stdout=said, stderr=said, cwd=environment["FOLDER"])
        _, status, usage = os.wait4(process.pid, 0)
        taken = perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        text = said.read()
    if process.returncode not in (0, 1) or "Traceback" in text or "internal error" in text:
        raise SystemExit(f"{' '.join(command)} failed ({process.returncode}):\n{text[-2000:]}")
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return Spent(taken, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit)


def middle(spent: list[Spent]) -> Spent:
    """Return the median of each measure."""
    return Spent(*(median(column) for column in zip(*spent, strict=True)))


def measure(name: str, report: Path, facts: int, environment: dict[str, str], rounds: int, budget: float) -> Row:
    """Check one report in turns by each program: so many rounds, or fewer (one at least) within so many seconds."""
    webcache = SHARED / "webcache"
    ours = [*TIEOUT, *(["--webcache", str(webcache)] if webcache.is_dir() else []), str(report)]
    theirs = [*ARELLE, "--cacheDirectory", environment["ARELLE_CACHE"], "--packages", environment["PACKAGE"]]
    theirs += ["--validate", "--calc", "c11r", "--file", str(report)]
    taken: dict[str, list[Spent]] = {"hit": [], "miss": [], "arelle": []}
    spend(ours, environment)  # fills the store
    started = perf_counter()
    while len(taken["hit"]) < rounds and (not taken["hit"] or perf_counter() - started < budget):
        taken["hit"].append(spend(ours, environment))
        taken["miss"].append(spend([*ours, "--no-cache"], environment))
        taken["arelle"].append(spend(theirs, environment))
    row = Row(name, facts, *(middle(taken[way]) for way in ("hit", "miss", "arelle")), rounds=len(taken["hit"]))
    print(table_row(row), flush=True)
    return row


def measure_suite(
    name: str, archive: Path, index: str, variations: int, folder: Path, environment: dict[str, str]
) -> SuiteRow:
    """Run a conformance suite by each program, from cold."""
    unpacked = folder / archive.stem
    with zipfile.ZipFile(archive) as packed_suite:
        packed_suite.extractall(unpacked)
    ours = spend([sys.executable, "-c", OURS, str(archive), index, str(variations)], environment)
    theirs = spend([*ARELLE, "--validate", "--file", str(unpacked / index)], environment)
    row = SuiteRow(name, variations, ours, theirs)
    print(suite_row(row), flush=True)
    return row


def filings() -> Iterator[tuple[str, Path]]:
    """Yield the release and every xBRL-XML filing beside the checkout."""
    yield "the release (qifu-2023q3)", RELEASE
    folder = SHARED / "filings"
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        with path.open("rb") if path.is_file() else tempfile.TemporaryFile() as file:
            start = file.read(4096)
        if path.suffix in (".xbrl", ".xml") and b"xbrl" in start and b"linkbase " not in start:
            yield f"{path.parent.name}/{path.name[:40]}", path


def facts_of(report: Path, environment: dict[str, str]) -> int:
    """How many facts tieout reads in a report."""
    code = "import sys; from validator import readers, run; print(len(readers.read(sys.argv[1], run.Options())))"
    done = subprocess.run(
        [sys.executable, "-c", code, str(report)], env=environment, capture_output=True, text=True, check=True
    )
    return int(done.stdout)


def synthetic(folder: Path, facts: int) -> Path:
    """Write a report of so many facts: totals of nine parts each, in one period after another; one in 500 is wrong."""
    folder.mkdir()
    names = [f"Item{i}" for i in range(10)]
    attributes = (
        'type="xbrli:monetaryItemType" substitutionGroup="xbrli:item" xbrli:periodType="instant" nillable="true"'
    )
    elements = "\n".join(f'<xs:element name="{name}" id="{name}" {attributes}/>' for name in names)
    locators = "\n".join(
        f'<link:loc xlink:type="locator" xlink:href="s.xsd#{name}" xlink:label="{name}"/>' for name in names
    )
    arcs = "\n".join(
        '<link:calculationArc xlink:type="arc" xlink:arcrole="http://www.xbrl.org/2003/arcrole/summation-item" '
        f'xlink:from="Item0" xlink:to="{name}" order="{i}" weight="1"/>'
        for i, name in enumerate(names[1:], 1)
    )
    (folder / "s.xsd").write_text(SCHEMA.format(elements=elements, locators=locators, arcs=arcs))
    with (folder / "report.xml").open("w") as file:
        file.write(HEAD)
        for at in range(facts // 10):
            year, day = divmod(at, 336)
            date = f"{1500 + year:04}-{day // 28 + 1:02}-{day % 28 + 1:02}"
            file.write(CONTEXT.format(at=at, date=date))
            parts = [(at * 7919 + i * 104729) % 10_000_000 for i in range(9)]
            values = [sum(parts) + (1000 if at % 500 == 499 else 0), *parts]
            for name, value in zip(names, values, strict=True):
                file.write(f'<s:{name} contextRef="c{at}" unitRef="u" decimals="0">{value}</s:{name}>\n')
        file.write("</xbrli:xbrl>\n")
    return folder / "report.xml"


SCHEMA = """<?xml version="1.0"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xbrli="http://www.xbrl.org/2003/instance"
 xmlns:link="http://www.xbrl.org/2003/linkbase" xmlns:xlink="http://www.w3.org/1999/xlink"
 targetNamespace="http://example.com/s"><xs:annotation><xs:appinfo><link:linkbase>
<link:calculationLink xlink:type="extended" xlink:role="http://www.xbrl.org/2003/role/link">
{locators}
{arcs}
</link:calculationLink></link:linkbase></xs:appinfo></xs:annotation>
<xs:import namespace="http://www.xbrl.org/2003/instance"
 schemaLocation="http://www.xbrl.org/2003/xbrl-instance-2003-12-31.xsd"/>
{elements}
</xs:schema>
"""
HEAD = """<?xml version="1.0"?>
<xbrli:xbrl xmlns:xbrli="http://www.xbrl.org/2003/instance" xmlns:link="http://www.xbrl.org/2003/linkbase"
 xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:iso4217="http://www.xbrl.org/2003/iso4217"
 xmlns:s="http://example.com/s">
<link:schemaRef xlink:type="simple" xlink:href="s.xsd"/>
<xbrli:unit id="u"><xbrli:measure>iso4217:CNY</xbrli:measure></xbrli:unit>
"""
CONTEXT = (
    '<xbrli:context id="c{at}"><xbrli:entity><xbrli:identifier scheme="http://example.com">e</xbrli:identifier>'
    "</xbrli:entity><xbrli:period><xbrli:instant>{date}</xbrli:instant></xbrli:period></xbrli:context>\n"
)


def table_row(row: Row) -> str:
    """Return a row of the table."""
    cells = [row.name, f"{row.facts:,}", str(row.rounds)]
    cells += [f"{s.seconds:.2f} s ({s.processor:.2f})" for s in (row.hit, row.miss, row.arelle)]
    cells += [f"{row.hit.processor / row.arelle.processor:.3f}", f"{row.miss.processor / row.arelle.processor:.3f}"]
    cells += [f"{s.megabytes:,.0f} MB" for s in (row.hit, row.miss, row.arelle)]
    return f"| {' | '.join(cells)} |"


SUITE_HEADS = ("suite", "variations", "tieout", "Arelle", "tieout ÷ Arelle", "tieout, memory", "Arelle, memory")


def suite_row(row: SuiteRow) -> str:
    """Return a row of the table of suites."""
    cells = [row.name, f"{row.variations:,}"]
    cells += [f"{spent.seconds:.1f} s ({spent.processor:.1f})" for spent in (row.ours, row.arelle)]
    cells += [f"{row.ours.processor / row.arelle.processor:.3f}"]
    cells += [f"{spent.megabytes:,.0f} MB" for spent in (row.ours, row.arelle)]
    return f"| {' | '.join(cells)} |"


def page(rows: list[Row], suites: list[SuiteRow]) -> str:
    """Return docs/benchmarks.md."""
    heads = ["report", "facts", "rounds", "hit", "miss", "Arelle", "hit ÷ Arelle", "miss ÷ Arelle"]
    heads += ["hit, memory", "miss, memory", "Arelle, memory"]
    return "\n".join(
        [
            "# Benchmarks",
            "",
            "Generated by `nox -s bench -- compare`; do not edit.",
            "",
            f"Measured on {datetime.now(UTC):%Y-%m-%d}: tieout {__version__}, Arelle {version('arelle-release')},",
            f"Python {platform.python_version()}, {os.cpu_count()} cores of {platform.machine()},",
            f"load {os.getloadavg()[0]:.1f} at the end.",
            "Medians of so many rounds of cold processes, in turns, bytecode compiled:",
            "seconds from start to end and, in brackets, of processor time; the ratios are of processor time.",
            "",
            "A *hit* finds the compiled taxonomy in the store, a *miss* compiles it from its documents.",
            "Both check calculations by Calculations 1.1:",
            "`tieout check --calc11` against `arelleCmdLine --validate --calc c11r`.",
            "",
            f"| {' | '.join(heads)} |",
            f"|{'---|' * len(heads)}",
            *(table_row(row) for row in rows),
            "",
            "The conformance suites, every variation in one process, each program by its own runner:",
            "",
            f"| {' | '.join(SUITE_HEADS)} |",
            f"|{'---|' * len(SUITE_HEADS)}",
            *(suite_row(row) for row in suites),
            "",
        ]
    )


def main(arguments: list[str]) -> int:
    """Measure everything asked for, print a row each, and write the page with --write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--budget", type=float, default=60, help="seconds after which a report gets no further round")
    parser.add_argument("--synthetic", default="10000,100000", help="facts of synthetic reports; 1000000 takes minutes")
    parser.add_argument("--only", default="", help="only reports and suites whose name has this in it")
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args(arguments)
    import arelle

    import validator

    for module in (validator, arelle):
        compileall.compile_dir(Path(module.__file__ or "").parent, quiet=2)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
        environment |= {"TIEOUT_CACHE": str(folder / "store"), "XDG_CONFIG_HOME": str(folder / "config")}
        environment |= {"FOLDER": name, "ARELLE_CACHE": str(folder / "cache"), "PACKAGE": str(packed(folder))}
        environment["PYTHONPATH"] = str(Path(validator.__file__).parents[1])
        (folder / "cache").mkdir()
        for scheme in ("http", "https"):
            (folder / "cache" / scheme).symlink_to((SHARED / "webcache").resolve())
        reports = [*filings()]
        for size in (int(text) for text in asked.synthetic.split(",") if text):
            reports.append((f"synthetic, {size:,} facts", synthetic(folder / str(size), size)))
        rows = [
            measure(title, path, facts_of(path, environment), environment, asked.rounds, asked.budget)
            for title, path in reports
            if asked.only in title
        ]
        suites = [
            measure_suite(title, SHARED / "conformance" / archive, index, count, folder, environment)
            for title, archive, index, count in SUITES
            if asked.only in title and (SHARED / "conformance" / archive).is_file()
        ]
    if asked.write:
        (ROOT / "docs" / "benchmarks.md").write_text(page(rows, suites), encoding="utf-8")
    return 0


def packed(folder: Path) -> Path:
    """Return the release's taxonomy package as an archive, as Arelle wants it."""
    import shutil

    return Path(shutil.make_archive(str(folder / "qifu"), "zip", PACKAGE.parent, PACKAGE.name))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
