"""The relations found in a draft as `tieouts.toml`: rules that a person reads, corrects and accepts.

What a rule says of every frame is more than what was found in some columns, so each rule is bound to the draft itself
first: one that fails there where nothing was found to fail is written as a comment, and its relation stays as found.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from validator.authored.quoting import quoted
from validator.discovery.draft import NAMESPACE
from validator.discovery.keeping.expressions import expressions
from validator.finding import Verdict
from validator.tieouts.expression import figures_of
from validator.tieouts.figures import Figures
from validator.tieouts.rules import rulebook
from validator.tieouts.rules.binding import Binder
from validator.tieouts.rules.found import RELATIONS, STRONG
from validator.tieouts.rules.tokens import RuleError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.discovery.keeping.expressions import Expression
    from validator.model.report import Report
    from validator.tieouts.rules.found import Relation
    from validator.tieouts.rules.rulebook import Rule

HEAD = f"""# Rules drafted from the figures and words of one document. Read them, delete what is no rule; then say that
# you have (accepted = true): they are rules like any other from there on, for this document and the next ones.
# Behind each stands what speaks for it: in how many columns it holds, and how likely it would by chance.

accepted = false

[namespaces]
default = "{NAMESPACE}"
"""
MORE = "# New in the last document: take the marks off what is a rule.\n"
FIRST = 1001  # number of the first rule
WIDEST = 200  # characters of a relation in words
SAYS = {
    "sum": "{{label({0})}} is {{left}} but its parts make {{right}} (off by {{gap}}, {{frame}})",
    "quotient": "{{label({0})}} is {{left}} but its terms make {{right}} ({{frame}})",
    "same": "{{label({0})}} is {{left}} but {{right}} elsewhere (off by {{gap}}, {{frame}})",
}
WRONG = {"sum": "differing-from-its-parts", "quotient": "differing-from-its-terms", "same": "differing-elsewhere"}
PLAIN = 'when = "dimensionless()"\n'
HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


class Candidate(NamedTuple):
    """A rule that may be: its code, the relation it says, how it says it, and a condition as TOML."""

    code: str
    number: int
    said: Expression
    when: str = ""


def drafted(report: Report, kept: str = "", again: Report | None = None) -> tuple[str, list[Relation]]:
    """Return the rules of a draft as TOML, and its relations: those that a rule says know its code.

    `kept` are the rules of the draft before it: they stay as a person left them, and what is new follows as a comment.
    `again` is the document drafted by its own draft: what fails there would fail in the next one.
    """
    found = report.derived.get(RELATIONS) or ()
    before = rulebook.compiled(kept.encode())[1] if kept else ()
    known = [rulebook.Rule._make(one) for one in before]
    wanted = [(number, said) for number, one in enumerate(found) for said in expressions(one, report)]
    wanted = [one for one in wanted if one[1].rule not in {rule.text for rule in known}]
    first = max((int(rule.code[2:]) + 1 for rule in known if rule.code.startswith("DR")), default=FIRST)
    candidates = [Candidate(f"DR{first + at}", *one) for at, one in enumerate(wanted)]
    sound = _sound(candidates, found, report)
    plainer = [one._replace(when=PLAIN) for one in candidates if one.code not in sound]
    sound |= _sound(plainer, found, report)
    if again is not None:
        sound = _sound(list(sound.values()), found, again)
    if kept:
        new = [_rule(sound[one.code], found[one.number]) for one in candidates if one.code in sound]
        return "\n".join([kept.rstrip(), "", *([MORE] if new else []), *map(_aside, new)]), list(found)
    texts = [HEAD]
    for one in candidates:
        text = _rule(sound.get(one.code, one), found[one.number])
        texts.append(text if one.code in sound else _doubtful(text))
    return "\n".join(texts), list(_split(found, sound))


def _split(found: Sequence[Relation], sound: dict[str, Candidate]) -> Iterator[Relation]:
    """Yield relations in parts: the instances that a rule says, by its code, and the rest."""
    by_relation: dict[int, list[Candidate]] = {}
    for one in sound.values():
        by_relation.setdefault(one.number, []).append(one)
    for number, relation in enumerate(found):
        rest = set(range(len(relation.instances)))
        for one in by_relation.get(number, ()):
            mine = [at for at in one.said.instances if at in rest]
            rest.difference_update(mine)
            if mine:
                yield relation._replace(instances=tuple(relation.instances[at] for at in mine), rule=one.code)
        if rest:
            yield relation._replace(instances=tuple(relation.instances[at] for at in sorted(rest)))


def _sound(candidates: Sequence[Candidate], found: Sequence[Relation], report: Report) -> dict[str, Candidate]:
    """Return the candidates that say nothing wrong of the draft itself, and say something."""
    if not candidates:
        return {}
    text = "\n".join((HEAD, *(_rule(one, found[one.number]) for one in candidates)))
    rules = {rule.code: rule for rule in map(rulebook.Rule._make, rulebook.compiled(text.encode())[1])}
    figures = Figures(report)
    binder = Binder(figures, {"default": NAMESPACE})
    return {
        one.code: one
        for one in candidates
        if one.code in rules and _holds(rules[one.code], found[one.number], figures, binder)
    }


def _holds(rule: Rule, relation: Relation, figures: Figures, binder: Binder) -> bool:
    """Whether a rule is bound, and fails only where the relation it says was found to fail."""
    known = [{figures.key_of(row) for side in one for row in figures_of(side)} for one in relation.instances]
    try:
        ties = list(binder.bind(rule))
    except RuleError:
        return False
    wrong = (tie for tie in ties if tie.verdict is Verdict.FAILS and set(tie.keys) not in known)
    return any(tie.verdict is not Verdict.INDETERMINATE for tie in ties) and next(wrong, None) is None


def _rule(one: Candidate, found: Relation) -> str:
    """Return a rule as TOML, with what speaks for it as a comment."""
    subject = "X" if one.said.over else one.said.concept
    lines = [
        f"# {found.evidence}" + (" (uncertain: look at it)" if found.bits < STRONG else ""),
        f"[{one.code}]",
        f"name = {quoted(_named(one.said.concept, WRONG[found.kind]))}",
        *([f"for = {quoted(one.said.over)}"] if one.said.over else []),
        f"rule = {quoted(one.said.rule)}",
        *([one.when.rstrip()] if one.when else []),
        'missing = "zero"' if one.said.sparse else 'missing = "skip"',
        f"says = {quoted(SAYS[found.kind].format(subject))}",
        f"why = {quoted(f'Found in the figures and words of a document: {found.title[:WIDEST]}.')}",
    ]
    return "\n".join([*lines, ""])


def _doubtful(text: str) -> str:
    head = "# not used: it fails where nothing was found to fail, in this document or read again by this draft\n"
    return head + _aside(text)


def _aside(text: str) -> str:
    """Return a rule as a comment."""
    return "".join(f"# {line}\n" if not line.startswith("#") else f"{line}\n" for line in text.splitlines())


def _named(concept: str, wrong: str) -> str:
    words = "-".join(HUMP.sub("-", concept).lower().replace("_", "-").split("-"))
    return f"{re.sub('[^a-z0-9-]', '', words).strip('-') or 'figure'}-{wrong}"
