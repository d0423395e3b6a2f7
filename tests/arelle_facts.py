"""What Arelle reads of reports, printed as JSON: run apart, because it leaves files open."""

from __future__ import annotations

import json
import sys
from decimal import Decimal

from arelle.api.Session import Session
from arelle.RuntimeOptions import RuntimeOptions


def facts_of(path, package):
    """What Arelle reads, offline, with its own plugins; and the errors it finds."""
    options = RuntimeOptions(
        entrypointFile=str(path), internetConnectivity="offline", keepOpen=True, packages=[str(package)],
        plugins="loadFromOIM|inlineXbrlDocumentSet", logFile="logToBuffer",
    )  # fmt: skip
    with Session() as session:
        session.run(options)
        (loaded,) = session.get_models()
        facts = sorted(
            (
                fact.qname.clarkNotation,
                str(fact.context.startDatetime),
                str(fact.context.endDatetime),
                fact.context.entityIdentifier,
                sorted((d.dimensionQname.clarkNotation, str(d.memberQname)) for d in fact.context.qnameDims.values()),
                str(fact.unit.measures) if fact.unit is not None else "",
                "nil" if fact.isNil else str(Decimal(str(fact.xValue)).normalize() if fact.isNumeric else fact.xValue),
                str(fact.decimals),
            )
            for fact in loaded.factsInInstance
        )  # fmt: skip
        return facts, list(loaded.errors)


if __name__ == "__main__":
    print(json.dumps([facts_of(path, sys.argv[1]) for path in sys.argv[2:]]))
