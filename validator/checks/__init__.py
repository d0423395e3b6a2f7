"""The catalogue: every check, gathered from an explicit tuple of modules, without import side effects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.check import Check
from validator.checks import (
    accuracy,
    calculation,
    concepts,
    contexts,
    definition_links,
    dimensions,
    discovered,
    documents,
    duplicates,
    enumerations,
    facts,
    footnotes,
    inline,
    likeness,
    networks,
    oim,
    oim_csv,
    packages,
    report_packages,
    runs,
    schemas,
    second_opinion,
    sources,
    statements,
    syntaxes,
    tagged,
    tieouts,
    units,
    waivers,
)

if TYPE_CHECKING:
    from validator.tieouts.evidence import Binder

MODULES = (
    runs,
    documents,
    schemas,
    concepts,
    networks,
    contexts,
    dimensions,
    units,
    facts,
    accuracy,
    duplicates,
    syntaxes,
    enumerations,
    footnotes,
    definition_links,
    calculation,
    inline,
    tagged,
    oim,
    tieouts,
    statements,
    discovered,
    likeness,
    sources,
    second_opinion,
    oim_csv,
    packages,
    report_packages,
    waivers,
)

CATALOGUE: tuple[Check, ...] = tuple(
    sorted(
        (value for module in MODULES for value in vars(module).values() if isinstance(value, Check)),
        key=lambda check: check.code,
    )
)
BY_NAME = {check.name: check for check in CATALOGUE}
BY_CODE = {check.code: check for check in CATALOGUE}
BINDERS: tuple[Binder, ...] = (calculation.bind, tieouts.bind, tieouts.packs, discovered.bind)
