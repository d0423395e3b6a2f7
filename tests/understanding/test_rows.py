"""Rows gathered into sections: by the headers they stand under, each looked at once."""

from __future__ import annotations

import pytest

from validator.understanding.rows import sections


class Looked:
    """As much of a row as its section asks for, counting how often its sort is asked for."""

    asked = 0

    def __init__(self, sort, label="", values=()):
        self.kind, self.label, self.values = sort, label, values

    @property
    def sort(self):
        Looked.asked += 1
        return self.kind


@pytest.mark.parametrize("between", ["heading", "header", "caption"])
def test_rows_without_figures_are_not_gone_through_for_every_one_after_them(between):
    def asked(n):
        rows = [Looked(sort, "Year ended 2023") for _ in range(n) for sort in ("words", between)]
        Looked.asked = 0
        (section,) = sections(rows)
        assert len(section.rows) + len(section.headers) + len(section.captions) >= 2 * n
        return Looked.asked

    assert asked(200) <= 2.1 * asked(100)


def test_what_opens_a_section_follows_figures_and_takes_what_stands_above():
    head, other, data, more = Looked("header", "2023"), Looked("header", "2022"), Looked("data"), Looked("data")
    before, after = Looked("caption", "Sales"), Looked("caption", "Costs")
    found = sections([before, head, data, after, more, other, data])
    assert [(one.headers, one.rows, one.captions) for one in found] == [
        ((head,), (data,), ("Sales", "2023")),
        ((head,), (more,), ("Costs", "2022")),
        ((other,), (data,), ("Costs", "2022")),
    ]
