"""How well a report is protected: facts, rows and columns corrupted in turn, and checked as `tieout check` would.

Mutation testing (DeMillo, Lipton and Sayward, 1978) for financial rules. A corruption is *detected* when a finding of
the fail level appears that was not there; what is only noted, left open or waived is no detection. Then the findings
are held against the truth, which is known here: is the corrupted fact named, certain and alone, by its place? Does what
is suggested contain the true value? Of facts corrupted together it is asked that one is named, and no other.
"""

from __future__ import annotations

from collections import Counter
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, NamedTuple

from validator.coverage import ELSEWHERE, statements
from validator.model.intervals import scaled
from validator.prove.corruptions import DROPPED, SCALED, SCALES, SHIFTED, TWO, Corruptions
from validator.prove.printed import Printed
from validator.tieouts.figures import shown
from validator.tieouts.localization import slips
from validator.tieouts.rebinding import Remembered

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from validator.finding import Finding, Suspect
    from validator.model.report import Report
    from validator.model.source import Location
    from validator.prove.corruptions import Corruption, Line

    Judge = Callable[[Report], Sequence[Finding]]

VALUED = ("digit", "swap", "sign", *SCALES, "column", "row")  # kinds after which a value is to be restored
KINDS = (*VALUED, "decimals", "unit", "period", TWO, DROPPED, SCALED, *SHIFTED.values())
TABLES, BOTH, TEXT = "in tables only", "in tables and the text", "in the text only"
CHUNK = 2  # facts a worker takes at a time


class Trial(NamedTuple):
    """One corruption: the row of the fact it was made for, the kind, what it was made into, and what became of it.

    `findings` is how many of the fail level appear; `culprit` whether the fact is named, certain and alone; `accused`
    whether another one is; `contained` and `exact` whether what is suggested for it contains, or is, the true value.
    """

    row: int
    kind: str
    became: str
    findings: int
    culprit: bool = False
    accused: bool = False
    contained: bool = False
    exact: bool = False

    @property
    def detected(self) -> bool:
        """Whether a finding appears."""
        return self.findings > 0


class Proof(NamedTuple):
    """Every trial, with where each fact stands; `printed` says so of the document, where its places are known."""

    trials: tuple[Trial, ...]
    statement_of: dict[int, str]
    labels: dict[int, tuple[str, Location]]
    whole: int
    seed: int
    printed: dict[int, str]


class Prover:
    """Corrupts the facts of one report, and has each corrupted report judged.

    `judge` returns the findings of a report that count: those of the fail level, without what is waived.
    """

    def __init__(self, report: Report, judge: Judge, read: Callable[[bytes], Report] | None = None) -> None:
        self.report = report
        self.judge = judge
        self.remembered = Remembered(report)
        self.before = Counter(map(_said, judge(report)))
        self.corruptions = Corruptions(report) if read is None else Printed(report, read)

    def trials(self, row: int, seed: int, lines: Iterable[Line] = ()) -> list[Trial]:
        """Return what becomes of every corruption of one fact, and of the lines that are tried with it."""
        from random import Random

        random = Random(f"{seed} {row}")  # noqa: S311 - which digit replaces another needs no secrecy
        along = (one for line in lines for one in self.corruptions.along(line, random))
        return [self.trial(one, row) for one in (*self.corruptions.of(row, random), *along)]

    def trial(self, one: Corruption, row: int) -> Trial:
        """Judge one corrupted report, made for a fact, and hold what is found against the truth."""
        if one.changed is not None:
            self.remembered.let(one.report, one.changed)
        found = self._new(one)
        if not found:
            return Trial(row, one.kind, one.became, 0)
        places = one.places or {self.report.location(each) for each in one.rows}
        named = [_culprit(finding) for finding in found]
        certain = [suspect for suspect in named if suspect is not None]
        if one.kind == DROPPED:
            label = self.corruptions.figures.label(self.report.concepts[row])
            culprit = any(_absent(suspect) and suspect.label == label for suspect in certain)
            culprit = culprit or any(finding.diagnosis is None and label in finding.message for finding in found)
        else:
            culprit = any(suspect.at in places for suspect in certain)
            culprit = culprit or any(_of_it_alone(finding) and finding.at in places for finding in found)
            culprit = culprit and (len(one.rows) == 1 or all(suspect.at in places for suspect in certain))
        told = [one for finding in found for one in _suspects(finding) if one.at in places or _absent(one)]
        value = self.report.number(row)
        # that a figure is missing from where it was moved is no accusation
        wrong = (each for each in certain if value is None or not (_absent(each) and _within(value, each.implied)))
        accused = not culprit and any(wrong)
        truth = value if one.kind in VALUED else None
        exact = truth is not None and any(suspect.suggested == shown(scaled(*truth)) for suspect in told)
        texts = [text for suspect in told for text in (suspect.suggested, suspect.implied)]
        contained = exact or (truth is not None and any(_within(truth, text) for text in texts))
        return Trial(row, one.kind, one.became, len(found), culprit, accused, contained, exact)

    def _new(self, one: Corruption) -> list[Finding]:
        """Return the findings that a corruption brings."""
        left = self.before.copy()
        fresh = []
        for finding in self.judge(one.report):
            if left[_said(finding)] > 0:
                left[_said(finding)] -= 1
            else:
                fresh.append(finding)
        return fresh


def _said(finding: Finding) -> tuple[str, str]:
    """What tells a finding from another, wherever it stands."""
    return finding.code, finding.message


def _culprit(finding: Finding) -> Suspect | None:
    return None if finding.diagnosis is None else finding.diagnosis.culprit


def _of_it_alone(finding: Finding) -> bool:
    """Whether a finding is about the one fact it stands at, as of its form."""
    return finding.diagnosis is None and not finding.related


def _suspects(finding: Finding) -> Iterator[Suspect]:
    for group in () if finding.diagnosis is None else finding.diagnosis.suspects:
        yield from group


def _absent(suspect: Suspect) -> bool:
    return suspect.slip == slips.NOT_REPORTED


def _within(truth: tuple[int, int], text: str) -> bool:
    """Whether a value is what a text says, or lies between its two ends."""
    try:
        ends = [Decimal(one.strip(" []()≈").replace(",", "")) for one in text.split(", ")]
    except InvalidOperation:
        return False
    return min(ends) <= Decimal(truth[0]).scaleb(truth[1]) <= max(ends)


# --- a whole report ------------------------------------------------------------------------------
def prove(
    report: Report,
    judge: Judge,
    *,
    read: Callable[[bytes], Report] | None = None,
    sample: int = 0,
    seed: int = 0,
    workers: int = 1,
    printed: Mapping[int, str] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Proof:
    """Corrupt every fact (or `sample` of them, chosen by `seed`) and return what became of each corruption.

    `read` reads a document whose text has slips; without it they are made in what was read. `printed` says of the row
    of a fact whether it is printed in a `table` or in the `text` of its document.
    """
    prover = Prover(report, judge, read)
    whole = prover.corruptions.rows
    rows = whole
    if 0 < sample < len(rows):
        from random import Random

        rows = sorted(Random(seed).sample(rows, sample))  # noqa: S311 - as above
    lines = prover.corruptions.lines(rows)
    chunks = [rows[at : at + CHUNK] for at in range(0, len(rows), CHUNK)]
    done = 0
    by_row: dict[int, list[Trial]] = {}

    def work(some: list[int]) -> list[Trial]:
        return [trial for row in some for trial in prover.trials(row, seed, lines[row])]

    for found in _run(work, chunks, workers):
        for trial in found:
            by_row.setdefault(trial.row, []).append(trial)
        done += CHUNK
        if progress is not None:
            progress(min(done, len(rows)), len(rows))
    shown_in = statements(report.taxonomy)
    return Proof(
        tuple(trial for row in rows for trial in by_row.get(row, [])),
        {row: shown_in.get(report.concepts[row], ELSEWHERE) for row in rows},
        {row: (prover.corruptions.named(row), report.location(row)) for row in rows},
        len(whole),
        seed,
        {row: where for row in rows if (where := _printed(prover, row, printed or {}))},
    )


def _printed(prover: Prover, row: int, told: Mapping[int, str]) -> str:
    found = {told[one] for one in prover.corruptions.copies(row) if one in told}
    return "" if not found else BOTH if len(found) > 1 else TABLES if "table" in found else TEXT


def _run(work: Callable[[list[int]], list[Trial]], chunks: Sequence[list[int]], workers: int) -> Iterator[list[Trial]]:
    if workers > 1 and len(chunks) > 1:
        import multiprocessing

        if "fork" in multiprocessing.get_all_start_methods():
            global _WORK  # noqa: PLW0603 - what a forked worker finds in its copy of this process
            _WORK = work
            with multiprocessing.get_context("fork").Pool(workers) as pool:
                yield from pool.imap_unordered(_forked, chunks)
            return
    for chunk in chunks:
        yield work(chunk)


_WORK: Callable[[list[int]], list[Trial]] | None = None


def _forked(rows: list[int]) -> list[Trial]:
    return _WORK(rows) if _WORK is not None else []


# --- counting ------------------------------------------------------------------------------------
def tally(trials: Sequence[Trial]) -> dict[str, int]:
    """Count trials: all, detected, fact named first and alone, another accused; values told of those detected."""
    valued = [one for one in trials if one.detected and one.kind in VALUED]
    return {
        "corruptions": len(trials),
        "detected": sum(one.detected for one in trials),
        "culprit": sum(one.culprit for one in trials),
        "accused": sum(one.accused for one in trials),
        "findings": sum(one.findings for one in trials),
        "valued": len(valued),
        "contained": sum(one.contained for one in valued),
        "exact": sum(one.exact for one in valued),
    }
