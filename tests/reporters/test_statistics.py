from __future__ import annotations

from tests.reporters.test_reporters import NOTE, TOTAL, outcome
from validator.model.source import Location
from validator.reporters.statistics import statistics
from validator.reporters.text import text


def test_codes_are_counted_with_their_files_the_most_frequent_first() -> None:
    elsewhere = TOTAL._replace(at=Location("b.xml", 1))
    one = outcome(NOTE, *[TOTAL] * 10, elsewhere, waived=(TOTAL._replace(waived="by us"),))
    assert statistics(one).splitlines() == [
        "11  error    CA101  total-differing-from-its-parts  (2 files)",
        " 1  waived   CA101  total-differing-from-its-parts  (1 file)",
        " 1  note     FA901  fact-at-odds  (1 file)",
    ]
    assert statistics(outcome()) == ""
    told = text(one, counts=True)
    assert told.startswith(statistics(one))
    assert told.splitlines()[-1].startswith("11 errors, 1 note: ")
    assert text(outcome(), counts=True) == text(outcome(), quiet=True)
