"""xBRL-CSV: what is read, where from, and what is refused with which of the specification's codes."""

from __future__ import annotations

import copy
import json

import pytest

from tests.oim_documents import OPTIONS, QUARTER, SCHEMA, info, one_taxonomy, replaced, spoken
from tests.problems import message_of
from validator.model.source import Refused
from validator.readers.oim.csv import report as xbrl_csv
from validator.readers.oim.csv.periods import canonical

META = {
    "documentInfo": info("xbrl-csv"),
    "tableTemplates": {
        "s": {
            "columns": {
                "area": {},
                "when": {},
                "note": {"comment": True},
                "sales": {"dimensions": {"concept": "t:Revenue", "unit": "iso4217:CNY"}, "decimals": -3},
                "text": {"dimensions": {"concept": "t:Text", "language": "en"}},
            },
            "dimensions": {"entity": "e:A", "period": "$when", "t:Region": "$area"},
        }
    },
    "tables": {"s": {"url": "s.csv"}},
}
TABLE = "area,when,note,sales,text\r\nt:North,2023Q3,x,1000,\r\n,2023,y,2500d-2,hello\r\n"
HEAD = "area,when,note,sales,text\r\n"


def changed(pointer, value):
    """The metadata with one thing set; None takes it away."""
    made = copy.deepcopy(META)
    *steps, last = pointer.split("/")[1:]
    inner = made
    for step in steps:
        inner = inner.setdefault(step, {})
    if value is None:
        del inner[last]
    else:
        inner[last] = value
    return made


@pytest.fixture
def read(tmp_path):
    (tmp_path / "t.xsd").write_text(SCHEMA)

    def of(meta=META, table=TABLE, **files):
        path = tmp_path / "r.json"
        path.write_text(meta if isinstance(meta, str) else json.dumps(meta, indent=1))
        for name, text in ({"s": table} | files).items():
            file = tmp_path / (name if "." in name else f"{name}.csv")
            file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return xbrl_csv.read(str(path), path.read_bytes(), OPTIONS)

    return of


# --- what is read -------------------------------------------------------------------------------
def test_cells_become_facts(read):
    report = read()
    assert spoken(report) == []
    assert [(f.id, f.text, f.decimals, str(f.context), f.language) for f in report.facts()] == [
        ("s.r_1.sales", "1000", "-3", "2023-07-01 to 2023-09-30, Region=North", ""),
        ("s.r_2.sales", "2500", "-2", "2023-01-01 to 2023-12-31", ""),
        ("s.r_2.text", "hello", "", "2023-01-01 to 2023-12-31", "en"),
    ]


def test_a_fact_points_to_its_row_and_column(read, tmp_path):
    at = read().location(2)
    assert (at.path, at.line, at.pointer) == (str(tmp_path / "s.csv"), 3, "r2 c:text")


def test_lines_are_counted_through_quoted_breaks(read):
    report = read(table=HEAD + ',2023,,,"one\ntwo"\r\n,2023,,5,\r\n')
    assert (list(report.lines), report.texts) == ([2, 4], ["one\ntwo", "5"])


@pytest.mark.parametrize(
    ("cell", "text", "nil"),
    [("#nil", "", True), ("#empty", "", False), ("##x", "#x", False), ('"a,""b"""', 'a,"b"', False)],
)
def test_special_values(read, cell, text, nil):
    report = read(table=f"{HEAD},2023,,,{cell}\r\n")
    assert (report.texts, report.nils, spoken(report)) == ([text], [nil], [])


def test_an_empty_cell_and_a_comment_are_no_facts(read):
    assert len(read(table=HEAD + ",,anything,,\r\n")) == 0


def test_parameters_stand_for_values(read):
    meta = changed("/tableTemplates/s/dimensions/entity", "$who")
    meta["parameters"] = {"who": "e:B"}
    assert read(meta).contexts[0].identifier == "B"
    meta["tables"]["s"]["parameters"] = {"who": "e:C"}
    assert read(meta).contexts[0].identifier == "C"


def test_parameters_come_from_a_file(read):
    meta = changed("/tableTemplates/s/dimensions/entity", "$who")
    meta["parameterURL"] = "p.csv"
    assert read(meta, p="name,value\r\nwho,e:D\r\n").contexts[0].identifier == "D"


def test_row_numbers_and_ends_of_periods_can_be_referred_to(read):
    meta = changed("/tableTemplates/s/dimensions/t:Branch", "$rowNumber")
    meta["tableTemplates"]["s"]["columns"]["sales"]["dimensions"] |= {"concept": "t:Cash", "period": "$when@end"}
    report = read(meta)
    assert spoken(report) == []
    assert [str(report.fact(row).context) for row in (0, 1)] == [
        "as of 2023-09-30, Branch=1, Region=North",
        "as of 2023-12-31, Branch=2",
    ]


def test_property_groups_give_cells_their_dimensions(read):
    groups = {
        "rev": {"dimensions": {"concept": "t:Revenue", "unit": "iso4217:USD"}, "decimals": 0},
        "ratio": {"dimensions": {"concept": "t:Ratio"}},
    }
    columns = {"kind": {"propertyGroups": groups}, "value": {"propertiesFrom": ["kind"]}}
    template = {"columns": columns, "dimensions": {"entity": "e:A", "period": "2023"}}
    meta = {"documentInfo": info("xbrl-csv"), "tableTemplates": {"s": template}, "tables": {"s": {"url": "s.csv"}}}
    report = read(meta, "kind,value\r\nrev,5\r\nratio,0.5\r\n")
    assert spoken(report) == []
    assert [(f.text, str(f.unit), f.decimals) for f in report.facts()] == [("5", "USD", "0"), ("0.5", "pure", "INF")]


def test_metadata_extends_metadata(read):
    base = {key: value for key, value in META.items() if key != "tables"}
    meta = {"documentInfo": {**info("xbrl-csv"), "extends": ["base.json"]}, "tables": META["tables"]}
    report = read(meta, **{"base.json": json.dumps(base)})
    assert (len(report), spoken(report)) == (3, [])


def test_a_row_identifier_names_its_facts(read):
    meta = changed("/tableTemplates/s/rowIdColumn", "id")
    meta["tableTemplates"]["s"]["columns"]["id"] = {}
    assert read(meta, "id,when,sales\r\nq3,2023Q3,5\r\n").ids == ["s.r_q3.sales"]


def test_footnotes_and_links(read):
    meta = changed("/links", {"footnote": {"_": {"s.r_1.sales": ["s.r_2.remark"]}}})
    meta["tableTemplates"]["s"]["columns"]["remark"] = {
        "dimensions": {
            "concept": "xbrl:note",
            "language": "en",
            "entity": "#none",
            "period": "#none",
            "t:Region": "#none",
        }
    }
    report = read(meta, "when,sales,remark\r\n2023,5,\r\n,,see page 3\r\n")
    assert spoken(report) == []
    assert [(n.text, n.rows) for n in report.footnotes] == [("see page 3", (0,))]


def test_rows_are_not_kept(read):
    report = read(table=HEAD + "t:North,2023Q3,x,1,\r\n" * 5000)
    assert (len(report), len(report.contexts), len(report.units)) == (5000, 1, 1)
    assert list(report.pointers[:2]) == ["r1 c:sales", "r2 c:sales"]


@pytest.mark.parametrize(
    ("written", "period"),
    [
        ("2023", "2023-01-01T00:00:00/2024-01-01T00:00:00"),
        ("2023-09", "2023-09-01T00:00:00/2023-10-01T00:00:00"),
        ("2023-12", "2023-12-01T00:00:00/2024-01-01T00:00:00"),
        ("2023-09-30", "2023-09-30T00:00:00/2023-10-01T00:00:00"),
        ("2023Q3", QUARTER),
        ("2023H2", "2023-07-01T00:00:00/2024-01-01T00:00:00"),
        ("2020W53", "2020-12-28T00:00:00/2021-01-04T00:00:00"),
        ("2023-07-01..2023-09-30", QUARTER),
        ("2023Q3@end", "2023-10-01T00:00:00"),
        ("2023-09-30@end", "2023-10-01T00:00:00"),
        ("2023@start", "2023-01-01T00:00:00"),
        (QUARTER, QUARTER),
        ("2023-10-01T00:00:00", "2023-10-01T00:00:00"),
    ],
)
def test_periods_in_short(written, period):
    assert canonical(written) == period


@pytest.mark.parametrize(
    "written", ["2023Q5", "2023-13", "2023-02-30", "2021W53", "0000", "2023Q3@middle", "x", "9999", ""]
)
def test_what_is_no_period(written):
    with pytest.raises(Refused):
        canonical(written)


# --- what is refused ----------------------------------------------------------------------------
CELLS = [
    ("area,when,sales\r\n,2023,5,7\r\n", "csv-cell-unmapped", "xbrlce:unmappedCellValue"),
    ("area,when,sales\r\nt:North,2023,\r\n", "csv-cell-unmapped", "xbrlce:unmappedCellValue"),
    ("area,when,sales\r\n,2023,#inf\r\n", "csv-cell-invalid", "xbrlce:unknownSpecialValue"),
    ("area,when,sales\r\n,2023,#none\r\n", "csv-cell-invalid", "xbrlce:illegalUseOfNone"),
    ("area,when,sales\r\n,2023,5d1.5\r\n", "csv-cell-invalid", "xbrlce:invalidDecimalsSuffix"),
    ("area,when,sales\r\n,Q3 2023,5\r\n", "oim-period-illegible", "xbrlce:invalidPeriodRepresentation"),
    ("area,when,sales\r\nNorth,2023,5\r\n", "oim-value-invalid", "xbrlce:invalidDimensionValue"),
    ("area,when,sales\r\n,2023@end,5\r\n", "oim-dimension-misplaced", "oime:invalidPeriodDimension"),
    ("area,when,sale\r\n,2023,5\r\n", "csv-header-invalid", "xbrlce:unknownColumn"),
    ("area,when,when\r\n,2023,5\r\n", "csv-header-invalid", "xbrlce:repeatedColumnIdentifier"),
    ("area,when,1st\r\n,2023,5\r\n", "csv-header-invalid", "xbrlce:invalidHeaderValue"),
    ("area;when;sales\r\n;2023;5\r\n", "csv-header-invalid", "xbrlce:invalidHeaderValue"),
    ("", "csv-header-invalid", "xbrlce:invalidHeaderValue"),
    (TABLE.encode("utf-16"), "csv-file-illegible", "xbrlce:invalidCSVFileFormat"),
    (b"area,when,sales\r\n,2023,\xff\r\n", "csv-file-illegible", "xbrlce:invalidCSVFileFormat"),
    ('area,when,sales\r\n,2023,"5\r\n', "csv-file-illegible", "xbrlce:invalidCSVFileFormat"),
]


@pytest.mark.parametrize(("table", "check", "spec"), CELLS)
def test_a_breach_in_a_table_is_reported(read, table, check, spec):
    report = read(table=table)
    assert spoken(report) == [(check, spec)]
    assert report.problems[0].at.path.endswith("s.csv")


COLUMNS = "/tableTemplates/s/columns"
RULES = [
    ("/tables/s/url", "none.csv", "csv-file-illegible", "xbrlce:missingRequiredCSVFile"),
    ("/tables/s/url", "http://example.com/s.csv", "csv-file-illegible", "xbrlce:missingRequiredCSVFile"),
    ("/tables/s/template", "x", "csv-metadata-invalid", "xbrlce:unknownTableTemplate"),
    ("/tables/s/parameters", {"who": "x"}, "csv-parameter-invalid", "xbrlce:unreferencedParameter"),
    ("/parameters", {"who": "x"}, "csv-parameter-invalid", "xbrlce:unreferencedParameter"),
    ("/parameterURL", "none.csv", "csv-file-illegible", "xbrlce:missingParametersFile"),
    ("/tableTemplates/s/rowIdColumn", "x", "csv-metadata-invalid", "xbrlce:undefinedRowIdColumn"),
    ("/tableTemplates/s/rowIdColumn", "note", "csv-metadata-invalid", "xbrlce:invalidRowIdColumn"),
    (f"{COLUMNS}/area/decimals", 0, "csv-metadata-invalid", "xbrlce:misplacedDecimalsOnNonFactColumn"),
    (f"{COLUMNS}/sales/comment", True, "csv-metadata-invalid", "xbrlce:conflictingColumnType"),
    (f"{COLUMNS}/sales/propertiesFrom", ["area"], "csv-metadata-invalid", "xbrlce:invalidPropertyGroupColumnReference"),
    (f"{COLUMNS}/sales/propertiesFrom", [{}], "json-structure-invalid", "xbrlce:invalidJSONStructure"),
    ("/parameters", {"who": 5}, "json-structure-invalid", "xbrlce:invalidJSONStructure"),
    ("/tables/s/parameters", {"who": []}, "json-structure-invalid", "xbrlce:invalidJSONStructure"),
    (f"{COLUMNS}/sales/decimals", "many", "csv-cell-invalid", "xbrlce:invalidDecimalsValue"),
    (f"{COLUMNS}/1st", {}, "csv-metadata-invalid", "xbrlce:invalidIdentifier"),
    (f"{COLUMNS}/sales/dimensions/unit", "#pure", "csv-cell-invalid", "xbrlce:unknownSpecialValue"),
    (f"{COLUMNS}/sales/dimensions/unit", "xbrli:pure", "oim-unit-illegible", "oime:illegalPureUnit"),
    (f"{COLUMNS}/sales/dimensions/unit", "$who", "csv-reference-invalid", "xbrlce:invalidReferenceTarget"),
    (f"{COLUMNS}/sales/dimensions/unit", "$1", "csv-reference-invalid", "xbrlce:invalidReference"),
    (f"{COLUMNS}/sales/dimensions/period", "$when@middle", "csv-reference-invalid", "xbrlce:invalidPeriodSpecifier"),
    (f"{COLUMNS}/sales/dimensions/concept", "t:Nope", "oim-concept-unusable", "oime:unknownConcept"),
    (f"{COLUMNS}/sales/dimensions/concept", "Revenue", "sqname-invalid", "xbrlce:invalidConceptQName"),
    (f"{COLUMNS}/sales/colour", "red", "json-structure-invalid", "xbrlce:invalidJSONStructure"),
    (f"{COLUMNS}/sales/dimensions/area", "x", "json-structure-invalid", "xbrlce:invalidJSONStructure"),
    ("/tables/s/url", 7, "json-structure-invalid", "xbrlce:invalidJSONStructure"),
    ("/documentInfo/taxonomy", [], "taxonomy-not-named", "oime:noTaxonomy"),
    ("/documentInfo/extends", ["none.json"], "csv-file-illegible", "xbrlce:unresolvableBaseMetadataFile"),
    ("/documentInfo/extends", ["r.json"], "csv-extension-conflicting", "xbrlce:cycleInExtensionChain"),
    (
        f"{COLUMNS}/sales/dimensions/period",
        "2023-10-01T00:00:00",
        "oim-dimension-misplaced",
        "oime:invalidPeriodDimension",
    ),
    (f"{COLUMNS}/sales/x:colour", "red", "prefix-unbound", "oimce:unboundPrefix"),
    ("/x:colour", "red", "prefix-unbound", "oimce:unboundPrefix"),
    ("/tables/s/parameters", {"1st": "x"}, "csv-parameter-invalid", "xbrlce:invalidParameterName"),
    ("/links", {"x": {"_": {"s.r_1.sales": []}}}, "oim-link-broken", "xbrlce:unknownLinkType"),
    ("/links", {"footnote": {"x": {"s.r_1.sales": []}}}, "oim-link-broken", "xbrlce:unknownLinkGroup"),
    ("/links", {"footnote": {"_": {"s.r_9.sales": []}}}, "oim-link-broken", "xbrlce:unknownLinkSource"),
    ("/links", {"footnote": {"_": {"s.r_1.sales": ["x"]}}}, "oim-link-broken", "xbrlce:unknownLinkTarget"),
]


@pytest.mark.parametrize(("pointer", "value", "check", "spec"), RULES)
def test_a_breach_in_the_metadata_is_reported(read, pointer, value, check, spec):
    report = read(changed(pointer, value))
    assert (check, spec) in spoken(report)
    assert {p.check for p in report.problems} == {check}


@pytest.mark.parametrize(
    ("base", "spec"),
    [
        (changed("/tables/s/url", "other.csv"), "xbrlce:conflictingMetadataValue"),
        (changed("/documentInfo/final", {"tables": True}) | {"tables": {}}, "xbrlce:illegalExtensionOfFinalProperty"),
        ({"documentInfo": info("xbrl-csv2")}, "xbrlce:multipleDocumentTypesInExtensionChain"),
        (
            changed("/dimensions/language", "fr") | {"parameterURL": "q.csv"},
            "xbrlce:illegalRedefinitionOfNonExtensibleProperty",
        ),
        (META | {"parameters": {"who": "e:Z"}}, "xbrlce:illegalReportParameterRedefinition"),
        (META | {"decimals": 2}, ""),
    ],
)
def test_a_chain_of_metadata_agrees(read, base, spec):
    meta = changed("/documentInfo/extends", ["base.json"])
    meta |= {"parameters": {"who": "e:A"}, "parameterURL": "p.csv"} if "parameter" in str(base) else {}
    report = read(meta, **{"base.json": json.dumps(base)})
    assert spoken(report) == ([("csv-extension-conflicting", spec)] if spec else [])


@pytest.mark.parametrize(
    ("rows", "spec"),
    [
        (",2023,5", "xbrlce:missingRowIdentifier"),
        ("a b,2023,5", "xbrlce:invalidRowIdentifier"),
        ("a,2023,5\r\na,2023,6", "xbrlce:repeatedRowIdentifier"),
    ],
)
def test_row_identifiers_are_checked(read, rows, spec):
    meta = changed("/tableTemplates/s/rowIdColumn", "id")
    meta["tableTemplates"]["s"]["columns"]["id"] = {}
    report = read(meta, f"id,when,sales\r\n{rows}\r\n")
    assert spoken(report) == [("csv-row-identifier-invalid", spec)]


@pytest.mark.parametrize(
    ("text", "spec"),
    [
        ("name;value\r\nwho;e:D", "xbrlce:invalidParameterCSVFile"),
        ("name,value\r\n1,e:D", "xbrlce:invalidIdentifier"),
        ("name,value\r\nwho,", "xbrlce:invalidParameterCSVFile"),
        ("name,value\r\nwho,e:D\r\nwho,e:E", "xbrlce:invalidParameterCSVFile"),
    ],
)
def test_a_file_of_parameters_is_checked(read, text, spec):
    report = read(changed("/parameterURL", "p.csv"), p=text)
    assert ("csv-parameter-invalid", spec) in spoken(report)


def test_a_value_that_is_nil_is_called_so(read):
    report = read(changed(f"{COLUMNS}/sales/decimals", "$area"), "area,when,note,sales,text\r\n#nil,2023,,5,\r\n")
    assert "'#nil' is no number of decimals" in [message_of(problem) for problem in report.problems]


GROUPS = {
    "rev": {"dimensions": {"concept": "t:Revenue", "unit": "iso4217:USD"}, "decimals": 0},
    "ratio": {"dimensions": {"concept": "t:Ratio"}},
}


@pytest.mark.parametrize(
    ("second", "row", "check", "spec"),
    [
        ({"x": {}}, "rev,x,5", "", ""),
        ({"x": {}}, "cost,x,5", "csv-cell-invalid", "xbrlce:unknownPropertyGroup"),
        ({"x": {"decimals": 1}}, "rev,x,5", "csv-metadata-invalid", "xbrlce:repeatedPropertyGroupDecimalsProperty"),
        (
            {"x": {"dimensions": {"concept": "t:Cash"}}},
            "rev,x,5",
            "csv-metadata-invalid",
            "xbrlce:repeatedPropertyGroupDimension",
        ),
    ],
)
def test_property_groups_say_a_thing_once(read, second, row, check, spec):
    columns = {
        "kind": {"propertyGroups": GROUPS},
        "more": {"propertyGroups": second},
        "value": {"propertiesFrom": ["kind", "more"]},
    }
    template = {"columns": columns, "dimensions": {"entity": "e:A", "period": "2023"}}
    meta = {"documentInfo": info("xbrl-csv"), "tableTemplates": {"s": template}, "tables": {"s": {"url": "s.csv"}}}
    assert spoken(read(meta, f"kind,more,value\r\n{row}\r\n")) == ([(check, spec)] if check else [])


@pytest.mark.parametrize(
    ("when", "check", "spec"),
    [
        ("2023Q3", "", ""),
        ("2023-10-01T00:00:00", "csv-reference-invalid", "xbrlce:referenceTargetNotDuration"),
        ("2023Q3@end", "csv-reference-invalid", "xbrlce:referenceTargetNotDuration"),
    ],
)
def test_an_end_is_taken_of_a_duration(read, when, check, spec):
    meta = changed("/tableTemplates/s/columns/sales/dimensions/period", "$when@end")
    meta["tableTemplates"]["s"]["columns"]["sales"]["dimensions"]["concept"] = "t:Cash"
    assert spoken(read(meta, f"when,sales\r\n{when},5\r\n")) == ([(check, spec)] if check else [])


@pytest.mark.parametrize(
    ("text", "check", "spec"),
    [
        (json.dumps(META)[:-1], "invalid-json", "xbrlce:invalidJSON"),
        (json.dumps(META)[:-1] + ', "tables": {}}', "json-key-repeated", "xbrlce:invalidJSON"),
        ("[]", "json-structure-invalid", "xbrlce:invalidJSONStructure"),
    ],
)
def test_metadata_is_one_json_object(read, text, check, spec):
    assert spoken(read(text)) == [(check, spec)]


def test_whatever_stands_in_the_place_of_a_part_is_read_or_refused(read):
    groups = {"group": {"propertyGroups": {"g": {"decimals": 0, "dimensions": {"unit": "iso4217:CNY"}}}}}
    whole = changed(f"{COLUMNS}/sales/propertiesFrom", ["group"])
    whole["tableTemplates"]["s"]["columns"] |= groups
    whole |= {"links": {"footnote": {"_": {"s.r_1.sales": ["s.r_2.sales"]}}}, "parameters": {"when": "2023"}}
    with one_taxonomy():
        for made in replaced(whole):
            assert all(message_of(problem) for problem in read(json.dumps(made)).problems)
