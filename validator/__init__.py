"""tieout: proves that the figures in a financial report agree with each other."""

from __future__ import annotations

from validator._version import __version__

__all__ = ["__version__"]
