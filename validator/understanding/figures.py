"""What a document says once it is understood: figures in statements and in sentences."""

from __future__ import annotations

from typing import NamedTuple

from validator.documents.text import Place  # noqa: TC001 - a NamedTuple field, resolved at run time
from validator.model.periods import Period  # noqa: TC001 - as above


class Figure(NamedTuple):
    """One printed number, understood: mantissa·10^exponent, scale and sign included.

    `decimals` are those its digits show (None: exact). `unit` is a currency code, `shares`, `pure`, a currency per
    share (`USD/shares`), another measure, or "" where nothing tells. `text` is what is printed at `place`, and
    `label` what it is said to be: headings first, the row's own words last; in prose the words that name it.
    `header` are the words of its column that are neither period nor unit ("Level 1", "Europe"). `row` and `column`
    are its line and logical column in its statement, -1 in prose.
    """

    place: Place
    text: str
    mantissa: int
    exponent: int
    decimals: int | None
    unit: str
    period: Period | None
    label: tuple[str, ...]
    header: tuple[str, ...] = ()
    statement: int = -1
    row: int = -1
    column: int = -1
    percent: bool = False


class Column(NamedTuple):
    """A logical column: what its header says.

    `role` is `amount`, `change` (a difference of two other columns), `growth` (a percentage of change), `share` (a
    percentage of a total), `rate` (prices, averages), `note` or `other`: only amounts are added up.
    """

    header: tuple[str, ...]
    period: Period | None
    unit: str
    role: str = "amount"


class Line(NamedTuple):
    """A row of a statement: a heading (no figures) or what it says in each column (None: nothing).

    `level` is its depth by indentation; `total` whether its words or a rule above its figures say that it adds up.
    """

    label: str
    level: int
    total: bool
    figures: tuple[Figure | None, ...]
    place: Place


class Statement(NamedTuple):
    """A table understood: its title and caption, its logical columns, its lines; `table` is its part in the document.

    A table that a page break cuts is one statement; one that switches its periods half-way is two. `about` is
    what it is about: its title and the sentence that leads to it, else what the table above is about.
    """

    table: int
    title: str
    caption: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    about: str = ""


class Unread(NamedTuple):
    """A number that is no figure, and why: a page, a note, a date, an address."""

    place: Place
    text: str
    reason: str


class Grown(NamedTuple):
    """Growth that a sentence tells: where its rate, what it leads to and what it leads from are printed."""

    rate: Place
    now: Place
    before: Place
    falling: bool


class Reading(NamedTuple):
    """A whole document understood."""

    statements: tuple[Statement, ...]
    prose: tuple[Figure, ...]
    unread: tuple[Unread, ...] = ()
    grown: tuple[Grown, ...] = ()
