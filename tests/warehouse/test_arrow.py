from typing import Any

import pyarrow as pa
import pytest

from pipeline.records import Box, Certainty, Failure, Table
from warehouse.arrow import codec


@pytest.mark.parametrize(
    ("hint", "type", "value", "plain"),
    [
        (str, pa.string(), "IL-6", "IL-6"),
        (Certainty, pa.string(), "negated", "negated"),
        (int | None, pa.int64(), None, None),
        (tuple[int, ...], pa.list_(pa.int64()), (1, 2), [1, 2]),
        (tuple[int, str], pa.struct([("f0", pa.int64()), ("f1", pa.string())]), (1, "a"), {"f0": 1, "f1": "a"}),
        (dict[str, float], pa.map_(pa.string(), pa.float64()), {"read": 0.5}, [("read", 0.5)]),
    ],
)
def test_codec_turns_values_into_plain_ones_and_back(hint: Any, type: Any, value: Any, plain: Any) -> None:
    made = codec(hint)
    assert made.type == type
    assert made.encode(value) == plain
    assert made.decode(plain) == value


def test_codec_makes_a_struct_of_a_record() -> None:
    made = codec(Box)
    assert made.type == pa.struct([(name, pa.float64()) for name in ("x0_pt", "top_pt", "x1_pt", "bottom_pt")])
    assert made.encode(Box(1.0, 2.0, 3.0, 4.0)) == {"x0_pt": 1.0, "top_pt": 2.0, "x1_pt": 3.0, "bottom_pt": 4.0}


def test_codec_gives_a_field_that_an_older_file_lacks_its_default() -> None:
    assert codec(Table).decode({"caption": "Trials", "page": 1, "header": ["Trial"], "rows": [["NCT90000001"]]}) == Table(
        "Trials", 1, ("Trial",), (("NCT90000001",),)
    )


def test_codec_replaces_a_lone_surrogate_and_keeps_the_length() -> None:
    assert codec(Failure).encode(Failure("a\udcffb", "damaged", "x"))["source"] == "a\ufffdb"


def test_codec_refuses_a_type_that_no_record_uses() -> None:
    with pytest.raises(TypeError, match="complex"):
        codec(complex)
