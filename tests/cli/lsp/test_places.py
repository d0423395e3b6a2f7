from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.cli.lsp.places import column, data_of, units


@pytest.mark.parametrize(
    ("text", "encoding", "length"),
    [("a😀ü", "utf-8", 7), ("a😀ü", "utf-16", 4), ("a😀ü", "utf-32", 3), ("\udcff", "utf-16", 1), ("", "utf-8", 0)],
)
def test_a_text_is_as_long_as_the_editor_counts(text: str, encoding: str, length: int) -> None:
    assert units(text, encoding) == length


@given(st.text(), st.sampled_from(["utf-8", "utf-16", "utf-32"]), st.data())
def test_every_column_comes_back(text: str, encoding: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text)))
    assert column(text, units(text[:at], encoding), encoding) == at


def test_a_column_within_a_character_is_where_that_starts_and_one_beyond_the_end_is_the_end() -> None:
    assert column("a😀ü", 2, "utf-16") == 1
    assert column("a😀ü", 4, "utf-8") == 1
    assert [column("ab", 99, encoding) for encoding in ("utf-8", "utf-16", "utf-32")] == [2, 2, 2]


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("ü", "ü".encode()),
        ('<?xml version="1.0" encoding="windows-1252"?>ü', b'<?xml version="1.0" encoding="windows-1252"?>\xfc'),
        ('<?xml version="1.0" encoding="ascii"?>ü', '<?xml version="1.0" encoding="ascii"?>ü'.encode()),
        (
            '<?xml version="1.0" encoding="never-heard-of"?>ü',
            '<?xml version="1.0" encoding="never-heard-of"?>ü'.encode(),
        ),
        ("\ud800", b"\xed\xa0\x80"),
    ],
)
def test_a_buffer_is_written_in_the_encoding_it_declares_where_it_can_be(text: str, data: bytes) -> None:
    assert data_of(text) == data
