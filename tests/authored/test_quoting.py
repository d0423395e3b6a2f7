from __future__ import annotations

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from validator.authored.quoting import quoted


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_quoted_text_reads_back_as_itself(text):
    assert tomllib.loads(f"{quoted(text)} = {quoted(text)}") == {text: text}
