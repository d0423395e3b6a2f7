"""TO: declared tie-outs, and rule files that cannot be used."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from validator import resources
from validator.authored import loading
from validator.check import Breach, Check, breach, judging, reading, word
from validator.checks.calculation import at_odds
from validator.finding import Finding, Severity, Verdict
from validator.gate import as_named
from validator.model.names import namespace
from validator.model.source import Location
from validator.tieouts.figures import EXCESS, INCONSISTENT, shown_interval
from validator.tieouts.rules import rulebook
from validator.tieouts.rules.binding import Binder
from validator.tieouts.rules.editions import ANY, Editions
from validator.tieouts.rules.messages import worded
from validator.tieouts.rules.templated.places import Places
from validator.tieouts.rules.tokens import RuleError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.asked import Asked
    from validator.model.report import Report
    from validator.tieouts.equation import Equation
    from validator.tieouts.evidence import Evidence
    from validator.tieouts.figures import Figures, Key
    from validator.tieouts.rules.declared import Declared
    from validator.tieouts.rules.rulebook import Rule, Rulebook

MOST_NOTES = 8
OURS = "the catalogue"
BESIDE = "tieouts.toml"  # the rule file that belongs to a taxonomy stands beside its schemas

UNREADABLE = reading(
    "TO001",
    "unreadable-rule-file",
    says={fault: f"this rule file cannot be read: {said}" for fault, said in loading.wordings(loading.UNREAD).items()},
    cites="docs/tieouts.md",
    mends="correct the TOML, or take the file out of the configuration",
    why="A rule file that cannot be read protects nothing, so none of its rules was checked.",
)
MISSHAPEN = reading(
    "TO002",
    "misshapen-rule-file",
    says=loading.wordings(loading.MISSHAPEN),
    cites="docs/tieouts.md; schemas/tieout.schema.json",
    mends="correct the key or its value; none of the file's rules was checked",
    why="A rule file must have the shape its JSON Schema describes, or a mistyped key would quietly do nothing.",
)
MISSPELT = reading(
    "TO003",
    "misspelt-rule",
    says={
        "expected": "{code}: expected {expected}, found {seen}",
        "unexpected": "{code}: unexpected {mark!r}",
        "unclosed": "{code}: {mark} is never closed",
        "brace": "{code}: }} without {{; write }}}} for a brace",
        "number": "{code}: not a number: {text}",
        "exponent": "{code}: an exponent is a whole number up to {most}",
        "depth": "{code}: nested deeper than {most} levels",
        "long": "{code}: longer than {most} characters",
        "grown": "{code}: {name} has {parts:,} parts once the names in it are written out; at most {most:,} are read",
        "chained": "{code}: {parts:,} operations or more follow on each other here; at most {most:,} are read",
        "endless": "{code}: {name} has endlessly many parts once the names in it are written out",
    },
    cites="docs/tieouts.md",
    mends="correct the rule; the file's other rules were checked",
    why="A rule that cannot be parsed cannot be checked.",
)
UNKNOWN = judging(
    "TO004",
    "rule-on-unknown-name",
    says={
        "unknown": "{code}: there is no {kind} {name!r}",
        "nearly": "{code}: there is no {kind} {name!r}; did you mean {near!r}?",
        "prefix": "{code}: the prefix {name!r} is not declared",
        "prefix-nearly": "{code}: the prefix {name!r} is not declared; did you mean {near!r}?",
        "several": "{code}: {name!r} is declared in {namespaces} namespaces; write its prefix",
        "combinations": "{code}: more than {most:,} combinations of its variables",
        "amount": "{code}: not an amount",
        "degree": "{code}: more than {most} figures are multiplied with each other",
        "set": "{code}: not a set",
        "condition": "{code}: not a condition",
        "instant": "{code}: {name} is reported for durations, and this is an instant",
        "one-amount": "{code}: {function}() takes one amount",
        "amounts": "{code}: {function}() takes amounts",
        "sum": "{code}: sum() takes a set, or `X in set` and an amount",
        "quarter": "{code}: quarter() takes an amount and the number of the quarter, from 1",
        "months": "{code}: months() takes whole numbers of months",
        "one-concept": "{code}: {function}() takes the name of one concept",
        "members": "{code}: members() takes an axis, and a member whose children are meant",
        "concept-and-network": "{code}: {function}() takes a concept, and part of a network's name in quotes",
        "network": "{code}: {function}() takes part of a network's name in quotes",
        "texts": "{code}: {function}() takes {count} arguments, the {which} a text in quotes",
        "date": "{code}: not a date: {text}",
    },
    cites="docs/tieouts.md",
    mends="correct the name; the file's other rules were checked",
    why="A rule on a concept the taxonomy does not declare would never be bound, and silence would look like success.",
)
ELSEWHERE = judging(
    "TO005",
    "rule-file-for-another-taxonomy",
    says="these rules are for {namespace}, which is not in the report's taxonomy: none of them was checked",
    cites="docs/tieouts.md",
    mends="correct the default namespace, or leave the file out for this report",
    severity=Severity.WARNING,
    why="Rules that were asked for and do not apply must not pass for rules that held.",
)
TWICE = judging(
    "TO006",
    "rule-code-used-twice",
    says="{code} is already a code of {other}: this rule was not checked",
    cites="docs/tieouts.md",
    mends="give the rule a code of its own",
    why="A code names one rule, so that it can be selected, waived and explained.",
)


LACKING = judging(
    "TO007",
    "tie-out-lacking-a-figure",
    says="{figure} is not reported, so {codes} cannot be checked",
    cites="docs/tieouts.md",
    mends='report it, or give the rule `missing = "skip"` or `missing = "zero"`',
    severity=Severity.NOTE,
    why="""A rule that lacks one of its figures is neither kept nor broken.

    Ties like these are counted as indeterminate; the note says which figure is wanted.
    """,
)
DRAFTED = judging(
    "TO009",
    "rules-drafted-and-not-accepted",
    says="drafted rules ({rules}) are not used: nobody has accepted them",
    cites="docs/documents.md",
    mends="read them, delete what is no rule, and write `accepted = true`",
    severity=Severity.NOTE,
    why="""What was found in the figures of one document is a hypothesis until a person says that it is a rule.

    The relations the rules were drafted from are checked as found, and counted apart.
    """,
)
TOGETHER = judging(
    "TO008",
    "figures-contradictory-together",
    says="{figure} must lie in {left}, but {last}, with {before}, leaves it {demanded}: they cannot all be true",
    cites="docs/proof.md",
    mends="look for the figure that all of them share; each of these ties holds by itself",
    severity=Severity.WARNING,
    why="""Ties that hold one by one can still contradict each other.

    Each tie narrows its figures' intervals for the next; where nothing is left for a figure, no set of true values
    rounds to what is reported. Looked for with `--together`.
    """,
)


def together(evidence: Evidence) -> None:
    """Add contradictions that no tie shows alone."""
    from validator.tieouts.propagation import contradictions

    figures = evidence.figures
    for one in contradictions(evidence.ties, figures):
        rows = figures.rows(one.key)
        values = {
            "figure": f"{figures.label(one.key[0])} ({figures.place(one.key[1])})",
            "left": shown_interval(one.left),
            "demanded": shown_interval(one.demanded),
            "before": ", ".join(dict.fromkeys(tie.code for tie in one.before)) or "the decimals of its figures",
            "last": one.last.code,
        }
        notes = tuple(f"{tie.code}: {tie.working}" for tie in (*one.before[:MOST_NOTES], one.last))
        evidence.findings.append(word(TOGETHER, Breach(figures.report.location(rows[0]), values), notes))


def rule_files(report: Report) -> Iterator[str]:
    """Yield the rule files that stand beside the schemas of a report's taxonomy, in order of discovery."""
    seen: set[str] = set()
    for document in report.taxonomy.documents if report.taxonomy is not None else ():
        if document.kind == "schema" and document.path:
            folder = os.path.dirname(document.path)
            if folder not in seen:
                seen.add(folder)
                path = os.path.join(folder, BESIDE)
                if os.path.lexists(path):  # what is there and cannot be read is said, never passed over
                    yield path


def bind(evidence: Evidence, options: Asked) -> None:
    """Add every declared tie-out of a report, with a finding for each that fails."""
    figures, before = evidence.figures, len(evidence.ties)
    own = [as_named(path) for path in rule_files(figures.report)]
    chosen = [path for path in options.rules if os.path.abspath(path) not in map(os.path.abspath, own)]
    frames: Places | None = None
    codes: dict[str, str] = {}
    for path in (*own, *chosen):
        book = rulebook.load(path)
        evidence.findings += (word(READINGS[problem.check], problem) for problem in book.problems)
        default = book.namespaces.get("default")
        if default is not None and not _covers(figures, default):
            if path in chosen:
                evidence.findings.append(word(ELSEWHERE, Breach(Location(path, 1, 1), {"namespace": default})))
            continue
        if not book.accepted:
            evidence.findings.append(word(DRAFTED, Breach(Location(path), {"rules": str(len(book.rules))})))
            continue
        frames = frames or Places(figures)
        bound(evidence, book, codes, frames)
    undecided = [tie for tie in evidence.ties[before:] if tie.verdict is Verdict.INDETERMINATE]
    evidence.findings += _undecided(figures, undecided)


def packs(evidence: Evidence, options: Asked) -> None:
    """Add the accounting identities of published taxonomies, with a finding for each that fails.

    They need no schema: names are those of the elements, whatever edition a report uses.
    """
    codes: dict[str, str] = {}
    frames: Places | None = None
    for path in resources.packs() if options.packs else ():
        book = rulebook.load(path)
        if _covers(evidence.figures, book.namespaces["default"]):
            frames = frames or Places(evidence.figures)
            bound(evidence, book, codes, frames)


def _undecided(figures: Figures, ties: list[Equation]) -> Iterator[Finding]:
    """Yield what keeps ties from being decided, each once: figures at odds with themselves, figures not reported."""
    odd: dict[Key, dict[str, None]] = {}
    missing: dict[str, list[Equation]] = {}
    for tie in ties:
        for key in tie.keys:
            if figures.bounds_of(key).state in (EXCESS, INCONSISTENT) and key not in figures.blamed:
                odd.setdefault(key, {})[tie.code] = None
        for name in tie.missing:
            missing.setdefault(name, []).append(tie)
    figures.blamed.update(odd)
    for key, codes in odd.items():
        yield at_odds(figures, key, ", ".join(codes))
    for name, some in missing.items():
        rows = [row for tie in some for term in tie.terms for row in term.rows]
        if rows:
            values = {"figure": name, "codes": ", ".join(dict.fromkeys(tie.code for tie in some))}
            yield word(LACKING, Breach(figures.report.location(min(rows)), values))


def bound(evidence: Evidence, book: Rulebook, codes: dict[str, str], frames: Places | None = None) -> None:
    """Add the ties of one rule file, with a finding for each that fails and for each rule that cannot be bound."""
    from validator.checks import BY_CODE  # complete only once every module of checks is

    binder = Binder(evidence.figures, book.namespaces, frames=frames)
    for rule in book.rules:
        if codes.setdefault(rule.code, OURS if rule.code in BY_CODE else book.path) != book.path:
            taken = {"code": rule.code, "other": codes[rule.code]}
            evidence.findings.append(word(TWICE, Breach(_place(book, rule, 0), taken)))
            continue
        try:
            for tie in binder.bind(rule):
                if tie.verdict is Verdict.FAILS and tie.said is None:
                    tie.said = failure(tie, binder)
                evidence.add(tie, tie.said)
        except RuleError as error:
            at = _place(book, rule, error.offset, str(error.values.get("name", error.values.get("function", ""))))
            seen = breach(at, variant=error.fault, spec="", code=rule.code, **error.values)
            evidence.findings.append(word(UNKNOWN, seen))


def _covers(figures: Figures, wanted: str) -> bool:
    if ANY in wanted:
        return bool(Editions(figures, wanted))
    taxonomy = figures.report.taxonomy
    return taxonomy is not None and any(namespace(name) == wanted for name in taxonomy.concepts)


def _place(book: Rulebook, rule: Rule, offset: int, name: str = "") -> Location:
    """Return where in the rule file a fault stands: the text of the rule that has that name there."""
    for _, line, column, text in sorted(rule.places, key=lambda one: one[0] != "rule"):
        if not name or text[offset : offset + len(name)] == name:
            return Location(book.path, *rulebook.advanced(line, column, text, offset))
    return Location(book.path, rule.places[0][1], rule.places[0][2])


def failure(tie: Declared, binder: Binder) -> Finding:
    """Word a tie-out that fails, as its rule says it."""
    report, rule = tie.figures.report, tie.rule
    terms = tie.terms
    rows = [(label, row) for _, label, _, rows, _ in terms for row in rows]
    first = tie.figures.fullest(terms[0].rows)
    left, right = tie.sides(tie.figures)
    lies = [None if side is None else shown_interval(side) for side in (left, right)]
    frame = tie.frame
    notes = [f"{tie.title}, {frame}", tie.working]
    if left is not None and right is not None and not (left.point and right.point):
        notes.append(f"the left side lies in {lies[0]}, the right side in {lies[1]}")
    notes.append(" ".join(rule.why.split()))
    return Finding(
        code=rule.code,
        name=rule.name,
        severity=Severity[rule.severity.upper()],
        message=" ".join(worded(rule.says, tie, binder).split()),
        at=report.location(first),
        related=tuple((label, report.location(row)) for label, row in rows if row != first),
        notes=tuple(notes),
        help=" ".join(worded(rule.mends, tie, binder).split()),
        values={
            "rule": rule.text,
            "frame": frame,
            "left": lies[0],
            "right": lies[1],
            "figures": {label: report.texts[row].strip() for label, row in rows},
        },
        cites=rule.cites,
    )


def declared(book: Rulebook) -> list[Check]:
    """Return the rules of a file as the catalogue lists checks, for `explain` and for reporters."""
    return [
        judging(
            rule.code,
            rule.name,
            says=rule.says_text,
            why=rule.why,
            cites=rule.cites or f"declared: {rule.text}",
            mends=rule.mends_text,
            severity=Severity[rule.severity.upper()],
        )
        for rule in book.rules
    ]


READINGS = {one.name: one for one in (UNREADABLE, MISSHAPEN, MISSPELT)}

__all__ = ["bind", "bound", "declared", "failure", "rule_files"]
