"""Dimensions of a report: what is said of names whose schema could not be had."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import validator

BAD = Path(__file__).parents[2] / "instances" / "bad" / "DI204-undeclared-member"
IMPORT = '<xsd:import namespace="http://example.com/absent" schemaLocation="absent.xsd"/>'


@pytest.mark.parametrize(
    ("dimension", "member", "said"),
    [
        ("e:Region", "a:North", ["TX101"]),
        ("a:Region", "a:North", ["TX101"]),
        ("e:Region", "e:Nroth", ["TX101", "DI204"]),
        ("e:Regoin", "a:North", ["TX101", "DI203"]),
    ],
)
def test_a_name_whose_schema_could_not_be_had_is_not_called_undeclared(tmp_path, dimension, member, said):
    folder = tmp_path / "report"
    shutil.copytree(BAD, folder)
    schema, report = folder / "e.xsd", folder / "report.xml"
    written = schema.read_text("utf-8")
    first = written.index("<xsd:import")
    schema.write_text(written[:first] + IMPORT + written[first:], "utf-8")
    written = report.read_text("utf-8").replace("e:Region", dimension).replace("e:Nroth", member)
    report.write_text(written.replace("xmlns:e=", 'xmlns:a="http://example.com/absent" xmlns:e=', 1), "utf-8")
    found = [finding.code for finding in validator.check(str(report)).findings]
    assert [code for code in found if code in ("TX101", "DI203", "DI204")] == said


@pytest.mark.parametrize(("lost", "said"), [(False, ["DI207"]), (True, ["TX101"])])
def test_a_table_is_judged_only_where_all_that_may_add_to_it_is_had(tmp_path, lost, said):
    folder = tmp_path / "report"
    shutil.copytree(BAD.parent / "DI207-dimensionally-invalid-fact", folder)
    for schema in folder.glob("*.xsd") if lost else ():
        written = schema.read_text("utf-8")
        first = written.index("<xsd:import")
        schema.write_text(written[:first] + IMPORT + written[first:], "utf-8")
    found = {finding.code for finding in validator.check(str(folder / "report.xml")).findings}
    assert sorted(found & {"TX101", "DI207"}) == said
