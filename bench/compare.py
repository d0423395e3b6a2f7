"""Time and memory of tieout and Arelle, process by process: `python bench/compare.py [--rounds N] [--write]`.

On the release and the filings beside the checkout; on reports made for it (`bench/made.py`) in every syntax, small and
large, good and bad; on a folder of filings; and on the conformance suites as each program runs them. `--write` writes
docs/benchmarks.md. Each figure is a cold process from its start to its verdict, bytecode compiled.
"""

from __future__ import annotations

import argparse
import compileall
import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import zipfile
from datetime import UTC, datetime
from importlib.metadata import version
from math import log
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

from made import GROWING, HARD, copies

from validator._version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("TIEOUT_SHARED") or ROOT.parent / "shared")
RELEASE = ROOT / "instances" / "qifu-2023q3" / "report.xml"
PACKAGE = ROOT / "schemas" / "qifu" / "2023"
TIEOUT = [sys.executable, "-m", "validator", "check"]
FILINGS = 150
ARELLE = [sys.executable, "-m", "arelle.CntlrCmdLine", "--disablePersistentConfig", "--internetConnectivity=offline"]
SUITES = (("XBRL 2.1", "xbrl-2.1.zip", "xbrl.xml", 606), ("Dimensions 1.0", "dimensions-1.0.zip", "xdt.xml", 347))
OURS = (  # our runner stands in the tests; what it runs is what is installed
    f"import sys; sys.path.append({str(ROOT)!r}); "
    "from pathlib import Path; from tests.conformance.suite import passed; "
    "good, _, _ = passed(Path(sys.argv[1]), sys.argv[2]); sys.exit(0 if good == int(sys.argv[3]) else 2)"
)


class Spent(NamedTuple):
    """Seconds a process had a processor, those from its start to its end, and its peak memory in megabytes."""

    processor: float
    seconds: float
    megabytes: float

    def __str__(self) -> str:
        """Return how long it took, as the page has it."""
        return f"{self.seconds:.2f} s ({self.processor:.2f})"

    @property
    def memory(self) -> str:
        """Its peak memory, as the page has it."""
        return f"{self.megabytes:,.0f} MB"


class Table(NamedTuple):
    """A table of the page: what stands above it, its heads, and its rows."""

    above: str
    heads: tuple[str, ...]
    rows: list[tuple[str, ...]]

    def tell(self, *cells: str) -> None:
        """Add a row, and print it."""
        self.rows.append(cells)
        print(f"| {' | '.join(cells)} |", flush=True)

    @property
    def lines(self) -> list[str]:
        """The table as the page has it."""
        rows = [self.heads, ("---",) * len(self.heads), *self.rows]
        return [self.above, "", *(f"| {' | '.join(row)} |" for row in rows), ""]


class Bench(NamedTuple):
    """What is asked of a run of this script, and where it works."""

    folder: Path
    environment: dict[str, str]
    rounds: int
    budget: float
    only: str
    growing: tuple[int, ...]
    beside: int  # facts up to which Arelle runs as well

    def wants(self, title: str) -> bool:
        """Whether a row is asked for."""
        return self.only in title

    def ours(self, *more: str) -> Spent:
        """Check something with what a user has who asks for nothing else."""
        return spend([*TIEOUT, *more], self.environment)

    def theirs(self, report: Path, calculations: str) -> Spent:
        """Let Arelle validate a report, calculations as said."""
        packages = ["--cacheDirectory", self.environment["ARELLE_CACHE"], "--packages", self.environment["PACKAGE"]]
        asked = ["--validate", "--calc", calculations, "--file", str(report)]
        return spend([*ARELLE, *packages, *asked], self.environment)


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
    return Spent(usage.ru_utime + usage.ru_stime, taken, usage.ru_maxrss / unit)


def middle(spent: list[Spent]) -> Spent:
    """Return the median of each measure."""
    return Spent(*(median(column) for column in zip(*spent, strict=True)))


def measured(bench: Bench) -> Table:
    """Check the release and filings in turns by each program: so many rounds, or one at least within some seconds."""
    heads = ("report", "facts", "rounds", "hit", "miss", "Arelle", "hit ÷ Arelle", "miss ÷ Arelle")
    table = Table(REAL, (*heads, "hit, memory", "miss, memory", "Arelle, memory"), [])
    webcache = ("--webcache", str(SHARED / "webcache")) if (SHARED / "webcache").is_dir() else ()
    for name, report in filter(lambda one: bench.wants(one[0]), filings()):
        ours = ("--calc11", *webcache, str(report))
        taken: dict[str, list[Spent]] = {"hit": [], "miss": [], "arelle": []}
        bench.ours(*ours)  # fills the store
        started = perf_counter()
        while len(taken["hit"]) < bench.rounds and (not taken["hit"] or perf_counter() - started < bench.budget):
            taken["hit"].append(bench.ours(*ours))
            taken["miss"].append(bench.ours(*ours, "--no-cache"))
            taken["arelle"].append(bench.theirs(report, "c11r"))
        three = [middle(taken[way]) for way in ("hit", "miss", "arelle")]
        hit, miss, arelle = three
        table.tell(
            *(name, f"{facts_of(report, bench.environment):,}", str(len(taken["hit"])), *map(str, three)),
            *(f"{one.processor / arelle.processor:.3f}" for one in (hit, miss)),
            *(one.memory for one in three),
        )
    return table


def grown(bench: Bench) -> Table:
    """Check made reports at sizes of ten times each, in every syntax; Arelle beside it up to a size."""
    sizes = [f"{size:,} facts" for size in bench.growing]
    heads = ("report", *sizes, "exponent", "memory", f"Arelle, {bench.beside:,} facts", "Arelle ÷ tieout")
    table = Table(GROWTH, (*heads, "Arelle, memory"), [])
    for at, (name, make) in enumerate(GROWING.items()):
        if not bench.wants(name):
            continue
        taken: dict[int, Spent] = {}
        arelle: Spent | None = None
        for size in (10, *bench.growing):
            place = bench.folder / f"made-{at}"
            report = make(place, size)
            taken[size] = min(bench.ours(str(report)) for _ in range(3 if size <= 10_000 else 1))
            if size == bench.beside and "rules" not in name:
                arelle = bench.theirs(report, "xbrl21")
            shutil.rmtree(place)
        told = [f"{taken[size].processor:.2f} s" for size in bench.growing]
        both = ("–", "–", "–")
        if arelle is not None:
            ratio = arelle.processor / taken[bench.beside].processor
            both = (f"{arelle.processor:.2f} s", f"{ratio:.1f}", arelle.memory)
        largest = taken[bench.growing[-1]]
        table.tell(name, *told, f"{_exponent(taken):.2f}", largest.memory, *both)
    return table


def _exponent(taken: dict[int, Spent]) -> float:
    """Return the power of the size by which the cost grows at the end, without what the least report costs."""
    least, *_, before, last = sorted(taken)
    own = [taken[size].processor - taken[least].processor for size in (before, last)]
    return log(own[1] / own[0]) / log(last / before)


def hard(bench: Bench) -> Table:
    """Check what is dear for its size."""
    table = Table(HARDER, ("report", "tieout", "Arelle", "Arelle ÷ tieout", "memory", "Arelle, memory"), [])
    for at, (name, (make, size)) in enumerate(HARD.items()):
        if bench.wants(name):
            report = make(bench.folder / f"hard-{at}", size)
            ours, theirs = bench.ours(str(report)), bench.theirs(report, "xbrl21")
            ratio = f"{theirs.processor / ours.processor:.1f}"
            table.tell(name, str(ours), str(theirs), ratio, ours.memory, theirs.memory)
    return table


def folders(bench: Bench) -> Table:
    """Check a folder of filings in one process and in two."""
    table = Table(FOLDERS, ("folder", "processes", "tieout", "memory of the largest process"), [])
    reports = [path for name, path in filings() if name.startswith("corpus-")]
    name = f"{FILINGS} filings"
    if reports and bench.wants(name):
        folder = copies(bench.folder / "filings", reports, FILINGS)
        webcache = ("--webcache", str(SHARED / "webcache"))
        for processes in ("1", "2"):
            spent = bench.ours(*webcache, "-j", processes, str(folder))
            table.tell(name, processes, str(spent), spent.memory)
    return table


def suites(bench: Bench) -> Table:
    """Run the conformance suites by each program, from cold."""
    heads = ("suite", "variations", "tieout", "Arelle", "tieout ÷ Arelle", "tieout, memory", "Arelle, memory")
    table = Table(SUITES_OF, heads, [])
    for name, archive, index, variations in SUITES:
        packed_suite, unpacked = SHARED / "conformance" / archive, bench.folder / Path(archive).stem
        if not (bench.wants(name) and packed_suite.is_file()):
            continue
        with zipfile.ZipFile(packed_suite) as one:
            one.extractall(unpacked)
        ours = spend([sys.executable, "-c", OURS, str(packed_suite), index, str(variations)], bench.environment)
        theirs = spend([*ARELLE, "--validate", "--file", str(unpacked / index)], bench.environment)
        ratio = f"{ours.processor / theirs.processor:.3f}"
        table.tell(name, f"{variations:,}", str(ours), str(theirs), ratio, ours.memory, theirs.memory)
    return table


def filings() -> Iterator[tuple[str, Path]]:
    """Yield the release, and every filing beside the checkout in xBRL-XML or inline XBRL."""
    yield "the release (qifu-2023q3)", RELEASE
    folder = SHARED / "filings"
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        with path.open("rb") if path.is_file() else tempfile.TemporaryFile() as file:
            start = file.read(4096)
        if path.suffix in (".xbrl", ".xml", ".htm") and b"xbrl" in start and b"linkbase " not in start:
            yield f"{path.parent.name}/{path.name[:40]}", path


def facts_of(report: Path, environment: dict[str, str]) -> int:
    """How many facts tieout reads in a report."""
    code = "import sys; from validator import readers, run; print(len(readers.read(sys.argv[1], run.Options())))"
    done = subprocess.run(
        [sys.executable, "-c", code, str(report)], env=environment, capture_output=True, text=True, check=True
    )
    return int(done.stdout)


def page(tables: list[Table]) -> str:
    """Return docs/benchmarks.md."""
    return "\n".join(
        [
            "# Benchmarks",
            "",
            "Generated by `nox -s bench -- compare`; do not edit.",
            "",
            f"Measured on {datetime.now(UTC):%Y-%m-%d}: tieout {__version__}, Arelle {version('arelle-release')},",
            f"Python {platform.python_version()}, {os.cpu_count()} cores of {platform.machine()},",
            f"load {os.getloadavg()[0]:.1f} at the end.",
            "Each figure is a cold process, bytecode compiled:",
            "seconds from start to end and, in brackets, of processor time; the ratios are of processor time.",
            "",
            *(line for table in tables for line in table.lines),
        ]
    )


REAL = """## Real reports

Medians of so many rounds, the programs taking turns.
A *hit* finds the compiled taxonomy in the store, a *miss* compiles it from its documents.
Both check calculations by Calculations 1.1: `tieout check --calc11` against `arelleCmdLine --validate --calc c11r`."""
GROWTH = """## How the cost grows

The same figures in every syntax: totals of nine parts, one of 500 wrong unless it is said otherwise.
Processor time with default options (`tieout check`, `arelleCmdLine --validate --calc xbrl21`), memory at the largest
size; the exponent is that of the last tenfold, 1 where ten times the facts cost ten times as much."""
HARDER = "## What is dear for its size"
FOLDERS = f"## A folder of {FILINGS} filings\n\nCopies of the filings above, `tieout check FOLDER`."
SUITES_OF = "## The conformance suites\n\nEvery variation in one process, each program by its own runner."
TABLES = (measured, grown, hard, folders, suites)


def main(arguments: list[str]) -> int:
    """Measure everything asked for, print a row each, and write the page with --write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--budget", type=float, default=60, help="seconds after which a report gets no further round")
    parser.add_argument("--growing", default="1000,10000,100000", help="sizes of made reports; 1000000 takes minutes")
    parser.add_argument("--beside", type=int, default=100_000, help="size of those Arelle checks as well")
    parser.add_argument("--only", default="", help="only rows whose name has this in it")
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
        growing = tuple(int(text) for text in asked.growing.split(","))
        bench = Bench(folder, environment, asked.rounds, asked.budget, asked.only, growing, asked.beside)
        tables = [measure(bench) for measure in TABLES]
    if asked.write:
        (ROOT / "docs" / "benchmarks.md").write_text(page(tables), encoding="utf-8")
    return 0


def packed(folder: Path) -> Path:
    """Return the release's taxonomy package as an archive, as Arelle wants it."""
    return Path(shutil.make_archive(str(folder / "qifu"), "zip", PACKAGE.parent, PACKAGE.name))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
