"""The words that name a figure: those of the mapping, and the labels of the taxonomy."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from validator.documents.text import squeeze
from validator.encoder.figures import per_share
from validator.model.names import LABEL, name
from validator.understanding.prose.numbers import COUNT, MONEY, PERCENT, RATE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.encoder.entries import TermEntry
    from validator.encoder.mapping import FigureMap
    from validator.model.names import Name
    from validator.model.taxonomy import Concept, Taxonomy

ROLES = (LABEL, "http://www.xbrl.org/2003/role/terseLabel", "http://www.xbrl.org/2003/role/totalLabel")
COUNTED = frozenset({"integerItemType", "nonNegativeIntegerItemType", "sharesItemType", "decimalItemType"})


class Term(NamedTuple):
    """What a figure named by some words can be.

    `concepts` are candidates: one from the mapping, several where labels repeat. `sure` says that the mapping names
    it; a label alone must be borne out by a figure of a table.
    """

    concepts: tuple[Concept, ...]
    growth: Concept | None = None
    share: Concept | None = None
    members: tuple[tuple[Name, Name], ...] = ()
    near: tuple[str, ...] = ()
    period: str = ""
    decimals: str = ""
    sure: bool = True

    def takes(self, kind: str) -> bool:
        """Whether a kind of number can be one of its figures."""
        if kind == PERCENT:
            rates = any(concept.base == "pureItemType" for concept in self.concepts)
            return rates or self.growth is not None or self.share is not None
        return any(suits(concept, kind) for concept in self.concepts)


class Named(NamedTuple):
    """A term where its words stand in a text."""

    start: int
    end: int
    term: Term


def suits(concept: Concept, kind: str) -> bool:
    """Whether a concept's facts are printed as that kind of number."""
    if kind == MONEY:
        return concept.base == "monetaryItemType" or per_share(concept)
    if kind == PERCENT:
        return concept.base == "pureItemType"
    if kind == RATE:
        return concept.base == "decimalItemType" and not per_share(concept)
    return kind == COUNT and concept.base in COUNTED and not per_share(concept)


class Vocabulary:
    """Every word that names a figure; the mapping's words come before a label's."""

    def __init__(self, mapping: FigureMap, taxonomy: Taxonomy) -> None:
        self.missing: list[tuple[int, str]] = []
        self.words: dict[str, list[Term]] = {}
        space = mapping.data["namespace"]
        for index, entry in enumerate(mapping.data.get("prose", {}).get("term", ())):
            term = self._term(entry, index, space, taxonomy)
            for words in entry["words"]:
                self.words.setdefault(squeeze(words), []).append(term)
        for words, concepts in labels(taxonomy).items():
            self.words.setdefault(words, []).append(Term(concepts, sure=False))
        ordered = sorted(self.words, key=len, reverse=True)
        self.pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(spaced, ordered))})(?!\w)") if ordered else None

    def _term(self, entry: TermEntry, index: int, space: str, taxonomy: Taxonomy) -> Term:
        def concept(key: Literal["concept", "growth", "share"]) -> Concept | None:
            if key not in entry:
                return None
            found = taxonomy.find_concept(name(space, entry[key]))
            if found is None or not found.numeric:
                self.missing.append((index, entry[key]))
                return None
            return found

        own = concept("concept")
        members = tuple((name(space, axis), name(space, member)) for axis, member in entry.get("members", {}).items())
        for pair in members:
            self.missing += [(index, part.rpartition("}")[2]) for part in pair if taxonomy.find_concept(part) is None]
        return Term(
            (own,) if own else (),
            concept("growth"),
            concept("share"),
            members,
            tuple(squeeze(words) for words in entry.get("near", ())),
            entry.get("period", ""),
            entry.get("decimals", ""),
        )

    def find(self, sentence: str, offset: int) -> Iterator[Named]:
        """Yield the terms that stand in a sentence, the longest where words overlap, in order.

        Words that name several things by turns (`near`) name each of those whose condition is met.
        """
        if self.pattern is None:
            return
        folded = sentence.casefold()
        for found in self.pattern.finditer(folded):
            for term in self.words[" ".join(found[0].split())]:
                if not term.near or any(words in folded for words in term.near):
                    yield Named(offset + found.start(), offset + found.end(), term)


def spaced(words: str) -> str:
    """Return a pattern of words with any white space between them."""
    return r"\s+".join(map(re.escape, words.split()))


def labels(taxonomy: Taxonomy) -> dict[str, tuple[Concept, ...]]:
    """Return the labels of numeric concepts, folded, each with the concepts it names; a lone word is too common."""
    found: dict[str, list[Concept]] = {}
    for clark, concept in taxonomy.concepts.items():
        if concept.numeric and not concept.abstract:
            for role, language, text in taxonomy.labels.get(clark, ()):
                if role in ROLES and language.startswith("en") and " " in text.strip():
                    told = found.setdefault(squeeze(text), [])
                    if concept not in told:
                        told.append(concept)
    return {words: tuple(concepts) for words, concepts in found.items()}
