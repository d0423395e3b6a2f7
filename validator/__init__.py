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
    webcache: Path | None = None,
    packages: Iterable[Path] = (),
    online: bool = False,
    rules: Iterable[Path] = (),
    truncation: bool = False,
    select: Iterable[str] | str = (),
    ignore: Iterable[str] | str = (),
    calc11: bool = False,
    packs: bool = True,
    cache: bool = True,
) -> Outcome:
    """Check reports, folders and globs, and return what was found, what was checked and what held.

    `webcache` is a folder laid out HOST/PATH that answers for URLs, `packages` are taxonomy packages, `rules` files of
    further tie-outs. `select` and `ignore` hold codes, beginnings of codes, or names. `truncation` says that figures
    were truncated, `calc11` that calculation links of XBRL 2.1 are judged by Calculations 1.1 too. `packs` says
    whether the accounting identities of published taxonomies are looked for, `cache` whether compiled taxonomies are
    kept between runs.

    What is wrong with a report, or a path, is a finding. Raises TypeError for an argument that is no path or text.
    """
    from os import fspath

    from validator.run import Options, run

    options = Options(
        webcache=None if webcache is None else fspath(webcache),
        packages=tuple(fspath(one) for one in packages),
        online=online,
        rules=tuple(fspath(one) for one in rules),
        truncation=truncation,
        select=_codes(select),
        ignore=_codes(ignore),
        calc11=calc11,
        packs=packs,
        store=cache,
    )
    return run([fspath(one) for one in (path, *further)], options)


def _codes(codes: Iterable[str] | str) -> tuple[str, ...]:
    return tuple(codes.split(",")) if isinstance(codes, str) else tuple(codes)
