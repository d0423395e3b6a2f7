"""What every test can ask for, and what none may depend on: the user's cache, colours, a terminal."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

import validator
from tests import laws  # noqa: F401 - it registers the profiles
from validator import budget

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("TIEOUT_SHARED") or ROOT.parent / "shared")
settings.load_profile("fixed")  # `--hypothesis-profile=drawn` (nox -s laws) draws at random instead
WHY_SKIPPED = "the test material is not beside the checkout (../shared)"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="write what is printed now as what is expected")


@pytest.fixture(autouse=True)
def unspent() -> None:
    """No test goes on with what is left of another's budget."""
    budget._current.set(None)


@pytest.fixture(scope="session", autouse=True)
def _alone(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep compiled taxonomies apart from the user's, and let internal errors through: no test may live on one.

    Temporary folders may lie in the checkout (nox puts them there): git is not to take them for a part of it.
    """
    os.environ["GIT_CEILING_DIRECTORIES"] = str(tmp_path_factory.getbasetemp().resolve())
    os.environ["TIEOUT_TAXONOMIES"] = str(tmp_path_factory.mktemp("taxonomies"))
    os.environ["TIEOUT_CACHE"] = str(tmp_path_factory.mktemp("cache"))
    os.environ["XDG_STATE_HOME"] = str(tmp_path_factory.mktemp("state"))
    os.environ["TIEOUT_DEBUG"] = "1"
    for name in ("NO_COLOR", "FORCE_COLOR"):
        os.environ.pop(name, None)


@pytest.fixture
def root() -> Path:
    """The checkout: instances and documents that do not ship in the wheel."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of third-party test material; the test is skipped, with the reason, when it is absent."""
    if not SHARED.is_dir():
        pytest.skip(WHY_SKIPPED)
    return SHARED


def pytest_report_header() -> str:
    """Say what is tested; where the wheel is to be tested (noxfile.py), nothing else will do."""
    place = Path(validator.__file__).parent
    if os.environ.get("TIEOUT_WHEEL") and place == ROOT / "validator":
        pytest.exit("the checkout is tested instead of the wheel", 3)
    return f"tieout: {'the checkout' if place == ROOT / 'validator' else 'an installed wheel'}"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many tests used the shared material: a run without it must not pass for a full one."""
    reports = [r for kind in ("passed", "failed", "skipped") for r in terminalreporter.stats.get(kind, [])]
    marked = [r for r in reports if "shared" in r.keywords and r.when in ("call", "setup")]
    skipped = sum(r.skipped for r in marked)
    ran = len([r for r in marked if r.when == "call" and not r.skipped])
    if marked:
        terminalreporter.write_line(f"shared material: {ran} tests ran, {skipped} skipped")
