"""The release as it is kept, checked once for all tests of its rules."""

from __future__ import annotations

import pytest

from validator.run import Options, run


@pytest.fixture(scope="session")
def release():
    """The folder of the release."""
    from tests.conftest import ROOT

    return ROOT / "instances" / "qifu-2023q3"


@pytest.fixture(scope="session")
def unwaived(release):
    """What is found in the release when nothing is waived."""
    return run([str(release / "report.xml")], Options(waive=False, rules=(str(release / "claims.toml"),)))


@pytest.fixture(scope="session")
def ties(unwaived):
    """Every tie bound in the release."""
    return unwaived.results[0].ties
