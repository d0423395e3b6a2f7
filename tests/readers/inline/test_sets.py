"""Document sets told apart in one folder: by a manifest, else by ids, which are unique in a set (Inline XBRL 1.1)."""

from __future__ import annotations

import pytest

from tests.inline_documents import document, fact
from tests.oim_documents import NS, OPTIONS, SCHEMA, spoken
from validator import readers
from validator.readers.inline.sets import MANIFEST, divided

HEAD, OTHER = document(fact("1", 'id="f1"')), document(fact("2", 'id="f2"'))
BARE, UNTAGGED = document(fact("3", 'id="f3"'), bare=True), b'<html xmlns="http://www.w3.org/1999/xhtml"/>'
RENAMED = OTHER.replace(b'id="c"', b'id="d"').replace(b'id="u"', b'id="v"').replace(b'Ref="c"', b'Ref="d"')
TOLD = "inline-document-of-unknown-set"


def manifest(*instances):
    listed = "".join(
        f"<instance id='{n}' type='PublicDoc' preferredFilename='{n}.xbrl'>"
        f"{''.join(f'<ixbrl>{name}</ixbrl>' for name in names)}</instance>"
        for n, names in enumerate(instances)
    )
    return f"<manifest xmlns='{MANIFEST}'><list>{listed}</list></manifest>".encode()


def names(files, listing=()):
    made = divided(list(files.items()), list(listing))
    return [[path for path, _ in one] for one in made.found], [problem.check for problem in made.problems]


@pytest.mark.parametrize(
    ("files", "sets", "problems"),
    [
        ({"d/a.htm": HEAD}, [["d/a.htm"]], []),
        ({"d/a.htm": HEAD, "d/b.htm": OTHER}, [["d/a.htm"], ["d/b.htm"]], []),
        ({"d/a.htm": HEAD, "d/b.htm": RENAMED, "d/c.htm": BARE}, [["d/a.htm", "d/b.htm", "d/c.htm"]], []),
        ({"d/a.htm": HEAD, "d/b.htm": BARE.replace(b"f3", b"f1")}, [["d/a.htm", "d/b.htm"]], []),  # one head: IX106
        ({"d/a.htm": HEAD, "d/a2.htm": BARE, "d/b.htm": OTHER}, [["d/a.htm", "d/a2.htm"], ["d/b.htm"]], []),
        ({"d/1.htm": HEAD, "d/2.htm": OTHER, "d/3.htm": BARE}, [["d/1.htm"], ["d/2.htm"]], [TOLD]),
        ({"d/a.htm": HEAD, "d/stub.htm": UNTAGGED}, [["d/a.htm"]], []),
        ({"d/stub.htm": UNTAGGED}, [["d/stub.htm"]], []),
    ],
)
def test_files_are_one_set_unless_their_ids_clash(files, sets, problems):
    assert names(files) == (sets, problems)


def test_a_file_goes_where_all_it_refers_to_is_declared():
    """By its name it would go to the other."""
    other = OTHER.replace(b'id="c"', b'id="d"').replace(b'Ref="c"', b'Ref="d"')
    bare = BARE.replace(b'Ref="c"', b'Ref="d"')
    assert names({"d/a.htm": HEAD, "d/a2.htm": bare, "d/b.htm": other}) == (
        [["d/a.htm"], ["d/b.htm", "d/a2.htm"]],
        [],
    )


def test_a_manifest_decides_whatever_the_names():
    files = {"d/1.htm": HEAD, "d/2.htm": OTHER, "d/3.htm": BARE}
    listing = [("d/manifest.xml", manifest(["2.htm", "3.htm"], ["1.htm"]))]
    assert names(files, listing) == ([["d/2.htm", "d/3.htm"], ["d/1.htm"]], [])
    absent = [("d/manifest.xml", manifest(["2.htm", "3.htm", "4.htm"]))]
    assert names(files, absent) == ([["d/2.htm", "d/3.htm"], ["d/1.htm"]], ["missing-file"])


def test_the_sets_of_a_folder_are_reports_of_their_own(tmp_path):
    (tmp_path / "e.xsd").write_text(SCHEMA.replace(NS, "http://example.com/taxonomy"))
    for name, data in {"a.htm": HEAD, "a2.htm": BARE, "b.htm": OTHER}.items():
        (tmp_path / name).write_bytes(data)
    report = readers.read(str(tmp_path), OPTIONS)
    assert [one.texts for one in (report, *report.others)] == [["1", "3"], ["2"]]
    assert spoken(report) == []
    (tmp_path / "manifest_PublicDoc.xml").write_bytes(manifest(["a.htm"], ["b.htm", "a2.htm"]))
    report = readers.read(str(tmp_path), OPTIONS)
    assert [one.texts for one in (report, *report.others)] == [["1"], ["2", "3"]]
