"""Every variation of the suites beside the checkout, through the code users run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conformance.suite import passed, report

if TYPE_CHECKING:
    from pathlib import Path

SUITES = {
    "xbrl-2.1": ("xbrl-2.1.zip", "xbrl.xml", 606),
    "dimensions-1.0": ("dimensions-1.0.zip", "xdt.xml", 347),
}


@pytest.mark.slow
@pytest.mark.shared
@pytest.mark.parametrize("name", SUITES)
def test_every_variation_passes(name: str, shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archive, index, count = SUITES[name]
    good, failures, seconds = passed(shared / "conformance" / archive, index)
    with capsys.disabled():
        print(f"\n{name}: {good} of {good + len(failures)} variations passed in {seconds:.1f} s")
    assert good + len(failures) == count
    assert not failures, "\n" + report(failures)
