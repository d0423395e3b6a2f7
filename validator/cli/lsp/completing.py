"""What may be written at a place of a rule, mapping or waiver file: concepts, functions, codes, and what fails."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, NamedTuple

from validator.checks.tieouts import BESIDE as RULES
from validator.checks.waivers import BESIDE as WAIVERS
from validator.checks.waivers import named_figures
from validator.finding import Verdict
from validator.model.names import local, namespace
from validator.tieouts.equation import Equation
from validator.tieouts.figures import figures_of
from validator.tieouts.rules.names import AMOUNTS, BUILT_IN, CONDITIONS, WORDS
from validator.tieouts.rules.sets import SETS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from validator.finding import Result

MAPPING = "mapping.toml"
CONCEPT, FUNCTION, VALUE, FIGURE = "concept", "function", "value", "figure"
WORD = re.compile(r"[\w.-]*(?::[\w.-]*)?$")
DECLARED = re.compile(r"""^\s*["']?([\w.-]+)["']?\s*=\s*["']([^"'\s]+:[^"'\s]*)["']\s*(?:#.*)?$""", re.MULTILINE)
KEY = re.compile(r"""^\s*["']?([\w.-]+)["']?\s*=""")
MOST = 2_000  # offers, beyond which an editor asks again


class Offer(NamedTuple):
    """What may be written, in the place of the word that is begun: its kind, the text, and what it is."""

    kind: str
    text: str
    detail: str = ""


def kind_of(path: str, rules: Iterable[str] = (), waivers: Iterable[str] = ()) -> str:
    """Return what a file is to us by its name or by what settings say of it: one of three names, or nothing."""
    name = os.path.basename(path)
    if name in (RULES, WAIVERS, MAPPING):
        return name
    real = os.path.realpath(path)
    if real in map(os.path.realpath, rules):
        return RULES
    return WAIVERS if real in map(os.path.realpath, waivers) else ""


def offers(kind: str, text: str, line: int, column: int, results: Sequence[Result]) -> tuple[str, list[Offer]]:
    """Return the word begun before a place (columns in code points), and what may stand for it."""
    rows = text.split("\n")
    before = rows[line][:column] if line < len(rows) else ""
    if before.lstrip().startswith("#"):
        return "", []
    if kind == WAIVERS:
        return _waiving("\n".join(rows[:line]), before, results)
    if not _quoted("\n".join((*rows[:line], before))):
        return "", []
    begun = WORD.search(before)
    word = begun.group() if begun else ""
    prefixes = {prefix: uri for prefix, uri in DECLARED.findall(text) if "://" in uri or uri.startswith("urn:")}
    found = [*_concepts(prefixes, results), *(_functions() if kind == RULES else ())]
    folded = word.casefold()
    fitting = [one for one in found if folded in one.text.casefold()]
    fitting.sort(key=lambda one: (not one.text.casefold().startswith(folded), one.kind != FUNCTION, one.text))
    return word, fitting[:MOST]


def _quoted(before: str) -> bool:
    """Whether a text of TOML ends within a string."""
    for mark in ('"""', "'''"):
        if before.count(mark) % 2:
            return True
    last = before.rpartition("\n")[2].replace('\\"', "")
    return last.count('"') % 2 == 1 or last.count("'") % 2 == 1


def _concepts(prefixes: Mapping[str, str], results: Sequence[Result]) -> Iterator[Offer]:
    """Yield every concept that can be named: by a prefix declared, without one in the default namespace."""
    spaces = {uri: prefix for prefix, uri in prefixes.items()}
    seen: set[str] = set()
    for result in results:
        if result.report is None or result.report.taxonomy is None:
            continue
        known = {**{uri: prefix for prefix, uri in result.report.prefixes.items()}, **spaces}
        figures = figures_of(result.report)
        for name in result.report.taxonomy.concepts:
            prefix = known.get(namespace(name))
            written = local(name) if prefix in (None, "", "default") else f"{prefix}:{local(name)}"
            if written not in seen:
                seen.add(written)
                yield Offer(CONCEPT, written, figures.label(name))


def _functions() -> Iterator[Offer]:
    for names, what in ((AMOUNTS, "amount"), (SETS, "set"), (CONDITIONS, "condition"), (WORDS, "text")):
        yield from (Offer(FUNCTION, f"{name}(", what) for name in names)
    yield from (Offer(VALUE, name, "in a message") for name in BUILT_IN)


def _waiving(above: str, before: str, results: Sequence[Result]) -> tuple[str, list[Offer]]:
    """Return the codes of what fails after `code =`; under [waiver.figures] the figures of what fails by that code."""
    failing = [
        tie
        for result in results
        for tie in result.ties
        if isinstance(tie, Equation) and tie.verdict is Verdict.FAILS and not tie.waived
    ]
    key = KEY.match(before)
    if key and key[1] == "code":
        word = before.rpartition('"')[2]
        codes = {tie.code: tie.title for tie in failing}
        return word, [Offer(VALUE, code, title) for code, title in sorted(codes.items()) if code.startswith(word)]
    tables = re.findall(r"^\s*\[+([^\]]+)\]+", above, re.MULTILINE)
    if key or not tables or tables[-1].strip() != "waiver.figures":
        return "", []
    code = re.findall(r"""^\s*code\s*=\s*["']([^"']+)["']""", above, re.MULTILINE)
    begun = before.lstrip()
    figures = {
        f'"{name}" = "{value}"': tie.title
        for tie in failing
        if not code or tie.code == code[-1]
        for name, value in named_figures(tie).items()
    }
    return begun, [Offer(FIGURE, text, title) for text, title in sorted(figures.items()) if text.startswith(begun)]
