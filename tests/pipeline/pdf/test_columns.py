from pipeline.pdf.columns import columns
from pipeline.pdf.lines import segments
from pipeline.pdf.shapes import Word


def _page(rows):
    return segments([Word(text, x0, x1, base, 10.0, "Body", True) for text, x0, x1, base in rows])


def test_two_columns_are_read_one_after_the_other():
    rows = [(f"left{i}", 50, 280, 100 + 12 * i) for i in range(10)] + [(f"right{i}", 310, 540, 100 + 12 * i) for i in range(10)]
    found = [[s.text for s in column.segments] for column in columns(_page(rows))]
    assert found == [[f"left{i}" for i in range(10)], [f"right{i}" for i in range(10)]]


def test_a_line_across_both_columns_stands_before_them():
    rows = [("title", 50, 540, 60)]
    rows += [(f"left{i}", 50, 280, 100 + 12 * i) for i in range(10)] + [
        (f"right{i}", 310, 540, 100 + 12 * i) for i in range(10)
    ]
    assert [column.segments[0].text for column in columns(_page(rows))] == ["title", "left0", "right0"]


def test_a_side_bar_and_two_columns_below_it_have_gutters_of_their_own():
    rows = [(f"bar{i}", 50, 180, 100 + 12 * i) for i in range(12)] + [
        (f"abstract{i}", 210, 540, 100 + 12 * i) for i in range(12)
    ]
    rows += [(f"left{i}", 50, 285, 300 + 12 * i) for i in range(20)] + [
        (f"right{i}", 305, 540, 300 + 12 * i) for i in range(20)
    ]
    assert [column.segments[0].text for column in columns(_page(rows))] == ["bar0", "abstract0", "left0", "right0"]


def test_one_column_stays_one():
    rows = [(f"line{i}", 50, 540, 100 + 12 * i) for i in range(20)]
    assert len(columns(_page(rows))) == 1
