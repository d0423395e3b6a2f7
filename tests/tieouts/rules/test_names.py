"""Every name in a rule is looked at, wherever it stands."""

from __future__ import annotations

import pytest

from tests.ruling import binder, rule
from validator.tieouts.rules.names import check_names
from validator.tieouts.rules.tokens import RuleError


def fault(**fields):
    """What is wrong with a rule, where and with which name; None for nothing."""
    try:
        check_names(rule(**{"text": "Assets == Cash", **fields}), binder([("Cash", 1)]).sets)
    except RuleError as error:
        return error.fault, error.offset, error.values.get("name", error.values.get("function"))
    return None


@pytest.mark.parametrize(
    ("fields", "offset", "name"),
    [
        ({"text": "Assets == Zebra"}, 10, "Zebra"),
        ({"text": "Assets == 2 * -(Cash / Zebra ** 2)"}, 23, "Zebra"),
        ({"text": "0 <= Assets <= abs(1, Zebra)"}, 22, "Zebra"),
        ({"text": "Assets == Zebra[]"}, 10, "Zebra"),
        ({"text": "Assets == Cash[Zebra=East]"}, 15, "Zebra"),
        ({"text": "Assets == Cash[Axis=Zebra]"}, 15, "Zebra"),
        ({"text": "Assets == Cash[Axis=East, Axis2=Zebra]"}, 26, "Zebra"),
        ({"text": "Assets == sum([Cash, Zebra])"}, 21, "Zebra"),
        ({"text": "Assets == sum(X in [Zebra], X)"}, 20, "Zebra"),
        ({"text": "Assets == sum(X in [Cash], X) + X"}, 32, "X"),
        ({"text": "Assets == sum(X in [Cash] + children(Zebra), X)"}, 37, "Zebra"),
        ({"over": ["X in [Zebra]"]}, 6, "Zebra"),
        ({"over": ["X in [Y]", "Y in [Cash]"]}, 6, "Y"),
        ({"let": {"a": "Cash", "b": "a + Zebra"}}, 4, "Zebra"),
        ({"when": "months(3) and not Zebra > 1"}, 18, "Zebra"),
        ({"when": "left > 1"}, 0, "left"),
        ({"says": "off by {Zebra}"}, 8, "Zebra"),
        ({"says": "off by {2 * gap}"}, 12, "gap"),
        ({"mends": "look at {label(Zebra)}"}, 15, "Zebra"),
    ],
)
def test_a_name_that_is_no_concept_is_placed(fields, offset, name):
    assert fault(**fields) == ("unknown", offset, name)


@pytest.mark.parametrize(
    ("fields", "offset", "name"),
    [
        ({"text": "Assets == wrong(Cash)"}, 10, "wrong"),
        ({"text": "Assets == reported(Cash)"}, 10, "reported"),
        ({"text": "Assets == label(Cash)"}, 10, "label"),
        ({"text": "Assets == -wrong(Cash)"}, 11, "wrong"),
        ({"text": "Assets == sum(X in abs(Cash), X)"}, 19, "abs"),
        ({"over": ["X in wrong(Cash)"]}, 5, "wrong"),
        ({"over": ["X in abs(Cash)"]}, 5, "abs"),
        ({"let": {"a": "months(3)"}}, 0, "months"),
        ({"when": "label(Cash)"}, 0, "label"),
        ({"says": "{months(3)}"}, 1, "months"),
    ],
)
def test_a_function_that_does_not_belong_there_is_placed(fields, offset, name):
    said = fault(**fields)
    assert (said[0].removesuffix("ly"), said[1:]) in (("unknown", (offset, name)), ("near", (offset, name)))


@pytest.mark.parametrize("said", ["label()", "label('Cash')", "label(Cash, Cash)", "label(Cash[])", "label(1)"])
def test_what_is_labelled_is_one_concept(said):
    assert fault(says=f"so {{{said}}}") == ("one-concept", 4, "label")


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"text": "Assets == Cash[Axis=none, Axis2='typed']"},
        {"text": "Assets == sum(X in [Cash], X) + sum(children(Cash, 'x'))"},
        {"over": ["X in concepts(monetary, duration)", "Y in children(X)"], "text": "X == Y"},
        {"let": {"a": "b", "b": "Cash"}, "text": "Assets == a"},
        {"when": "months(3) and reported(Cash) or last_quarter(Cash) > 1"},
        {"says": "{left} {right} {gap} {frame} {period} {currency} {label(Cash)} {2 * Cash}", "mends": "{left}"},
    ],
)
def test_every_name_there_is_passes(fields):
    assert fault(**fields) is None
