def _blocks(document, kind):
    return [document.text[block.start : block.end] for block in document.blocks if block.kind == kind]


def test_review_title_is_whole(kidney_review):
    assert kidney_review.title == "Stromal cells for the injured kidney: promise and doubt"


def test_initial_is_put_back_in_front_of_its_word(kidney_review):
    assert "Acute kidney injury (AKI) is a sudden loss of the work of the kidney, which many patients" in kidney_review.text


def test_raised_citations_of_a_review_are_marks(kidney_review):
    marks = {mark.references for mark in kidney_review.citations}
    assert {(1, 2), (3, 4, 5), (6,), (2, 6), (9,), (10, 11, 12)} <= marks
    assert "intensive care suffer. Stromal" in kidney_review.text


def test_signs_lost_to_a_font_are_mended(kidney_review):
    assert "CD4+ T cells (n = 12, P = 0.03)" in kidney_review.text
    assert "2 × 10^6 cells/kg" in kidney_review.text


def test_running_heads_and_feet_are_no_text(kidney_review):
    assert "Weaver and P Miller" not in kidney_review.text
    assert "(2031) 95, 102" not in kidney_review.text


def test_columns_are_read_one_after_the_other(kidney_review):
    headings = _blocks(kidney_review, "heading")
    assert [h for h in headings if h != "Abstract"] == [
        "Where the cells go",
        "What the cells do",
        "Clinical trials",
        "Conclusion",
    ]


def test_table_over_both_columns_has_its_cells(kidney_review):
    (table,) = kidney_review.tables
    assert table.header == ("Trial", "Cell product", "Dose (cells/kg)", "Route", "Outcome")
    assert table.rows == (
        ("NCT99000311", "Bone marrow MSCs", "1 × 10^6", "Intravenous", "Death at 28 days"),
        ("NCT99000312", "Umbilical cord MSCs, frozen", "2 × 10^6", "Renal artery", "Need of dialysis, long stay in hospital"),
        ("NCT99000313", "Adipose MSCs", "5 × 10^5", "Intravenous", "Safety"),
    )
    assert set(table.citations) == {(0, 0, (7,)), (1, 0, (8,))}
    assert table.caption.endswith("Trials of stromal cells for acute kidney injury")


def test_review_has_its_metadata(kidney_review):
    assert kidney_review.doi == "10.5555/ikj.2031.0101"
    assert kidney_review.year == 2031
    assert kidney_review.journal == "Invented Kidney Journal"
    assert len(kidney_review.references) == 12


def test_line_numbers_of_a_preprint_are_furniture(preprint):
    assert "plastic, and their offspring form bone, fat and cartilage in a dish" in preprint.text
    assert not any(word.isdigit() and len(word) == 2 for word in preprint.text.split() if word not in {"10", "11"})


def test_preprint_headings_and_roles_are_told(preprint):
    assert _blocks(preprint, "heading") == ["Abstract", "Introduction", "Methods", "Animals and doses", "Results", "Discussion"]
    roles = [block.role for block in preprint.blocks if block.kind == "heading"]
    assert roles == ["abstract", "background", "methods", "methods", "results", "discussion"]


def test_bracketed_citations_of_a_preprint_are_marks(preprint):
    marks = [mark.references for mark in preprint.citations]
    assert marks == [(1, 2), (3,), (4, 5, 6), (2, 5), (7, 8), (9, 10, 11, 12)]
    assert "[" not in preprint.text


def test_table_over_two_pages_is_one(preprint):
    (table,) = preprint.tables
    assert table.header == ("Group", "Cells", "Dose", "Route", "n")
    assert len(table.rows) == 9
    assert table.rows[1] == ("B", "Marrow MSCs", "2 × 10^6 cells/kg", "intravenous", "7")
    assert table.rows[-1] == ("I", "Vesicles", "3 mg/kg", "renal artery", "3")


def test_prose_goes_on_over_pages_of_a_preprint(preprint):
    assert (
        "Doses and routes are in Table 1. Sheep that were given the cells before the renal artery was clamped" in preprint.text
    )
    assert len(preprint.references) == 12
    assert preprint.references[11].text.startswith("AuthorL A, Writer B.")


def test_turned_table_with_centred_cells_has_its_rows(turned_table):
    (table,) = turned_table.tables
    assert table.header == ("Study", "Animals", "Design", "Cells and dose", "n", "Outcome")
    assert table.rows == (
        ("Weaver (2019)", "Merino", "Randomised, blinded, two arms", "1 × 10^6 marrow cells/kg", "12", "Urea fell"),
        ("Miller (2020)", "Merino, aged", "Open", "Vesicles", "8", "No change in urea or creatinine, more urine"),
        ("Smith (2021)", "Texel", "Randomised, two arms", "2 mg/kg of vesicles, twice", "20", "Urea fell"),
        ("Baker (2022)", "Texel", "Open", "Fat cells", "6", "Two died"),
    )
