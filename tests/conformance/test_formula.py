from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.conformance.formula import Variation, by_its_own_runner, judge, variations

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.shared, pytest.mark.differential]


@pytest.fixture(scope="module")
def suite(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("formula")
    with zipfile.ZipFile(shared / "conformance" / "formula-1.0.zip") as archive:
        archive.extractall(folder)
    return folder


def test_arelle_passes_every_variation_in_our_session(suite: Path) -> None:
    statuses, failed = by_its_own_runner(suite)
    print(
        f"\nformula: {statuses['pass']} of {sum(statuses.values())} variations passed by Arelle's runner in our session"
    )
    assert failed == []
    assert statuses == {"pass": 681}


def test_the_second_opinion_on_a_report_tells_errors_and_counts(suite: Path) -> None:
    listed = list(variations(suite))
    alone = [one for one in listed if isinstance(one, Variation)]
    faults = [fault for one in alone if (fault := judge(one))]
    print(f"\nformula: {len(alone) - len(faults)} of {len(alone)} variations passed by --arelle on their report alone;")
    print(f"formula: {len(listed) - len(alone)} more produce instances or need further inputs (counted above)")
    assert faults == []
    assert (len(alone), len(listed)) == (254, 681)
