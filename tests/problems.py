"""What a problem of a reader's is worded as."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.check import word
from validator.checks import BY_NAME

if TYPE_CHECKING:
    from validator.model.source import Problem


def spec_of(problem: Problem) -> str:
    """The specification's error code a user is told: one of those its check lists, or Arelle's."""
    check = BY_NAME[problem.check]
    found = word(check, problem).spec
    assert check.code.startswith("AR") or found in ("", *check.told), f"{check.code} does not list {found}"
    return found


def message_of(problem: Problem) -> str:
    """The message a user is told."""
    return word(BY_NAME[problem.check], problem).message
