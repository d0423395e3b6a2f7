"""Slips of facts, and the reports that have them."""

from __future__ import annotations

import shutil
from random import Random

import pytest

from tests.building import report, taxonomy
from tests.conftest import ROOT
from validator import readers, run
from validator.prove.corruptions import DROPPED, Corruptions, typed, without, written
from validator.run import Options
from validator.tieouts.rules.rebinding import Remembered
from validator.writers import xbrl_xml

RELEASE = ROOT / "instances" / "qifu-2023q3"


@pytest.mark.parametrize(
    ("mantissa", "exponent", "text"),
    [(12, 0, "12"), (12, 3, "12000"), (-12, -1, "-1.2"), (5, -3, "0.005"), (0, 2, "0"), (-1234, -4, "-0.1234")],
)
def test_numbers_are_written_as_plain_decimals(mantissa, exponent, text):
    assert written(mantissa, exponent) == text


def test_only_digits_that_count_are_mistyped():
    for seed in range(40):
        slips = dict(typed("-1200.50", 2, Random(seed)))
        assert slips["sign"] == "1200.50"
        assert (slips["x10"], slips["/1000"]) == ("-12005.0", "-1.20050")
        assert slips["digit"].endswith("00.50")
        assert len(slips["digit"]) == 8
        assert slips["swap"] == "-2100.50"
    assert list(typed("0", 0, Random(0))) == []
    assert list(typed("INF", None, Random(0))) == []
    assert "swap" not in dict(typed("777", None, Random(0)))


def test_a_fact_is_left_out_with_all_that_hangs_on_it():
    made = report([("T", 3), ("A", 1), ("B", 2)], taxonomy({"R": {"T": {"A": 1, "B": 1}}}))
    made.pointers, made.paths, made.types = ["/t", "/a", "/b"], ["x", "y", "z"], {1: "gone", 2: "kept"}
    left = without(made, 1)
    assert [one.rpartition("}")[2] for one in left.concepts] == ["T", "B"]
    assert (left.texts, left.pointers, left.paths, left.types) == (["3", "2"], ["/t", "/b"], ["x", "z"], {1: "kept"})
    assert len(made) == 3
    assert made.location(2) == left.location(1)


@pytest.fixture(scope="module")
def here(tmp_path_factory):
    """The release's report in a folder of its own, with what it needs beside it."""
    folder = tmp_path_factory.mktemp("release")
    shutil.copytree(ROOT / "schemas", folder / "schemas")
    shutil.copytree(RELEASE, folder / "instances" / "qifu-2023q3")
    return folder / "instances" / "qifu-2023q3" / "report.xml"


def said(outcome):
    return sorted((one.code, one.message, one.diagnosis and one.diagnosis.verdict) for one in outcome.findings)


def test_what_is_remembered_is_what_a_file_with_the_slip_is_found_to_have(here):
    """Every kind of slip of some facts: judged by what was remembered, judged anew, and read from a file."""
    options = Options()
    held = readers.read(str(here), options)
    remembered = Remembered(held)
    run.judged(held, options)
    slips = Corruptions(held)
    tried = set()
    for number, row in enumerate(Random(5).sample(slips.rows, 2)):
        for one in slips.of(row, Random(row)):
            anew = run.judged(one.report, options)
            remembered.let(one.report, one.changed)
            again = run.judged(one.report, options)
            assert (again.findings, again.waived) == (anew.findings, anew.waived)
            assert [len(result.ties) for result in again.results] == [len(result.ties) for result in anew.results]
            if number == 0:
                here.write_bytes(xbrl_xml.write(one.report, str(here.parent)))
                assert said(run.run([str(here)], options)) == said(again)
            tried.add(one.kind)
    assert {DROPPED, "digit", "swap", "unit", "period", "decimals"} <= tried
