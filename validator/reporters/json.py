"""For machines: the outcome as JSON, by `schemas/outcome.schema.json`; the same input gives the same bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator._version import __version__
from validator.finding import Severity, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.finding import Diagnosis, Finding, Outcome, Result
    from validator.model.source import Location, Plain

KEYS = {
    Verdict.HOLDS: "holds",
    Verdict.ROUNDING: "within_rounding",
    Verdict.FAILS: "fails",
    Verdict.INDETERMINATE: "indeterminate",
}


def json(outcome: Outcome) -> str:
    """Return the outcome as a JSON document; exact numbers are strings, and no time is told."""
    return "".join(pieces(outcome))


def pieces(outcome: Outcome) -> Iterator[str]:
    """Yield the document finding by finding: all of many are told in many times what they take."""
    from json import dumps

    yield dumps(_head(outcome), indent=2, ensure_ascii=False).removesuffix("\n}")
    for name, findings in (("findings", outcome.findings), ("waived", outcome.waived)):
        yield f',\n  "{name}": ['
        for number, one in enumerate(findings):
            told = dumps(finding(one), indent=2, ensure_ascii=False).replace("\n", "\n    ")
            yield f"{',' if number else ''}\n    {told}"
        yield "\n  ]" if findings else "]"
    yield "\n}\n"


def lines(outcome: Outcome) -> Iterator[str]:
    """Yield the same a line each: what was run, then every report, finding and waived finding by its kind."""
    from json import dumps

    def line(kind: str, told: dict[str, Plain]) -> str:
        return f"{dumps({'kind': kind, **told}, ensure_ascii=False)}\n"

    yield line("run", {key: value for key, value in _head(outcome).items() if key != "reports"})
    yield from (line("report", _report(result)) for result in outcome.results)
    for kind, findings in (("finding", outcome.findings), ("waived", outcome.waived)):
        yield from (line(kind, finding(one)) for one in findings)


def _head(outcome: Outcome) -> dict[str, Plain]:
    """Return all but the findings as plain values."""
    return {
        "tieout": __version__,
        "summary": {
            "reports": outcome.reports,
            "facts": outcome.facts,
            "findings": {level.name.lower(): sum(f.severity is level for f in outcome.findings) for level in Severity},
            "ties": {key: outcome.count(kind) for kind, key in KEYS.items()},
            **_found({key: outcome.count_found(kind) for kind, key in KEYS.items()}),
            "assumed": outcome.assumed,
            "left_open": dict(outcome.left_open),
            "withheld": [one._asdict() for one in outcome.withheld],
            "waived": len(outcome.waived),
            "engines": list(outcome.engines),
        },
        "reports": [_report(result) for result in outcome.results],
    }


def _report(result: Result) -> dict[str, Plain]:
    return {
        "path": result.path,
        "syntax": result.syntax,
        "verdict": result.verdict,
        "facts": result.facts,
        "ties": {key: result.count(kind) for kind, key in KEYS.items()},
        "assumed": result.assumed,
        **_found({key: result.count(kind, found=True) for kind, key in KEYS.items()}),
        **({"figures": {"all": result.figures[0], "in_a_tie": result.figures[1]}} if result.figures[0] else {}),
        **({"same_as": result.twin} if result.twin else {}),
    }


def _found(counts: dict[str, int]) -> dict[str, dict[str, int]]:
    """Return the counts of relations found in a document, where there are any: nobody declared them."""
    return {"found": counts} if any(counts.values()) else {}


def finding(one: Finding) -> dict[str, Plain]:
    """Return a finding as plain values."""
    return {
        "code": one.code,
        "name": one.name,
        "severity": one.severity.name.lower(),
        "message": one.message,
        "at": place(one.at),
        "also": [place(at) for at in one.also],
        "related": [{"what": what, "at": place(at)} for what, at in one.related],
        "notes": list(one.notes),
        "help": one.help,
        "values": {key: plain(value) for key, value in one.values.items()},
        "cites": one.cites,
        "spec": one.spec,
        "engine": one.engine,
        "waived": one.waived,
        "diagnosis": None if one.diagnosis is None else diagnosis(one.diagnosis),
    }


def diagnosis(one: Diagnosis) -> dict[str, Plain]:
    """Return a diagnosis as plain values; a suspect is a list of the figures that are wrong together."""
    return {
        "verdict": one.verdict,
        "decided": one.decided,
        "suspects": [[{**suspect._asdict(), "at": place(suspect.at)} for suspect in many] for many in one.suspects],
    }


def place(at: Location) -> dict[str, Plain]:
    """Return a location; line, column and pointer only where they are known."""
    known: dict[str, str | int] = {"path": at.path, "line": at.line, "column": at.column, "pointer": at.pointer}
    return {key: value for key, value in known.items() if value or key == "path"}


def plain(value: object) -> Plain:
    """Return a value as JSON can hold it exactly: numbers as strings, intervals and other tuples as arrays."""
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, tuple | list | frozenset | set):
        return [plain(part) for part in (sorted(value) if isinstance(value, frozenset | set) else value)]
    if isinstance(value, dict):
        return {str(key): plain(part) for key, part in value.items()}
    return str(value)
