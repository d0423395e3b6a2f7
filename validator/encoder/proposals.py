"""Mapping entries that would settle what an encoding leaves open, to look at, mend and accept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.encoder.prose import same
from validator.encoder.spotting import COUNT, MONEY, PERCENT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.encoder.figures import Figure
    from validator.encoder.prose import ProseEncoder
    from validator.encoder.spotting import Spotted


def proposals(encoder: ProseEncoder) -> Iterator[str]:
    """Yield mapping entries that would settle what is open: words of the sentence, and concepts of equal value."""
    for text, number in encoder.open:
        spotted = number.spotted
        words = " ".join(text.plain[max(spotted.start - 60, 0) : spotted.start].split()[-6:])
        near = sorted(
            {f.concept.rpartition("}")[2] for figures in encoder.tabled.values() for f in figures if close(spotted, f)}
        )
        place = text.place(spotted.start)
        yield f"# {encoder.path}:{place.line}:{place.column}: {text.plain[spotted.start : spotted.end]}"
        for concept in near or ["?"]:
            yield f'[[prose.term]]\nwords = ["{words}"]\nconcept = "{concept}"\n'


def close(spotted: Spotted, figure: Figure) -> bool:
    """Whether a figure of a table could be what a number says: unit and value agree."""
    unit = figure.unit.partition("/")[0]
    kind = {"pure": PERCENT, "shares": COUNT}.get(unit, MONEY)
    return kind == spotted.kind and (kind != MONEY or unit == spotted.currency) and same(spotted, figure)
