"""tieout: proves that the figures in a financial report agree with each other.

    >>> import validator
    >>> outcome = validator.check("report.xbrl")  # doctest: +SKIP

`check` is re-entrant and safe to call from several threads: a run shares nothing with another but the folder of
compiled taxonomies, whose files are replaced whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import validator.check  # noqa: F401 - loaded first, so that the function below, not the module, is `validator.check`
from validator._version import __version__

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable

    from validator.finding import Outcome

    Path = str | os.PathLike[str]

__all__ = ["__version__", "check"]


def check(
    path: Path,
    *further: Path,
    config: Path | None = None,
    webcache: Path | None = None,
    packages: Iterable[Path] = (),
    online: bool | None = None,
    rules: Iterable[Path] = (),
    waivers: Iterable[Path] = (),
    waive: bool | None = None,
    truncation: bool | None = None,
    select: Iterable[str] | str = (),
    ignore: Iterable[str] | str = (),
    calc11: bool | None = None,
    packs: bool | None = None,
    cache: bool | None = None,
) -> Outcome:
    """Check reports, folders and globs as `tieout check` does; return what was found, what was checked and what held.

    Each report is judged by the configuration nearest to it, or by `config`; what is given here wins, as options of
    the command do, and what is left out, or None, is the configuration's to say.

    `webcache` is a folder laid out HOST/PATH that answers for URLs, `packages` are taxonomy packages, `rules` files of
    further tie-outs, `waivers` of further waivers; without `waive` nothing is waived. `select` and `ignore` hold
    codes, beginnings of codes, or names. `truncation` says that figures were truncated, `calc11` that calculation
    links of XBRL 2.1 are judged by Calculations 1.1 too. `packs` says whether the accounting identities of published
    taxonomies are looked for, `cache` whether compiled taxonomies are kept between runs.

    What is wrong with a report, or a path, is a finding. Raises ValueError where the command would not run (an option
    or a configuration that cannot be followed), TypeError for an argument that is no path or text.
    """
    from os import fspath

    from validator import resources
    from validator.cli import UsageError
    from validator.cli.check import outcome_of

    asked = {
        "config": None if config is None else fspath(config),
        "webcache": None if webcache is None else fspath(webcache),
        "package": [fspath(one) for one in packages] or None,
        "online": online,
        "rules": [fspath(one) for one in rules] or None,
        "waivers": [fspath(one) for one in waivers] or None,
        "waive": waive,
        "truncation": truncation,
        "select": _codes(select) or None,
        "ignore": _codes(ignore) or None,
        "calc11": calc11,
        "packs": packs,
        "cache": cache,
    }
    try:
        return outcome_of([fspath(one) for one in (path, *further)], asked)
    except (UsageError, resources.IncompleteError) as error:
        raise ValueError(str(error)) from None


def _codes(codes: Iterable[str] | str) -> list[str]:
    return [one for one in codes.split(",") if one] if isinstance(codes, str) else list(codes)
