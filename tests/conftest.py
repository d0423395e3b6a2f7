"""Fixtures every test may use."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def shared() -> Path:
    """The folder of third-party test material beside the checkout; skips where there is none."""
    for parent in Path(__file__).resolve().parents:
        folder = parent / "shared"
        if (folder / "filings").is_dir():
            return folder
    pytest.skip("the test material ../shared is not here")
