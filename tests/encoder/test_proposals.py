"""What is proposed for a mapping: whatever stands open, in entries that need no more than an answer."""

from __future__ import annotations

import tomllib

import pytest

from tests.releases import HEAD, TAXONOMY, encoded
from validator.encoder import proposals, release

TABLE = """
## Results

(In thousands of RMB)

| | Three months ended September 30, 2023 RMB |
|---|---|
| Net sales | 1,200,400 |
"""
RULES = """[[table]]
heading = "results"
[table.rows]
"Net sales" = "Sales"
"""


def proposed(text, terms=""):
    return encoded(f"{text}\n{TABLE}", RULES + terms, propose=True).proposals


def terms(text, more=""):
    return [entry.partition("\n")[2] for entry in proposed(text, more)]


def term(words, *keys):
    return "\n".join(["[[prose.term]]", f"words = [{proposals.quoted(words)}]", *keys]) + "\n"


def test_nothing_is_proposed_where_nothing_is_open():
    assert proposed("Net sales were RMB1,200.4 million.") == ()
    assert encoded(f"Turnover was RMB7.\n{TABLE}", RULES).proposals == ()


@pytest.mark.parametrize(
    ("text", "words", "keys"),
    [
        ("Turnover was RMB1,200.4 million.", "Turnover", ['concept = "Sales"']),
        ("Turnover was RMB7.", "Turnover", ['concept = "?"']),
        ("In the third quarter of 2023, our turnover rose to RMB7.", "turnover", ['concept = "?"']),
        ("It has about two million parcels in stock.", "parcels", ['concept = "?"']),
        ("The turnover as of September 30, 2023 was RMB7.", "turnover", ['concept = "?"']),
        ('The "red" line, and the "blue" line, came to RMB7.', 'blue" line', ['concept = "?"']),
        ("Turnover was RMB7, up 8%, after RMB6 in the prior quarter.", "Turnover", ['concept = "?"', 'growth = "?"']),
        ("The net sale was RMB7.", "net sale", ['concept = "Sales"']),
    ],
)
def test_a_term_has_the_words_a_number_is_said_of(text, words, keys):
    assert terms(text) == [term(words, *keys)]


def test_numbers_said_of_one_thing_share_a_term():
    found = proposed("Turnover was RMB7.\n\nTurnover was RMB8 in the prior quarter.")
    assert found == ("# release.md:1:14: RMB7; 3:14: RMB8\n" + term("Turnover", 'concept = "?"'),)


def test_a_term_that_lacks_a_concept_is_named_and_not_repeated():
    has = '[[prose.term]]\nwords = ["turnover"]\nconcept = "Volume"\n'
    assert terms("Turnover was RMB7, up 8%.", has) == ['# the term with the words "Turnover" lacks growth\n']


def test_bounds_are_asked_for_once():
    entries = proposed("Turnover will be between RMB7 and RMB8, costs over RMB9.")
    assert entries[-1] == '[prose.bound]\ndimension = "?"\nlower = "?"\nupper = "?"\n'
    assert sum("prose.bound" in entry for entry in entries) == 1


def test_rows_a_table_lacks_are_proposed_for_it():
    text = TABLE + "| Cash | 5 |\n| Odd one | 6 |\n"
    assert encoded(text, RULES, propose=True).proposals == (
        '# into [table.rows] of the table under "results":\n"Cash" = "Cash"\n"Odd one" = "?"\n',
    )


SEVERAL = """## Own table

| | Q2 2023 | Three months ended September 30, 2023 |
|---|---|---|
| Income | | |
| Fees | 1 | 2 |
| Costs | | |
| Fees | 3 | 4 |
| Cash, beginning of period | 5 | 6 |
"""


def begun(text):
    mapping = proposals.begun("", TAXONOMY)
    return "\n".join(release.encode("release.md", text.encode(), mapping, TAXONOMY, propose=True).proposals)


def test_a_mapping_to_start_with_is_one_once_its_questions_are_answered():
    text = begun(f"# Title\n\nTurnover was RMB7.\n\n{SEVERAL}{TABLE}")
    data = tomllib.loads(text)
    assert data["period"] == "2023-07-01/2023-09-30"
    assert data["table"] == [
        {
            "heading": "Own table",
            "columns": {"Q2 2023": {"period": "2023-04-01/2023-06-30"}},
            "rows": {
                "Income > Fees": "?",
                "Costs > Fees": "?",
                "Cash, beginning of period": {"concept": "?", "at": "start"},
            },
        },
        {"heading": "Results", "rows": {"Net sales": "Sales"}},
    ]
    assert data["prose"]["term"] == [{"words": ["Turnover"], "concept": "?"}]
    answered = text.partition("[[table]]")[2].replace('"?"', '"Volume"')
    currency = HEAD.replace("[entity]", 'currency = "CNY"\n[entity]')
    assert (
        encoded(f"# Title\n\nTurnover was RMB7.\n\n{SEVERAL}{TABLE}", f"[[table]]{answered}", currency).troubles == ()
    )


def test_without_a_date_the_period_is_asked_for():
    assert 'period = "?"\n' in begun("Turnover was RMB7.")
    assert proposals.begun("http://example.com/tiny.xsd", TAXONOMY).data["namespace"] == "http://example.com/tiny"


def test_a_table_of_any_length_is_proposed_in_part():
    rows = "".join(f"| Row {at} | {at} |\n" for at in range(3000))
    text = begun(f"## Long\n\n| | March 31, 2023 |\n|---|---|\n{rows}")
    assert "# and 2,600 rows more" in text
    assert text.count('= "?"\n') < 500
