"""What a caption says of its figures."""

from __future__ import annotations

import pytest

from validator.understanding.words import captions


@pytest.mark.parametrize(
    ("text", "scales"),
    [
        # money, per share, shares
        ("", (0, 0, 0)),
        ("(unaudited)", (0, 0, 0)),
        ("(in thousands)", (3, 3, 3)),
        ("(In millions, except per share data)", (6, 0, 6)),
        (
            "(Amounts in thousands of RMB, except for number of shares and per share data)",
            (3, 0, 0),
        ),
        ("(In thousands of RMB and USD, except numbers of shares and figures per share)", (3, 0, 0)),
    ],
)
def test_scale_and_what_it_leaves_out(text, scales):
    caption = captions.read(text)
    assert (
        caption.scale("monetary", per_share=False),
        caption.scale("decimal", per_share=True),
        caption.scale("shares", per_share=False),
    ) == scales
