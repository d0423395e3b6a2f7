"""The few words of statements that say how figures belong together, and how alike two captions are."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from validator.understanding.figures import Figure

SUBTRACTED = re.compile(
    r"\b(?:less|costs?|expenses?|provision|tax(?:es)?|deduct\w*|loss(?:es)?|depreciation|amortization)\b", re.IGNORECASE
)
ASIDE = re.compile(
    r"""\([^()]*\)|\[[^\[\]]*\]
    |\b(?:as\s)?(?:shown|presented|reported)\s(?:in|on)\s(?:the\s)?(?:\w+\s){0,3}statements?\sof\s(?:\w+\s)?cash\sflows?""",
    re.IGNORECASE | re.VERBOSE,
)
WHOLE = re.compile(r"\b(?:total|consolidated)\b", re.IGNORECASE)
RESULTS = dict.fromkeys(("loss", "earning", "profit"), "income") | dict.fromkeys(("dilutive", "dilution"), "diluted")
NOTHING: frozenset[str] = frozenset()
KINDS = frozenset(("basic", "diluted"))
VAGUE = KINDS | frozenset(("current", "non", "noncurrent", "gross", "net", "thereafter", "margin", "amount", "cash"))
MEASURES = frozenset(("fair", "value", "carrying", "amount", "estimated", "book", "measurement", "net"))
PLAIN = frozenset(("amount", "unaudited", "audited", "note", "reported", "period", "year", "month", "quarter", "ended"))
DIRECTION = frozenset(("increase", "decrease", "after", "tax"))  # words of a column that every figure of it shares
DATED = (
    frozenset(("january", "february", "march", "april", "may", "june", "july", "august", "september", "october"))
    | frozenset(("november", "december", "beginning", "begin", "opening", "start", "end", "ending", "closing"))
    | frozenset(("balance", "table"))
)  # words that say when a figure holds, not what it is
BALANCE = re.compile(
    r"""\bbalances?\b|^(?:as\s(?:of|at)\s)?(?:january|february|march|april|may|june|july|august|september|october
    |november|december)\s\d""",
    re.IGNORECASE | re.VERBOSE,
)
AT_AN_END = re.compile(
    r"""\b(?:end|beginning|start)\sof\s(?:the\s)?(?:period|year|quarter)|\bend(?:ing)?\s(?:cash|balance)
    |\bbeginning\s(?:cash|balance)""",
    re.IGNORECASE | re.VERBOSE,
)
RESULT = re.compile(
    r"""\b(?:total|net|income|profit|loss|earnings|margin|ebitda?|result|balances?|gross|surplus|deficit|end\sof|cash|sum
    |carrying|value|liabilit(?:y|ies)|equity|obligations?|provision|tax(?:es)?|expense|cost)\b""",
    re.IGNORECASE | re.VERBOSE,
)
DENOMINATOR = re.compile(
    r"""\b(?:total|revenues?|sales|income|profit|loss|earnings|assets|turnover|premiums?|equity|before)\b""",
    re.IGNORECASE | re.VERBOSE,
)
AVERAGED = re.compile(
    r"\b(?:average|weighted|rates?|yield|life|lives|(?<!short-)(?<!long-)term|years\)|maturity|price)\b", re.IGNORECASE
)
LEVEL = re.compile(r"\blevel\s*(?:[123]|i{1,3})\b", re.IGNORECASE)
OPERATING = re.compile(r"\boperating\s+activities\b|\bused\s+(?:for|in)\)?\s+operations\b", re.IGNORECASE)
PAID = re.compile(r"\bcompensation\b", re.IGNORECASE)
FAIR = re.compile(r"\bfair\s+values?\b", re.IGNORECASE)
BEFORE = re.compile(r"\bbefore\b", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_]+|\d+")
IDLE = (
    frozenset(
        ("a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "our", "per", "s", "the", "to")
    )
    | frozenset(("total", "with", "its", "other", "which", "are", "is", "was", "were", "that", "this", "including"))
    | frozenset(("million", "billion", "thousand", "approximately", "consisted", "respectively", "consolidated"))
    | frozenset(("segment", "less", "add", "plus"))
)  # words that say nothing of what a figure is


KEPT = 8192  # texts of which is remembered what they say: captions are asked for again in every column
LONG = 250  # characters: what is longer is no caption, and is not kept
Told = TypeVar("Told")


def remembered(said: Callable[[str], Told]) -> Callable[[str], Told]:
    """Return what tells something of a text, and remembers it where the text is short."""
    kept = lru_cache(KEPT)(said)
    return lambda text: kept(text) if len(text) <= LONG else said(text)


def averaged(texts: Iterable[str]) -> bool:
    """Whether words speak of an average, a rate or a term: a total of such figures is none."""
    return any(AVERAGED.search(text) for text in texts)


def totalling(label: str) -> bool:
    """Whether a caption starts or ends as that of a total does."""
    text = label.strip().rstrip(":").lower()
    return text.startswith("total") or text.endswith((" total", " totals"))


@remembered
def subtracted(label: str) -> bool:
    """Whether words say that a figure is taken off."""
    return SUBTRACTED.search(label) is not None


@remembered
def result(label: str) -> bool:
    """Whether words name what others lead to: income, a balance, a net amount."""
    return RESULT.search(label) is not None


def stems(texts: Iterable[str]) -> frozenset[str]:
    """Return the words of some texts that say something, without their plural."""
    return NOTHING.union(*map(_stems, texts))


@remembered
def _stems(text: str) -> frozenset[str]:
    return frozenset(_single(word) for word in WORD.findall(text.lower()) if word not in IDLE)


@remembered
def _aside(text: str) -> frozenset[str]:
    """Return the words of a text that say something, but for what stands in brackets."""
    return _stems(ASIDE.sub(" ", text))


def _single(word: str) -> str:
    """Return a word without its plural."""
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    if len(word) > 4 and word.endswith(("xes", "sses", "ches", "shes")):
        return word[:-2]
    return word[:-1] if len(word) > 3 and word[-1] == "s" and word[-2] not in "isu" else word


def weights(captions: Iterable[frozenset[str]]) -> dict[str, int]:
    """Return what each word is worth among some captions, in bits: the rarer, the more."""
    counts: dict[str, int] = {}
    many = 1
    for caption in captions:
        many += 1
        for word in caption:
            counts[word] = counts.get(word, 0) + 1
    return {word: max(1, (many // count).bit_length()) for word, count in counts.items()}


def alike(one: frozenset[str], other: frozenset[str], worth: Mapping[str, int]) -> int:
    """Return how alike two captions are, in sixteenths: what they share of all they say."""
    if not one or not other:
        return 0
    shared = sum(worth.get(word, 1) for word in one & other)
    said = sum(worth.get(word, 1) for word in one | other)
    return 16 * shared // said


def within(one: frozenset[str], other: frozenset[str], worth: Mapping[str, int]) -> int:
    """Return how much of the shorter of two captions the longer one says, in sixteenths."""
    if not one or not other:
        return 0
    shared = sum(worth.get(word, 1) for word in one & other)
    least = min(sum(worth.get(word, 1) for word in one), sum(worth.get(word, 1) for word in other))
    return 16 * shared // least


def caption(figure: Figure) -> frozenset[str]:
    """Return the words that say what a figure is: its row's own, and its heading's where those say little."""
    return frozenset(RESULTS.get(word, word) for word in _caption(figure))


def _caption(figure: Figure) -> frozenset[str]:
    own = NOTHING.union(*map(_aside, figure.label[-1:])) or stems(figure.label[-1:])
    headings = stems(figure.label[:-1])
    if len(own) == 1 and not own & VAGUE:
        return own
    return own | (headings & KINDS) if len(own) > 1 else own | stems(figure.label[-2:-1]) | (headings & KINDS)


def bare(texts: Iterable[str]) -> frozenset[str]:
    """Return the words of some texts that say what a figure is: no dates, no measures; none in "Balance at June 30"."""
    return NOTHING.union(*map(_bare, texts))


@remembered
def _bare(text: str) -> frozenset[str]:
    return frozenset(word for word in _aside(text) - MEASURES - PLAIN - DATED if not word.isdigit())


def member(figure: Figure) -> frozenset[str]:
    """Return the words of a figure's column that set it apart: a component, a segment, a level; none for the whole."""
    if any(WHOLE.search(text) for text in figure.header):
        return frozenset()
    return NOTHING.union(*map(_aside, figure.header)) - PLAIN - DIRECTION


def levelled(header: str) -> bool:
    """Whether a column is that of a level of fair value."""
    return LEVEL.search(header) is not None


def basis(figure: Figure, *, levelled: bool) -> frozenset[str]:
    """Return how a figure is measured, where headings or a table say so: before tax, at fair value, added back."""
    headings = " ".join(figure.label[:-1])
    said = {
        "fair": levelled or FAIR.search(" ".join(figure.header)) is not None,
        "before": BEFORE.search(headings) is not None,
        "added": OPERATING.search(headings) is not None and PAID.search(" ".join(figure.label[-1:])) is not None,
    }
    return frozenset(word for word, holds in said.items() if holds)


def component(figure: Figure) -> frozenset[str]:
    """Return the words of a figure's heading, where they name a component rather than a period."""
    heading = figure.label[-2] if len(figure.label) > 1 else ""
    return frozenset() if any(map(str.isdigit, heading)) or WHOLE.search(heading) else stems([heading]) - DIRECTION


@remembered
def balance(label: str) -> bool:
    """Whether a row is the opening or closing line of a roll-forward."""
    return BALANCE.search(label) is not None


@remembered
def at_an_end(label: str) -> bool:
    """Whether a row says that it is an amount at the beginning or the end of a period."""
    return AT_AN_END.search(label) is not None
