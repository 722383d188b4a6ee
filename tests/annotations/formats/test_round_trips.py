"""Nothing is lost on the way through a format and back."""

from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotations.formats import bioc, brat, docbin, label_studio
from annotations.gold import read
from annotations.goldform import gold_rows, sentence_rows

FAST = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
numbers = count()


def through_brat(gold, folder):
    return brat.read(brat.write(gold, folder / str(next(numbers))))


def through_bioc(gold, folder):
    pytest.importorskip("bioc", reason="needs the extra annotation")
    return bioc.read(bioc.write(gold, folder / "document.xml"))


def through_label_studio(gold, folder):
    return label_studio.read(label_studio.write(gold))


def through_docbin(gold, folder):
    (found,) = docbin.read(docbin.write([gold], folder / "documents.spacy"))
    return found


WAYS = [through_brat, through_bioc, through_label_studio, through_docbin]


def assert_same(found, gold):
    assert found.document.text == gold.document.text
    assert found.document.blocks == gold.document.blocks
    assert found.document.citations == gold.document.citations
    assert found.mentions == gold.mentions
    assert found.relations == gold.relations
    assert (found.name, found.sids, found.sentences, found.scope) == (gold.name, gold.sids, gold.sentences, gold.scope)
    assert sentence_rows(found) == sentence_rows(gold)
    assert gold_rows(found) == gold_rows(gold)


@pytest.mark.parametrize("way", WAYS)
def test_document_comes_back_whole(way, readings, tmp_path):
    @FAST
    @given(data=st.data())
    def check(data):
        gold, _ = data.draw(readings)
        assert_same(way(gold, tmp_path), gold)

    check()


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("folder", ["review", "dev"])
def test_reference_gold_comes_back_whole(way, folder, shared, tmp_path):
    for gold in read(shared / folder):
        assert_same(way(gold, tmp_path), gold)
