"""Inline files of one folder: read together when one of them names no taxonomy, apart otherwise."""

from __future__ import annotations

import pytest

from tests.inline_documents import document, fact
from tests.oim_documents import NS, OPTIONS, SCHEMA, spoken
from validator import readers
from validator.model.source import Problem
from validator.readers.folders import find_reports


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "e.xsd").write_text(SCHEMA.replace(NS, "http://example.com/taxonomy"))
    (tmp_path / "1.htm").write_bytes(document(fact("1")))
    (tmp_path / "2.htm").write_bytes(document(fact("2")))
    return tmp_path


def test_files_that_each_name_their_taxonomy_stand_alone(folder):
    assert list(find_reports([str(folder)])) == [str(folder / "1.htm"), str(folder / "2.htm")]
    report = readers.read(str(folder), OPTIONS)
    assert spoken(report) == [("not-a-report", "")]


def test_a_file_without_references_belongs_to_its_folder(folder):
    (folder / "2.htm").write_bytes(document(fact("2")).replace(b'id="', b'id="x').replace(b'Ref="', b'Ref="x'))
    (folder / "3.htm").write_bytes(document(fact("3"), bare=True))
    (folder / "notes.txt").write_text("not one of them")
    found = list(find_reports([str(folder)]))
    assert found == [str(folder)]
    report = readers.read(str(folder), OPTIONS)
    assert (report.texts, [path[-5:] for path in report.paths]) == (["1", "2", "3"], ["1.htm", "2.htm", "3.htm"])
    assert not any(isinstance(one, Problem) for one in found)
