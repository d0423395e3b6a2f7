"""The sidecar of an encoded report: where each fact is printed, and which numbers are no facts.

Its format is `schemas/places.schema.json`; one fact a line, so that a change to a release shows as a change of lines.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from validator.encoder.release import Encoding


def places(encoding: Encoding, source: str, mapping: str) -> str:
    """Return the places of an encoding as JSON; `source` and `mapping` are paths as seen from the sidecar."""
    facts = [f"    {json.dumps(key)}: {_line(place)}" for key, place in _facts(encoding)]
    left = [
        "    " + _line({"line": n.place.line, "column": n.place.column, "text": n.text, "reason": n.reason})
        for n in encoding.left
    ]
    parts = (
        f'  "source": {json.dumps(source)}',
        f'  "mapping": {json.dumps(mapping)}',
        '  "facts": {\n' + ",\n".join(facts) + "\n  }",
        '  "left_out": [\n' + ",\n".join(left) + "\n  ]",
    )
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _facts(encoding: Encoding) -> list[tuple[str, dict[str, object]]]:
    rows: list[tuple[str, dict[str, object]]] = []
    for figure in encoding.figures:
        place: dict[str, object] = {
            "line": figure.place.line,
            "column": figure.place.column,
            "text": figure.text,
            "words": figure.words,
        }
        if figure.row:
            place |= {"header": figure.header, "row": figure.row, "cell": figure.cell}
        else:
            place["length"] = figure.length
        rows.append((figure.id, place))
    return rows


def _line(values: dict[str, object]) -> str:
    return json.dumps(values, ensure_ascii=False)
