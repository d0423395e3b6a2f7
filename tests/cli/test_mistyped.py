from __future__ import annotations

import pytest

from validator.authored.nearest import nearest_word
from validator.cli import main

OPTIONS = ["-h", "--help", "--format", "--output", "--show-waived"]


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("unrecognized arguments: --fomat json", "; did you mean '--format'?"),
        ("unrecognized arguments: --fomat=json", "; did you mean '--format'?"),
        ("unrecognized arguments: --zzz", ""),
        ("argument --format: invalid choice: 'jsn' (choose from 'text', 'json')", "; did you mean 'json'?"),
        ("argument --format: invalid choice: 'jsn' (choose from text, json)", "; did you mean 'json'?"),
        ("argument --format: expected one argument", ""),
    ],
)
def test_the_nearest_option_or_choice_is_named(message: str, said: str) -> None:
    assert nearest_word(message, OPTIONS) == said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["check", "--show-waved"], "did you mean '--show-waived'?"),
        (["check", "--format", "sarf"], "did you mean 'sarif'?"),
        (["chekc"], "did you mean 'check'?"),
        (["coverage", "x", "--forma", "json"], "did you mean '--format'?"),
    ],
)
def test_a_mistyped_word_is_told_in_two_lines_with_the_right_one(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    out, err = capsys.readouterr()
    assert (out, said in err, err.count("\n") <= 2) == ("", True, True)
