"""A proof in words: what was noticed of every kind of corruption, in every statement, and what goes unseen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.prove import BOTH, KINDS, TABLES, TEXT, tally
from validator.reporters.coverage import columns, share

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from validator.prove import Proof, Trial

SAID = {
    "digit": "one digit changed",
    "swap": "neighbouring digits swapped",
    "sign": "sign flipped",
    "x10": "ten times too large",
    "x1000": "a thousand times too large",
    "/10": "ten times too small",
    "/1000": "a thousand times too small",
    "column": "the value of the next column",
    "row": "the value of the next row",
    "decimals": "decimals amiss by three",
    "unit": "in another unit",
    "period": "under another column",
    "two": "a digit of it and one of another",
    "dropped": "left out, with its copies",
    "scaled": "its column in another scale",
    "row shifted": "its row shifted by one",
    "column shifted": "its column shifted by one",
}


def text(proof: Proof, *, blind: int = 40) -> str:
    """Return the proof for people: shares by kind and by statement, then the blind spots."""
    trials = proof.trials
    lines = [
        f"{len(trials):,} corruptions of {len(proof.labels):,} facts"
        + (f" (of {proof.whole:,}, chosen with seed {proof.seed})" if len(proof.labels) < proof.whole else ""),
        "",
    ]
    head = ("corruptions", "detected", "named", "true value", "exactly", "accused", "findings")
    by_kind = [(SAID[kind], [one for one in trials if one.kind == kind]) for kind in KINDS]
    lines += columns([("kind", *head), *(_row(name, some) for name, some in by_kind if some), _row("all", trials)])
    lines.append("")
    lines += columns([("statement", *head), *(_row(*one) for one in _grouped(trials, proof.statement_of).items())])
    printed = _grouped(trials, proof.printed)
    if printed:
        rows = [_row(where, printed[where]) for where in (TABLES, BOTH, TEXT) if where in printed]
        lines += ["", *columns([("printed", *head), *rows])]
    lines += [
        "",
        "detected: a finding that fails a check appears; of those, named: the corrupted fact, certain and alone;",
        "true value: what is suggested for it contains it, or is it exactly; accused: another fact is named instead;",
        "findings: how many appear, on average",
    ]
    unseen: dict[int, list[Trial]] = {}
    for one in trials:
        if not one.detected:
            unseen.setdefault(one.row, []).append(one)
    if unseen:
        count = sum(len(some) for some in unseen.values())
        lines += ["", f"blind spots: {count:,} corruptions of {len(unseen):,} facts go unseen"]
        for row, some in list(unseen.items())[:blind]:
            label, at = proof.labels[row]
            kinds = dict.fromkeys(SAID[one.kind] for one in some)
            lines.append(f"  {at}: {label}: {', '.join(kinds)}")
        if len(unseen) > blind:
            lines.append(f"  ... and {len(unseen) - blind:,} more facts")
    return "\n".join(lines) + "\n"


def _grouped(trials: Sequence[Trial], name_of: Mapping[int, str]) -> dict[str, list[Trial]]:
    found: dict[str, list[Trial]] = {}
    for one in trials:
        if one.row in name_of:
            found.setdefault(name_of[one.row], []).append(one)
    return found


def _row(name: str, trials: Sequence[Trial]) -> tuple[str, ...]:
    counted = tally(trials)
    detected, valued = counted["detected"], counted["valued"]
    return (
        name,
        f"{counted['corruptions']:,}",
        share(detected, counted["corruptions"]),
        share(counted["culprit"], detected) if detected else "-",
        share(counted["contained"], valued) if valued else "-",
        share(counted["exact"], valued) if valued else "-",
        f"{counted['accused']:,}",
        f"{counted['findings'] * 10 // detected / 10:.1f}" if detected else "-",
    )


def plain(proof: Proof) -> dict[str, object]:
    """Return the proof as values JSON can hold."""
    trials = proof.trials
    return {
        "facts": len(proof.labels),
        "of": proof.whole,
        "seed": proof.seed,
        "all": tally(trials),
        "kinds": {kind: tally([one for one in trials if one.kind == kind]) for kind in KINDS},
        "statements": {title: tally(some) for title, some in _grouped(trials, proof.statement_of).items()},
        "printed": {where: tally(some) for where, some in _grouped(trials, proof.printed).items()},
        "blind": [
            {
                "fact": proof.labels[one.row][0],
                "at": str(proof.labels[one.row][1]),
                "kind": one.kind,
                "became": one.became,
            }
            for one in trials
            if not one.detected
        ],
    }
