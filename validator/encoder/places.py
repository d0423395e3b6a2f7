"""The sidecar of an encoded report: where each fact is printed, and which numbers are no facts.

Its format is `schemas/places.schema.json`; one fact a line, so that a change to a release shows as a change of lines.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from validator.documents.text import Place
    from validator.encoder.release import Encoding


def places(encoding: Encoding, source: str, mapping: str) -> str:
    """Return the places of an encoding as JSON; `source` and `mapping` are paths as seen from the sidecar."""
    return written(source, mapping, _facts(encoding), encoding.left)


def written(source: str, mapping: str, facts: Mapping[str, object], left: Iterable[tuple[Place, str, str]]) -> str:
    """Return the sidecar of facts by id, and of numbers left out: place, text, reason."""
    told = [{"line": place.line, "column": place.column, "text": text, "reason": why} for place, text, why in left]
    parts = (
        f'  "source": {json.dumps(source)}',
        f'  "mapping": {json.dumps(mapping)}',
        '  "facts": {\n' + ",\n".join(f"    {json.dumps(key)}: {_line(one)}" for key, one in facts.items()) + "\n  }",
        '  "left_out": [\n' + ",\n".join(f"    {_line(one)}" for one in told) + "\n  ]",
    )
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _facts(encoding: Encoding) -> dict[str, object]:
    found: dict[str, object] = {}
    for one in encoding.figures:
        place = {"line": one.place.line, "column": one.place.column, "text": one.text, "words": one.words}
        cell = {"header": one.header, "row": one.row, "cell": one.cell} if one.row else {"length": one.length}
        found[one.id] = place | cell
    return found


def _line(values: object) -> str:
    return json.dumps(values, ensure_ascii=False)
