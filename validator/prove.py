"""How well the ties protect a report: every figure corrupted in turn, and checked again.

Mutation testing (DeMillo, Lipton and Sayward, 1978) for financial rules. A corruption is *detected* when a tie fails
that held, when the figure contradicts itself (duplicates at odds, more digits than its decimals), or, for a figure left
out, when it is named as missing. Then the diagnosis is held against the truth, which is known here: is the culprit
named first, and does what is suggested contain the true value? What was failing before is left aside.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from validator.coverage import ELSEWHERE, statements
from validator.finding import Verdict
from validator.model.numbers import number
from validator.tieouts.calculations import Summation
from validator.tieouts.equation import Equation
from validator.tieouts.explanations import causes, explanations, stands_out
from validator.tieouts.figures import EXCESS, INCONSISTENT, OK, Bounds, shown
from validator.tieouts.rules.declared import Declared
from validator.tieouts.rules.nodes import RELATIONS, parts
from validator.tieouts.suspects import Index, candidate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from random import Random

    from validator.finding import Tie
    from validator.model.source import Location
    from validator.tieouts.figures import Figures, Key
    from validator.tieouts.rules.nodes import Node
    from validator.tieouts.suspects import Candidate

KINDS = ("digit", "swap", "sign", "x10", "x1000", "/10", "/1000", "column", "row", "dropped")
TABLES, BOTH, TEXT = "in tables only", "in tables and the text", "in the text only"
CHUNK = 4  # figures a worker takes at a time


class Trial(NamedTuple):
    """One corruption: the figure, the kind, what it was made into, and what became of it.

    `culprit`: whether the figure was named first; `alone`: whether it stands out, as the diagnosis says; `contained`
    and `exact`: whether what is suggested for it contains, or is, the true value (meaningful when `culprit`).
    """

    key: Key
    kind: str
    became: str
    detected: bool
    culprit: bool = False
    alone: bool = False
    contained: bool = False
    exact: bool = False


class Proof(NamedTuple):
    """Every trial, with where each figure stands; `printed` says so of the document, where its places are known."""

    trials: tuple[Trial, ...]
    statement_of: dict[Key, str]
    labels: dict[Key, tuple[str, Location]]
    whole: int
    seed: int
    printed: dict[Key, str]


class Prover:
    """Corrupts the figures of one report and checks again what each touches."""

    def __init__(self, figures: Figures, ties: Iterable[Tie]) -> None:
        self.figures = figures
        sound = [tie for tie in ties if isinstance(tie, Equation) and tie.verdict is not Verdict.FAILS]
        self.index = Index(sound, figures)
        self.index.copies(("", 0), 1)  # fills its table while every figure says what is reported
        self.keys = [
            (concept, spot)
            for concept, spots in figures.by_concept.items()
            for spot in spots
            if figures.bounds_of((concept, spot)).state == OK
            and figures.rows((concept, spot))[0] < figures.report.own  # what another document says is not ours
        ]
        self.keys.sort(key=lambda key: figures.rows(key)[0])
        self.beside: dict[int, list[Key]] = {}
        for key in self.keys:
            self.beside.setdefault(key[1], []).append(key)
            self.index.unit(key)

    def trials(self, key: Key, seed: int) -> list[Trial]:
        """Return what becomes of every corruption of one figure."""
        from random import Random

        random = Random(f"{seed}{key}")  # noqa: S311 - which digit replaces another needs no secrecy
        found = [self.trial(key, kind, said, became) for kind, said, became in self.corruptions(key, random)]
        found.append(self.dropped(key))
        return found

    # --- corruptions ----------------------------------------------------------------------------
    def corruptions(self, key: Key, random: Random) -> Iterator[tuple[str, Bounds, str]]:
        """Yield every corruption of a figure's value: kind, bounds, and the value in words; each value once."""
        rows = self.figures.rows(key)
        parsed = number(self.figures.report.texts[rows[0]])
        if parsed is None:
            return
        mantissa, exponent = parsed
        unit = self.index.unit(key)
        while mantissa and mantissa % 10 == 0:
            mantissa, exponent = mantissa // 10, exponent + 1
        while exponent > 0 and (10**exponent) % unit == 0 and exponent > _exponent(unit):
            mantissa, exponent = mantissa * 10, exponent - 1
        true = (mantissa, exponent)
        seen = {_normal(*true)}
        for kind, value in (*_typed(mantissa, exponent, random), *self._copied(key)):
            if _normal(*value) not in seen:
                seen.add(_normal(*value))
                said = self._said(key, *value)
                yield kind, said, shown(self.figures.true(said.value))

    def _copied(self, key: Key) -> Iterator[tuple[str, tuple[int, int]]]:
        spots = [spot for spot in self.figures.spots(key[0]) if self.figures.bounds_of((key[0], spot)).state == OK]
        column = spots[(spots.index(key[1]) + 1) % len(spots)]
        row_keys = self.beside[key[1]]
        row = row_keys[(row_keys.index(key) + 1) % len(row_keys)]
        for kind, other in (("column", (key[0], column)), ("row", row)):
            parsed = number(self.figures.report.texts[self.figures.rows(other)[0]])
            if other != key and parsed is not None:
                yield kind, parsed

    def _said(self, key: Key, mantissa: int, exponent: int) -> Bounds:
        made = self.figures.said(mantissa, exponent, self.figures.accuracy(key))
        # the others of a figure's duplicates stay as they are, so they are at odds
        return made._replace(state=INCONSISTENT) if len(self.figures.rows(key)) > 1 else made

    # --- checking again -------------------------------------------------------------------------
    def trial(self, key: Key, kind: str, said: Bounds, became: str) -> Trial:
        """Corrupt one figure, check again what it touches, and hold the diagnosis against the truth."""
        true = self.figures.bounds_of(key)
        touched = self.index.of(key)
        with self.figures.pretending(key, said):
            if said.state in (EXCESS, INCONSISTENT):
                if not touched:
                    return Trial(key, kind, became, detected=False)
                made = candidate(key, (), self.index, self.figures)
                return self._judged(key, kind, became, true, [(made,)] if made is not None else [], named=True)
            failing = [tie for tie in touched if tie.judge(self.figures) is Verdict.FAILS and applies(tie)]
            if not failing:
                return Trial(key, kind, became, detected=False)
            told: list[tuple[Candidate, ...]] = []
            for group in causes(failing, self.index, self.figures):
                told = explanations(group, self.index, self.figures).ranked
                if told:
                    break
            return self._judged(key, kind, became, true, told, named=False)

    def _judged(
        self, key: Key, kind: str, became: str, true: Bounds, told: list[tuple[Candidate, ...]], *, named: bool
    ) -> Trial:
        first = told[0][0] if told else None
        culprit = named or (first is not None and first.key == key)
        own = first if first is not None and first.key == key else None
        value = self.figures.true(true.value)
        alone = culprit and (named or stands_out(told))
        contained = own is not None and value in own.allowed
        return Trial(key, kind, became, True, culprit, alone, contained, own is not None and own.value == value)  # noqa: FBT003 - detected

    def dropped(self, key: Key) -> Trial:
        """Leave one figure out and bind again the rules it is in: it must be named as missing."""
        label = self.figures.label(key[0])
        touched = self.index.of(key)
        rules = {id(tie.rule): (tie.binder, tie.rule) for tie in touched if isinstance(tie, Declared)}
        with self.figures.pretending(key, None):
            for tie in touched:
                if _lacking(tie) is tie.judge(self.figures) and label in tie.missing:
                    return Trial(key, "dropped", "nothing", True, True)  # noqa: FBT003 - detected and named
            for binder, rule in rules.values():
                for again in binder.bind(rule) if binder is not None else ():
                    lacks = again.verdict in (Verdict.FAILS, Verdict.INDETERMINATE)
                    if lacks and any(name.startswith(label) for name in again.missing):
                        return Trial(key, "dropped", "nothing", True, True)  # noqa: FBT003 - as above
        return Trial(key, "dropped", "nothing", detected=False)


def _lacking(tie: Equation) -> Verdict | None:
    """Return what a tie comes out as without one of its figures; None where it is bound again to see."""
    if isinstance(tie, Declared):
        return Verdict.INDETERMINATE if tie.binder is None else None
    return Verdict.FAILS if isinstance(tie, Summation) else None


def applies(tie: Equation) -> bool:
    """Whether the condition of a tie's rule holds for the values as they are now; most conditions have no values."""
    if not isinstance(tie, Declared) or tie.binder is None or tie.rule.when is None or not _has_values(tie.rule.when):
        return True
    return tie.binder.holds_in(tie.rule, tie.scope)


def _has_values(node: Node) -> bool:
    return node[0] in RELATIONS or any(_has_values(part) for part in parts(node))


def _normal(mantissa: int, exponent: int) -> tuple[int, int]:
    while mantissa and mantissa % 10 == 0:
        mantissa, exponent = mantissa // 10, exponent + 1
    return (mantissa, exponent) if mantissa else (0, 0)


def _exponent(unit: object) -> int:
    text = str(unit)
    return len(text) - 1 if text.startswith("1") and "/" not in text else -(len(text.partition("/")[2]) - 1)


def _typed(mantissa: int, exponent: int, random: Random) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield what a hand makes of a number: each digit changed, neighbours swapped, sign, scale."""
    sign, digits = (-1 if mantissa < 0 else 1), str(abs(mantissa))
    for i, old in enumerate(digits):
        new = random.choice([one for one in "0123456789" if one != old])
        yield "digit", (sign * int(digits[:i] + new + digits[i + 1 :]), exponent)
    for i in range(len(digits) - 1):
        swapped = digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :]
        yield "swap", (sign * int(swapped), exponent)
    yield "sign", (-mantissa, exponent)
    for kind, power in (("x10", 1), ("x1000", 3), ("/10", -1), ("/1000", -3)):
        yield kind, (mantissa, exponent + power)


# --- a whole report ------------------------------------------------------------------------------
def prove(
    figures: Figures,
    ties: Iterable[Tie],
    *,
    sample: int = 0,
    seed: int = 0,
    workers: int = 1,
    tabled: Mapping[str, bool] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Proof:
    """Corrupt every figure (or `sample` of them, chosen by `seed`) and return what became of each corruption.

    `tabled` says of the id of a fact whether it is printed in a table or in the text of its document.
    """
    prover = Prover(figures, ties)
    keys = prover.keys
    if 0 < sample < len(keys):
        from random import Random

        keys = sorted(Random(seed).sample(keys, sample), key=lambda key: figures.rows(key)[0])  # noqa: S311 - as above
    chunks = [keys[at : at + CHUNK] for at in range(0, len(keys), CHUNK)]
    done = 0
    by_key: dict[Key, list[Trial]] = {}
    for found in _run(prover, chunks, seed, workers):
        for trial in found:
            by_key.setdefault(trial.key, []).append(trial)
        done += CHUNK
        if progress is not None:
            progress(min(done, len(keys)), len(keys))
    shown_in = statements(figures.report.taxonomy)
    return Proof(
        tuple(trial for key in keys for trial in by_key.get(key, [])),
        {key: shown_in.get(key[0], ELSEWHERE) for key in keys},
        {
            key: (f"{figures.label(key[0])} ({figures.place(key[1])})", figures.report.location(figures.rows(key)[0]))
            for key in keys
        },
        len(prover.keys),
        seed,
        {key: where for key in keys if (where := _printed(figures, key, tabled or {}))},
    )


def _printed(figures: Figures, key: Key, tabled: Mapping[str, bool]) -> str:
    ids = (figures.report.ids[row] or "" for row in figures.rows(key))
    found = {tabled[one] for one in ids if one in tabled}
    return "" if not found else BOTH if len(found) > 1 else TABLES if True in found else TEXT


def _run(prover: Prover, chunks: Sequence[list[Key]], seed: int, workers: int) -> Iterator[list[Trial]]:
    def work(keys: list[Key]) -> list[Trial]:
        return [trial for key in keys for trial in prover.trials(key, seed)]

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


_WORK: Callable[[list[Key]], list[Trial]] | None = None


def _forked(keys: list[Key]) -> list[Trial]:
    return _WORK(keys) if _WORK is not None else []


# --- counting ------------------------------------------------------------------------------------
def tally(trials: Sequence[Trial]) -> dict[str, int]:
    """Count trials: all, detected, culprit first; of the latter those with a value to suggest, containing it, exact."""
    valued = [one for one in trials if one.culprit and one.kind != "dropped"]
    return {
        "corruptions": len(trials),
        "detected": sum(one.detected for one in trials),
        "culprit": sum(one.culprit for one in trials),
        "culprit_alone": sum(one.alone for one in trials),
        "culprit_valued": len(valued),
        "contained": sum(one.contained for one in valued),
        "exact": sum(one.exact for one in valued),
    }
