from pipeline.pdf.content import operations


def test_operators_come_with_their_operands():
    assert list(operations(b"BT 12 0 0 12 50 700 Tm (cells) Tj ET")) == [
        ("BT", []), ("Tm", [12.0, 0.0, 0.0, 12.0, 50.0, 700.0]), ("Tj", [b"cells"]), ("ET", []),
    ]  # fmt: skip


def test_strings_keep_escapes_and_inner_parentheses():
    assert list(operations(rb"(a \(b\) \101 (c)) Tj")) == [("Tj", [b"a (b) A (c)"])]


def test_arrays_hold_strings_and_shifts():
    assert list(operations(b"[(ce)-20.5<6C6C>]TJ")) == [("TJ", [[b"ce", -20.5, b"ll"]])]


def test_inline_images_are_passed_over():
    assert [name for name, _ in operations(b"BI /W 1 ID \x00(\xff EI Q")] == ["BI", "Q"]


def test_junk_gives_no_error():
    assert list(operations(b"<<<< )))) [[[[ %comment")) == []
