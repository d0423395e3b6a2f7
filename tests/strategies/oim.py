"""Documents of the Open Information Model as people and programs write them: rightly, oddly and wrongly."""

from __future__ import annotations

import csv
import io
import json

from hypothesis import strategies as st

from tests.oim_documents import DAY, QUARTER, info

ODD = (
    *('"', "\\", "{", "}", "[", "]", ",", ":", " ", "\n", "\r\n", "\t", "\ufeff", "\0", "\x1f", "\u2028", "é"),
    *("\\n", "\\u0041", "\\ud800", "\\ud83d\\ude00", '\\"', "null", "true", "NaN", "-0", "1e5", "0.5", "9" * 30),
    *('"value"', '"decimals": 0,', '"dimensions"', '"concept": "t:Cash"', '"links": {}', '"x:y": 1,', "#nil", "#none"),
    *("[" * 70, "{}", '"f1": ', '""', "d-2", "#empty", "##a", "#", "1d", "1d3", " d 3", "t:Cash", "\r"),
)


@st.composite
def mutated(draw, text):
    """A text, or what is left of it after a few slips."""
    for _ in range(draw(st.sampled_from([0, 0, 0, 1, 1, 2, 3]))):
        at = draw(st.integers(0, len(text)))
        end = min(len(text), at + draw(st.sampled_from([0, 0, 1, 1, 2, 5, 30])))
        slip = draw(st.sampled_from([*ODD, "twice", "end"]))
        put, rest = (2 * text[at:end], text[end:]) if slip == "twice" else (slip, text[end:])
        text = text[:at] if slip == "end" else text[:at] + put + rest
    return text


# --- xBRL-JSON ------------------------------------------------------------------------------------
CONCEPTS = ("t:Cash", "t:Revenue", "t:Ratio", "t:Text", "t:Flag", "t:Heading", "t:Nope", "Cash", "x:Cash", "xbrl:note")
DIMENSIONS = {
    "entity": ("e:A", "e:B", "A", "x:A", None, 1),
    "period": (DAY, QUARTER, "2023", "2023-10-01T00:00:00/", None),
    "unit": ("iso4217:CNY", "xbrli:pure", "iso4217:USD/xbrli:shares", "x:y", "", None),
    "language": ("en", "EN", "e n", "", None),
    "noteId": ("f1", "f2"),
    "t:Region": ("t:North", "t:Nope", "x", "{t:North}", None),
    "t:Branch": ("a", "a}b", 'a"b', "\\", "é", "", None),
    "t:Nope": ("t:North",),
    "Nope": ("x",),
    "xbrl:x": ("x",),
    "concept": ("t:Cash",),  # a second time
}
VALUES = ("1", "1", "-2.50", "1e3", "", "x", "true", "é", "a\nb", 'a"b', "concept", '"concept": "t:Cash"', None, 1, [])
DECIMALS = ("0", "-3", "2", "-0", "123456", "1234567", "12345678901234567890", "1.5", "null", "true", '"2"', "INF")
MORE = ("", "", "", "", '"links": {"footnote": {"_": ["f2"]}}', '"links": 1', '"t:x": 1', '"y:x": 1', '"z": {}')


def usual(values, odd=True):
    """Mostly the first of some values; always, where nothing is to be odd."""
    return st.sampled_from([*values[:1] * (2 * len(values)), *values] if odd else values[:1])


@st.composite
def dimensions(draw, odd):
    """An object of dimensions, as text parts; where it is odd, names may repeat, and need not be known."""
    kind = draw(st.sampled_from(CONCEPTS[:4] + (CONCEPTS if odd else ())))
    usually = {"t:Cash": {"period": DAY}, "t:Ratio": {"unit": None}, "t:Text": {"unit": None}}.get(kind, {})
    made = [] if odd and not draw(st.integers(0, 20)) else [("concept", kind)]
    for name, common in {"entity": "e:A", "period": QUARTER, "unit": "iso4217:CNY", **usually}.items():
        value = draw(st.sampled_from(DIMENSIONS[name])) if odd and not draw(st.integers(0, 8)) else common
        made += [(name, value)] if value is not None or (odd and not draw(st.integers(0, 8))) else []
    for name in draw(st.lists(st.sampled_from([*DIMENSIONS] if odd else ["t:Region", "t:Branch"]), max_size=1)):
        made.append((name, draw(usual(DIMENSIONS[name], odd))))
    return made


@st.composite
def fact_written(draw, said, order, blank, odd):
    """One fact, as text."""
    now_odd = odd and not draw(st.integers(0, 5))
    said = draw(st.permutations(said)) if now_odd else said
    inside = f",{blank}".join(f"{json.dumps(name)}:{blank}{json.dumps(value)}" for name, value in said)
    number = dict(said).get("concept") != "t:Text"
    parts = {
        "value": f'"value":{blank}{json.dumps(draw(usual(VALUES, odd)))}',
        "decimals": f'"decimals":{blank}{draw(usual(DECIMALS, odd))}' if number != now_odd else "",
        "dimensions": f'"dimensions":{blank}{{{blank}{inside}{blank}}}',
    }
    members = [parts[name] for name in (draw(st.permutations(order)) if now_odd else order)]
    members.append(draw(st.sampled_from(MORE)) if now_odd else "")
    if now_odd and not draw(st.integers(0, 5)):
        members.append(draw(st.sampled_from(members)))
    return f"{{{blank}" + f",{blank}".join(filter(None, members)) + f"{blank}}}"


@st.composite
def json_documents(draw):
    """The text of an xBRL-JSON document: many facts alike, and among them whatever can be wrong with one."""
    blank = draw(st.sampled_from(["", " ", "\n", "\r\n\t", " \n "]))
    order = draw(st.permutations(("value", "decimals", "dimensions")))
    odd = draw(st.booleans())
    alike = draw(st.lists(dimensions(odd), min_size=1, max_size=3))
    if draw(st.booleans()):
        alike = [one[1:] + one[:1] for one in alike]
    names = [f"f{i}" for i in range(draw(st.integers(0, 12)))]
    if odd:
        names = [draw(usual((name, "f1", "", "a/b~", "a\nb"))) for name in names]
    facts = [
        f"{json.dumps(name)}:{blank}{draw(fact_written(draw(st.sampled_from(alike)), order, blank, odd))}"
        for name in names
    ]
    promised = {"features": {"xbrl:canonicalValues": True}} if odd and not draw(st.integers(0, 5)) else {}
    members = [
        f'"documentInfo":{blank}{json.dumps(info(**promised))}',
        f'"facts":{blank}{{{blank}' + f"{blank},{blank}".join(facts) + f"{blank}}}",
    ]
    if odd:
        members = draw(
            st.permutations([*members, *draw(st.lists(st.sampled_from(['"facts": {}', '"x": 1']), max_size=1))])
        )
    text = f"{{{blank}" + f",{blank}".join(members) + f"{blank}}}\n"
    return draw(mutated(text))


# --- xBRL-CSV -------------------------------------------------------------------------------------
CELLS = {
    "id": ("", "a b", "1.5", "x"),
    "concept": ("t:Revenue", "t:Cash", "t:Ratio", "t:Text", "t:Nope", "t:Heading", "x:y", "z", "#nil", "##t:Cash", ""),
    "entity": ("e:A", "e:B", "A", "", "#none", "#nil"),
    "period": ("2023Q3", QUARTER, DAY, "2023-09-30@end", "2023", "", "#none", "x"),
    "unit": ("iso4217:CNY", "", "xbrli:pure", "#none", "x:y", "#empty"),
    "language": ("", "", "en", "EN", "#none", "e n"),
    "decimals": ("0", "-3", "", "INF", "1.5", "#none", "#nil", "+2", "1234567"),
    "area": ("t:North", "", "#none", "t:Nope", "#x", "##y"),
    "group": ("g", "h", "", "k", "#none"),
    "note": ("", "x", "#none", "a,b", "a\nb"),
    "value": (
        "1",
        "2",
        "-2.50",
        "1000d-3",
        "12d",
        "hd",
        "",
        "#nil",
        "#empty",
        "#none",
        "##1",
        "#1",
        "a\r\nb",
        'a"b',
        "é d",
    ),
}
CELLS["other"] = CELLS["value"]
RIGHT = {
    "concept": ("t:Revenue", "t:Text", "t:Ratio"),
    "decimals": ("0", "", "-3"),
    "period": ("2023Q3", QUARTER),
    "value": ("1", "2", "", "-2.50", "1000d-3", "wood"),
}
FROM_CELLS = {name: f"${name}" for name in ("concept", "entity", "period", "unit", "language")}
FACT = {"concept": "t:Revenue", "entity": "e:A", "period": "$period", "unit": "iso4217:CNY"}
GROUPS = {"g": {"dimensions": {"concept": "t:Cash", "period": DAY}, "decimals": 2}, "h": {"decimals": "$decimals"}}
FACT_COLUMNS = (
    {"dimensions": FROM_CELLS, "decimals": "$decimals"},
    {"dimensions": FROM_CELLS},
    {"dimensions": FACT, "decimals": -3},
    {"dimensions": FACT | {"t:Region": "$area"}, "decimals": "$decimals"},
    {"dimensions": FROM_CELLS | {"t:Branch": "$concept"}},
    {"dimensions": FROM_CELLS | {"t:Branch": "$rowNumber"}},
    {"dimensions": FACT, "propertiesFrom": ["group"]},
    {"propertiesFrom": ["group"]},
    {"dimensions": {"concept": "t:Text", "language": "$language", "entity": "e:A", "period": "$period"}},
    {"dimensions": {"concept": "xbrl:note", "language": "en"}},
    {"dimensions": {"concept": "$concept", "period": "$period@start"}},
)


@st.composite
def csv_documents(draw):
    """The metadata of an xBRL-CSV report, its JSON in Python, and the text of its one file of tables."""
    odd = draw(st.booleans())
    columns = {name: {} for name in CELLS} | {"group": {"propertyGroups": GROUPS}, "note": {"comment": True}}
    facts = ["value", "other"] if draw(st.booleans()) else ["value"]
    columns |= {name: draw(st.sampled_from(FACT_COLUMNS if odd else FACT_COLUMNS[:4])) for name in facts}
    template = {"columns": columns} | ({"rowIdColumn": "id"} if draw(st.booleans()) else {})
    shared = draw(st.sampled_from([{}, {}, {"entity": "e:A"}, {"t:Region": "$area"}, {"concept": "t:Cash"}]))
    template |= {"dimensions": shared} if odd and shared else {}
    said = [source[1:] for name in facts for source in columns[name].get("dimensions", {}).values() if source[0] == "$"]
    asked = [*said, *("decimals" for name in facts if columns[name].get("decimals") == "$decimals")]
    grouped = [source for name in facts for source in columns[name].get("propertiesFrom", ())]
    asked = dict.fromkeys(["id"] * ("rowIdColumn" in template) + asked + grouped + facts)
    header = [name for name in asked if name in columns]
    if odd and draw(st.booleans()):
        header = draw(
            st.permutations([*header, *draw(st.lists(st.sampled_from(["note", "", "id", "area"]), max_size=1))])
        )
    lines = [header]
    for number in range(draw(st.integers(0, 14))):
        row_odd = odd and not draw(st.integers(0, 4))
        row = [f"r{number}" if name == "id" else draw(usual(CELLS.get(name, ("",)), row_odd)) for name in header]
        if row_odd:
            row = draw(st.sampled_from([row, row[:-1], [*row, ""], [*row, "x"], []]))
        else:
            row = [draw(usual(RIGHT.get(name, (cell,)))) for name, cell in zip(header, row, strict=True)]
        lines.append(row)
    made = io.StringIO()
    csv.writer(made, lineterminator=draw(st.sampled_from(["\n", "\r\n"]))).writerows(lines)
    tables = {
        name: {"url": "s.csv", "template": "s"} for name in (("s", "t") if not draw(st.integers(0, 5)) else ("s",))
    }
    meta = {"documentInfo": info("xbrl-csv"), "tableTemplates": {"s": template}, "tables": tables}
    return meta, draw(mutated(made.getvalue()))
