from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.jats import read_jats
from pipeline.reading import ReadError
from pipeline.records import Document

ARTICLE = """<?xml version="1.0"?>
<!DOCTYPE article PUBLIC "-//NLM//DTD JATS v1.0//EN" "JATS-archivearticle1.dtd">
<article><front>
<journal-meta><journal-title-group><journal-title>Journal of Cells</journal-title></journal-title-group></journal-meta>
<article-meta>
<article-id pub-id-type="doi">10.1000/jc.1</article-id><article-id pub-id-type="pmid">123</article-id>
<title-group><article-title>Cells &amp; the <italic>lung</italic></article-title></title-group>
<pub-date><year>2021</year></pub-date>
<abstract><p>We gave cells to rats; TNF-&alpha; fell.</p></abstract>
</article-meta></front>
<body><sec><title>Introduction</title>
<p>Lungs fail<sup><xref ref-type="bibr" rid="r1">1</xref>,<xref ref-type="bibr" rid="r2">2</xref></sup>
often [<xref ref-type="bibr" rid="r1">1</xref>&#x2013;<xref ref-type="bibr" rid="r3">3</xref>].
Doses were 2 &#xd7; 10<sup>6</sup> (<xref ref-type="bibr" rid="r2">Roe, 2002</xref>).</p></sec>
<sec sec-type="methods"><label>2.</label><title>Methods</title>
<sec><title>Rats</title><p>Rats were bought.</p><list><list-item><p>One rat.</p></list-item></list></sec>
<table-wrap><label>Table 1</label><caption><p>Doses.</p></caption><table>
<thead><tr><th rowspan="2">Arm</th><th colspan="2">Dose</th></tr><tr><th>low</th><th>high</th></tr></thead>
<tbody><tr><td rowspan="2">cells<xref ref-type="bibr" rid="r3">3</xref></td><td>1</td><td>2</td></tr>
<tr><td>3</td><td>4</td></tr></tbody></table>
<table-wrap-foot><p>In millions.</p></table-wrap-foot></table-wrap></sec></body>
<back><ack><title>Thanks</title><p>To all rats.</p></ack><ref-list>
<ref id="r1"><label>1.</label><element-citation>
<person-group><name><surname>Doe</surname><given-names>J</given-names></name></person-group>
<article-title>One</article-title><source>J Cells</source><year>2001</year><volume>5</volume>
<fpage>1</fpage><lpage>9</lpage><pub-id pub-id-type="doi">10.1000/one</pub-id></element-citation></ref>
<ref id="r2"><label>2.</label>
<mixed-citation>Roe R. Two. J Cells 2002.<pub-id pub-id-type="pmid">222</pub-id></mixed-citation></ref>
<ref id="r3"><label>3.</label><mixed-citation>Poe E. Three. 2003.</mixed-citation></ref>
</ref-list></back></article>"""


@pytest.fixture
def document(tmp_path: Path) -> Document:
    path = tmp_path / "paper.xml"
    path.write_text(ARTICLE, encoding="utf-8")
    return read_jats(path)


def test_an_article_says_what_it_is(document: Document) -> None:
    assert (document.title, document.doi, document.pmid) == ("Cells & the lung", "10.1000/jc.1", "123")
    assert (document.journal, document.year) == ("Journal of Cells", 2021)


def test_citations_are_cut_out_of_the_text_and_kept_as_marks(document: Document) -> None:
    paragraph = "Lungs fail often. Doses were 2 × 10^6."
    start = document.text.index(paragraph)
    marks = [(mark.offset - start, mark.references) for mark in document.citations if mark.offset < start + len(paragraph)]
    assert marks == [(10, (1, 2)), (16, (1, 2, 3)), (37, (2,))]


def test_sections_have_titles_levels_and_roles(document: Document) -> None:
    heads = [
        (document.text[block.start : block.end], block.level, block.role)
        for block in document.blocks
        if block.kind == "heading"
    ]
    assert heads == [
        ("Introduction", 1, "background"),
        ("2. Methods", 1, "methods"),
        ("Rats", 2, "methods"),
        ("Thanks", 1, "other"),
    ]


def test_entities_of_the_dtd_become_characters(document: Document) -> None:
    assert "TNF-α fell." in document.text


def test_references_have_numbers_and_identifiers(document: Document) -> None:
    first, second, third = document.references
    assert (first.number, first.text, first.doi) == (1, "Doe J. One. J Cells. 2001;5:1–9.", "10.1000/one")
    assert (second.number, second.pmid) == (2, "222")
    assert third.text == "Poe E. Three. 2003."


def test_merged_cells_of_a_table_are_written_out(document: Document) -> None:
    (table,) = document.tables
    assert table.caption == "Table 1. Doses."
    assert table.header == ("Arm", "Dose low", "Dose high")
    assert table.rows == (("cells", "1", "2"), ("cells", "3", "4"))
    assert table.footnotes == ("In millions.",)
    assert (0, 0, (3,)) in table.citations


def test_a_file_that_is_no_xml_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "broken.xml"
    path.write_text("<article><front>", encoding="utf-8")
    with pytest.raises(ReadError, match="damaged"):
        read_jats(path)


def test_xml_without_an_article_is_unsupported(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text("<feed/>", encoding="utf-8")
    with pytest.raises(ReadError, match="unsupported"):
        read_jats(path)


def test_an_article_without_text_has_none(tmp_path: Path) -> None:
    path = tmp_path / "bare.xml"
    path.write_text("<article><front/></article>", encoding="utf-8")
    with pytest.raises(ReadError, match="no_text"):
        read_jats(path)


def test_external_entities_are_not_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret words", encoding="utf-8")
    path = tmp_path / "hostile.xml"
    path.write_text(
        f'<!DOCTYPE article [<!ENTITY x SYSTEM "{secret}">]><article><body><p>Before &x; after.</p></body></article>',
        encoding="utf-8",
    )
    assert "secret" not in read_jats(path).text
