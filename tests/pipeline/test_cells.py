from pipeline.cells import cell_mentions
from pipeline.records import Block, Document

TEXT = "Sheep were treated with 5 mg/kg.\n\nTrial\tDose\tRoute\nNCT99000311\t2 × 10^6 cells/kg\tintravenous"
BLOCKS = (Block("paragraph", "Results", 0, 32), Block("table", "Results", 34, len(TEXT)))


def test_cells_have_mentions_with_their_places_in_the_document():
    found = cell_mentions(Document("0" * 16, "0" * 64, "a.pdf", TEXT, blocks=BLOCKS), first=4)
    assert [(one.id, one.label, one.text) for one in found] == [
        ("m4", "TRIAL_ID", "NCT99000311"),
        ("m5", "DOSE", "2 × 10^6 cells/kg"),
        ("m6", "ROUTE", "intravenous"),
    ]
    assert all(TEXT[one.start : one.end] == one.text for one in found)


def test_document_without_tables_has_no_cell_mentions():
    assert cell_mentions(Document("0" * 16, "0" * 64, "a.pdf", TEXT, blocks=BLOCKS[:1]), first=1) == []
