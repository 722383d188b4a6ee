from pipeline.pdf.rows import Level, cut
from pipeline.pdf.shapes import Word

EDGES = (0.0, 100.0, 200.0, 300.0)


def _level(base, *cells):
    """One printed line: each cell's words set with 5 pt a letter from the left edge of its column."""
    columns = []
    for left, text in zip(EDGES, cells, strict=False):
        x, words = left + 2, []
        for word in text.split():
            words.append(Word(word, x, x + 5.0 * len(word), base, 9.0, "Times", True))
            x += 5.0 * len(word) + 3
        columns.append(tuple(words))
    return Level(base, 9.0, tuple(columns))


def test_lines_that_fill_all_columns_are_rows():
    levels = [_level(10.0 * n, "Merino", "12", "0.04") for n in range(1, 5)]
    assert cut(levels, EDGES) == [(0, 1), (1, 2), (2, 3), (3, 4)]


def test_line_that_found_no_room_goes_on_in_its_row():
    levels = [
        _level(10, "Merino", "12", "a fall of urea"),
        _level(20, "", "", "and creatinine"),
        _level(30, "Texel", "9", "none"),
    ]
    assert cut(levels, EDGES) == [(0, 2), (2, 3)]


def test_cells_centred_on_their_row_belong_together():
    levels = [
        _level(10, "", "", "a fall of urea and"),
        _level(15, "Merino", "12", ""),
        _level(20, "", "", "of creatinine"),
        _level(30, "Texel", "9", "none"),
        _level(40, "", "", "more urine than"),
        _level(45, "Suffolk", "7", ""),
        _level(50, "", "", "before treatment"),
    ]
    assert cut(levels, EDGES) == [(0, 3), (3, 4), (4, 7)]


def test_numbers_under_numbers_are_rows_though_the_first_column_is_empty():
    levels = [
        _level(10, "Merino", "50", "8"),
        _level(20, "", "100", "10"),
        _level(30, "Texel", "50", "7"),
        _level(40, "", "100", "9"),
    ]
    assert cut(levels, EDGES) == [(0, 1), (1, 2), (2, 3), (3, 4)]


def test_no_lines_have_no_rows():
    assert cut([], EDGES) == []
