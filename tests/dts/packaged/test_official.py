"""Which official taxonomy holds a document that is missing: families by their URLs, and silence about all others."""

from __future__ import annotations

import pytest

from validator.dts.packaged.official import TABLE, advice, holding

HELD = {
    "http://xbrl.fasb.org/us-gaap/2019/elts/us-gaap-2019-01-31.xsd": "the us-gaap taxonomy 2019 of the FASB",
    "https://xbrl.fasb.org/srt/2023/elts/srt-2023.xsd": "the srt taxonomy 2023 of the FASB",
    "http://taxonomies.xbrl.us/us-gaap/2009/elts/us-gaap-2009-01-31.xsd": "the US GAAP taxonomy 2009 of XBRL US",
    "https://xbrl.sec.gov/dei/2019/dei-2019-01-31.xsd": "the dei taxonomy 2019 of the SEC",
    "https://xbrl.sec.gov/ecd/2023/ecd-2023.xsd": "the ecd taxonomy 2023 of the SEC",
    "http://xbrl.ifrs.org/taxonomy/2021-03-24/full_ifrs-cor.xsd": "the IFRS Accounting Taxonomy 2021",
    "https://www.esma.europa.eu/taxonomy/2022-03-24/esef_cor.xsd": "the ESEF taxonomy of 2022 of ESMA",
    "https://xbrl.frc.org.uk/FRS-102/2023-01-01/FRS-102-2023-01-01.xsd": "the taxonomy suite of the FRC",
    "http://www.nltaxonomie.nl/nt17/kvk/20221214/entrypoints/kvk.xsd": "the Dutch taxonomy (KvK, SBR)",
    "http://disclosure.edinet-fsa.go.jp/taxonomy/jppfs/2023-12-01/jppfs_cor.xsd": "the EDINET taxonomy of the FSA",
    "https://eCollection.ferc.gov/taxonomy/form1/2022-01-01/form/form1.xsd": "the taxonomy of the FERC",
    "http://www.eba.europa.eu/eu/fr/xbrl/crr/corep.xsd": "the reporting framework of the EBA",
}  # fmt: skip


@pytest.mark.parametrize(("uri", "name"), HELD.items())
def test_an_official_document_is_known_by_its_url(uri: str, name: str) -> None:
    found = holding(uri)
    assert found is not None
    assert found.name == name
    assert found.source.startswith("https://")
    assert advice(uri).startswith(f"{name} holds it")
    assert found.source in advice(uri)


def test_every_row_is_tried() -> None:
    assert len({(holding(uri) or ("", ""))[1] for uri in HELD}) >= len(TABLE)


@pytest.mark.parametrize(
    "uri",
    [
        "http://example.com/us-gaap/2019/elts.xsd",
        "http://xbrl.fasb.org.example.com/us-gaap/2019/x.xsd",
        "http://www.xbrl.org/2003/xbrl-instance-2003-12-31.xsd",
        "file:///xbrl.fasb.org/us-gaap/2019/x.xsd",
        "http://xbrl.ifrs.org/other/2021-03-24/x.xsd",
        "",
    ],
)
def test_of_other_documents_nothing_is_said(uri: str) -> None:
    assert (holding(uri), advice(uri)) == (None, "")
