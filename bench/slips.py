"""What `tieout check` makes of single slips in a report: seen or not, the right place named or not, the value told.

    python bench/slips.py [REPORT] [--number N] [--seed S] [--kind KIND] [--list] [--left-out [--every K]]

REPORT is an instance with one fact a line; without it, it is the release's. Facts are corrupted one at a time, N of
each kind, drawn by the seed; each corrupted report is checked as a user checks it, waivers and configuration included.

  detected   a finding of the fail level appears that was not there
  first      one of them has a culprit, certain and alone, and it is the corrupted fact, by its place
  value      of those detected, the true value is what is suggested, or lies in what is left to the fact
  accused    a certain culprit is a fact that is right, and the corrupted one is never named so
  findings   how many findings of the fail level appear, on average of those detected

What is dropped is a figure, with every copy of it: what another fact still says is lost to no reader.
With --left-out, each figure of the report is left out once, all in turn, and those that nothing is said of are listed.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import tempfile
from collections import Counter
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from validator.finding import Severity
from validator.run import Options, run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from validator.finding import Finding

ROOT = Path(__file__).parents[1]
RELEASE = ROOT / "instances" / "qifu-2023q3" / "report.xml"
FACT = re.compile(r"(\s*<\S+ )(.*?)>([^<]*)(</\S+>\s*)$")
ABSENT = "it is not reported"
CONTEXT, UNIT, DECIMALS = (re.compile(rf'{name}="([^"]*)"') for name in ("contextRef", "unitRef", "decimals"))


class Slip(NamedTuple):
    """A corrupted report: its lines, the number of the line that is wrong, and the value and the concept that were."""

    lines: list[str]
    line: int
    truth: Decimal
    concept: str


def numeric(lines: list[str]) -> list[int]:
    """Return the indexes of the lines that hold a numeric fact."""
    return [at for at, line in enumerate(lines) if "unitRef=" in line and FACT.match(line) and value(line) is not None]


def value(line: str) -> Decimal | None:
    """Return the value of a fact's line; None where it is no number."""
    found = FACT.match(line)
    try:
        return Decimal(found[3]) if found else None
    except InvalidOperation:
        return None


def with_value(line: str, text: str) -> str:
    """Return a fact's line with another value."""
    return FACT.sub(lambda found: f"{found[1]}{found[2]}>{text}{found[4]}", line)


def with_attribute(line: str, which: re.Pattern[str], text: str) -> str:
    """Return a fact's line with another value of an attribute."""
    found = which.search(line)
    return line if found is None else line[: found.start(1)] + text + line[found.end(1) :]


# --- kinds of slips: each returns the line as it is corrupted; None where it cannot be ------------
def digit(line: str, rng: random.Random, _: list[str]) -> str | None:
    """One digit that counts is another."""
    text = FACT.match(line)[3]  # type: ignore[index] # lines are facts
    places = significant(line, text)
    if not places:
        return None
    at = rng.choice(places)
    new = rng.choice([one for one in "0123456789" if one != text[at]])
    return with_value(line, text[:at] + new + text[at + 1 :])


def exchanged(line: str, rng: random.Random, _: list[str]) -> str | None:
    """Two neighbouring digits are exchanged."""
    text = FACT.match(line)[3]  # type: ignore[index] # lines are facts
    places = significant(line, text)
    pairs = [at for at in places if at + 1 in places and text[at] != text[at + 1]]
    if not pairs:
        return None
    at = rng.choice(pairs)
    return with_value(line, text[:at] + text[at + 1] + text[at] + text[at + 2 :])


def significant(line: str, text: str) -> list[int]:
    """Return the places of the digits that the decimals of a fact let count."""
    stated = DECIMALS.search(line)
    whole = text.partition(".")[0]
    last = len(text) if stated is None or stated[1] == "INF" else len(whole) + int(stated[1]) + (int(stated[1]) > 0)
    return [at for at, one in enumerate(text) if one.isdigit() and at < last]


def sign(line: str, _: random.Random, __: list[str]) -> str | None:
    """The sign is turned."""
    text = FACT.match(line)[3]  # type: ignore[index] # lines are facts
    return with_value(line, text[1:] if text.startswith("-") else f"-{text}") if value(line) else None


def scale(line: str, rng: random.Random, _: list[str]) -> str | None:
    """The value is a thousand times too large or too small."""
    number = value(line)
    return with_value(line, f"{number.scaleb(rng.choice((3, -3))):f}") if number else None


def dropped(line: str, _: random.Random, __: list[str]) -> str | None:
    """The figure is not there."""
    return "\n" if line else None


def unit(line: str, rng: random.Random, lines: list[str]) -> str | None:
    """The unit is another that the report uses."""
    return another(line, UNIT, rng, lines)


def period(line: str, rng: random.Random, lines: list[str]) -> str | None:
    """The context is another that the same concept has elsewhere: the column beside it."""
    name = line.split(None, 1)[0]
    return another(line, CONTEXT, rng, [one for one in lines if one.split(None, 1)[:1] == [name]])


def decimals(line: str, rng: random.Random, _: list[str]) -> str | None:
    """The decimals claim three digits more or fewer."""
    stated = DECIMALS.search(line)
    if stated is None or stated[1] == "INF":
        return None
    return with_attribute(line, DECIMALS, str(int(stated[1]) + rng.choice((3, -3))))


def another(line: str, which: re.Pattern[str], rng: random.Random, lines: list[str]) -> str | None:
    """Return a line with another value of an attribute, of those that other lines have."""
    own = which.search(line)
    others = sorted({found[1] for one in lines if (found := which.search(one)) and own and found[1] != own[1]})
    return with_attribute(line, which, rng.choice(others)) if others else None


KINDS: tuple[Callable[[str, random.Random, list[str]], str | None], ...] = (
    digit, exchanged, sign, scale, dropped, unit, period, decimals,
)  # fmt: skip


def slips(lines: list[str], kind: Callable[..., str | None], number: int, seed: int) -> Iterator[Slip]:
    """Yield so many corrupted reports of one kind."""
    rng = random.Random(f"{kind.__name__} {seed}")
    facts = numeric(lines)
    plain = [lines[at] for at in facts]
    made = 0
    while made < number:
        at = rng.choice(facts)
        wrong = kind(lines[at], rng, plain)
        truth = value(lines[at])
        if wrong is not None and wrong != lines[at] and truth is not None:
            made += 1
            yield (
                left_out(lines, at)
                if kind is dropped
                else Slip([*lines[:at], wrong, *lines[at + 1 :]], at + 1, truth, concept(lines[at]))
            )


def left_out(lines: list[str], at: int) -> Slip:
    """Return a report without a figure: the fact of a line, and every other of its concept, context and unit."""
    copies = [line for line in lines if FACT.match(line) and figure(line) == figure(lines[at])]
    truth = value(max(copies, key=exactness))
    assert truth is not None
    return Slip(["\n" if line in copies else line for line in lines], at + 1, truth, concept(lines[at]))


def concept(line: str) -> str:
    """Return the tag of a fact's line, with what ends it."""
    return f"{line.split(None, 1)[0]} "


def exactness(line: str) -> Decimal:
    """Return to how many decimals a fact's line is exact."""
    stated = DECIMALS.search(line)
    return Decimal("Infinity" if stated is None or stated[1] == "INF" else stated[1])


def figure(line: str) -> tuple[str | None, ...]:
    """Return what a fact's line reports: its concept, context and unit."""
    found = (CONTEXT.search(line), UNIT.search(line))
    return (concept(line), *(one and one[1] for one in found))


class Bench:
    """One report in a folder of its own, checked again and again."""

    def __init__(self, report: Path, folder: Path) -> None:
        self.lines = report.read_text(encoding="utf-8").splitlines(keepends=True)
        self.path = folder / "instances" / report.parent.name / report.name
        shutil.copytree(ROOT / "schemas", folder / "schemas")
        self.path.parent.mkdir(parents=True)
        for beside in report.parent.iterdir():
            if beside.suffix in (".toml", ".xsd") or (beside.suffix == ".xml" and beside != report):
                shutil.copy(beside, self.path.parent)
        self.before = Counter(map(said, self.findings(self.lines)))

    def findings(self, lines: list[str]) -> list[Finding]:
        """Return the findings of the fail level."""
        self.path.write_text("".join(lines), encoding="utf-8")
        found = run([str(self.path)], Options()).findings
        return [one for one in found if one.severity >= Severity.WARNING]

    def new(self, slip: Slip) -> list[Finding]:
        """Return the findings a slip brings."""
        left = self.before.copy()
        fresh = []
        for one in self.findings(slip.lines):
            if left[said(one)] > 0:
                left[said(one)] -= 1
            else:
                fresh.append(one)
        return fresh


def said(finding: Finding) -> tuple[str, str]:
    """What tells a finding from another, whichever line it stands on."""
    return finding.code, finding.message


def culprits(findings: list[Finding], slip: Slip) -> set[int]:
    """Return the lines of the facts that are named, certain and alone; one that is not there has its own."""
    told = [one.diagnosis for one in findings if one.diagnosis is not None and one.diagnosis.decided]
    alone = [one.suspects[0][0] for one in told if one.suspects and len(one.suspects[0]) == 1]
    gone = slip.lines[slip.line - 1].isspace()
    named = {one.at.line for one in alone if one.slip != ABSENT}
    for one in alone:
        if one.slip == ABSENT and (gone or not within(slip.truth, one.implied)):  # where else it was is no accusation
            right = within(slip.truth, one.implied) or (not one.implied and reported_nowhere(slip))
            named.add(slip.line if right else 0)
    return named


def reported_nowhere(slip: Slip) -> bool:
    """Whether the figure left out was the only one of its concept, so that no value can be told."""
    return not any(slip.concept in line for line in slip.lines)


def suggested(findings: list[Finding], slip: Slip) -> bool:
    """Whether the true value is what is suggested for the corrupted fact, or lies in what is left to it."""
    named = [
        suspect
        for one in findings
        if one.diagnosis is not None
        for some in one.diagnosis.suspects
        for suspect in some
        if suspect.at.line == slip.line or suspect.slip == ABSENT
    ]
    return any(within(slip.truth, text) for one in named for text in (one.suggested, one.implied))


def within(truth: Decimal, text: str) -> bool:
    """Whether a value is what a text says, or lies between its two ends."""
    try:
        ends = [Decimal(one.strip(" []()≈").replace(",", "")) for one in re.split(r",\s+", text)]
    except InvalidOperation:
        return False
    return min(ends) <= truth <= max(ends)


def main() -> None:
    """Print a line a kind, and one for all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("report", nargs="?", type=Path, default=RELEASE)
    parser.add_argument("--number", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", action="append", choices=[kind.__name__ for kind in KINDS], help="only slips of it")
    parser.add_argument("--list", action="store_true", help="list each slip that is not found, or not well told")
    parser.add_argument("--left-out", action="store_true", help="leave out each figure in turn")
    parser.add_argument("--every", type=int, default=1, help="of the figures left out, only each so-manieth")
    arguments = parser.parse_args()
    if arguments.left_out:
        leave_out_each(arguments.report.resolve(), arguments.every)
        return
    total: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(arguments.report.resolve(), Path(folder))
        for kind in (one for one in KINDS if one.__name__ in (arguments.kind or [one.__name__])):
            counts: Counter[str] = Counter()
            for slip in slips(bench.lines, kind, arguments.number, arguments.seed):
                found = bench.new(slip)
                named = culprits(found, slip)
                counts["slips"] += 1
                counts["detected"] += bool(found)
                counts["first"] += slip.line in named
                counts["value"] += suggested(found, slip)
                counts["accused"] += bool(named) and slip.line not in named
                counts["findings"] += len(found)
                if arguments.list and (not found or slip.line not in named):
                    print(f"  {kind.__name__} {slip.line}: {slip.lines[slip.line - 1].strip()} was {slip.truth}")
                    for one in found[:4]:
                        told = one.diagnosis.verdict if one.diagnosis else "no diagnosis"
                        print(f"      {one.code} {one.message[:150]} | {told[:200]}")
            total += counts
            print(line(kind.__name__, counts), flush=True)
        print(line("all", total))


def leave_out_each(report: Path, every: int) -> None:
    """Print each figure that can be left out with no word said."""
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(report, Path(folder))
        figures = list({figure(bench.lines[at]): at for at in numeric(bench.lines)}.values())[::every]
        silent = 0
        for at in figures:
            if not bench.new(left_out(bench.lines, at)):
                silent += 1
                print(f"  {at + 1}: {bench.lines[at].strip()}", flush=True)
        print(f"{silent} of {len(figures)} figures left out are not missed")


def line(name: str, counts: Counter[str]) -> str:
    """Return one line of the table."""
    seen = max(1, counts["detected"])
    return (
        f"{name:10} {counts['slips']:4} slips  detected {counts['detected'] / counts['slips']:6.1%}"
        f"  first {counts['first'] / seen:6.1%}  value {counts['value'] / seen:6.1%}"
        f"  accused {counts['accused']:3}  findings {counts['findings'] / seen:4.1f}"
    )


if __name__ == "__main__":
    main()
