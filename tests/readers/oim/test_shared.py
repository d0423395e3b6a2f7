"""What facts have in common: as written, numbers without decimals exact."""

from __future__ import annotations

from tests.building import report
from validator.readers.oim.shared import Shared, shared


def test_a_number_without_decimals_is_exact_and_what_is_none_has_neither() -> None:
    made = report([("A", 5)])
    context, unit = made.contexts[0].id, made.units[0].id
    assert shared(made, 0, 0, "") == Shared(0, 0, "", context, unit, "INF")
    assert shared(made, 0, 0, "", "-3", 5) == Shared(0, 0, "", context, unit, "-3", 5)
    assert shared(made, 0, -1, "en", "-3") == Shared(0, -1, "en", context, "", "")
