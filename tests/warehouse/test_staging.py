from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.records import Block, Document, Extraction, Failure, Span, Version
from warehouse import staging

Outcomes = Sequence[Extraction | Failure]


def test_staging_gives_back_what_was_written(outcomes: Outcomes, tmp_path: Path) -> None:
    path = staging.write(outcomes, tmp_path / "batch.parquet")
    assert list(staging.read(path)) == list(outcomes)


def test_staging_keeps_the_timings(kidney: Extraction, tmp_path: Path) -> None:
    (read,) = staging.read(staging.write([kidney], tmp_path / "batch.parquet"))
    assert isinstance(read, Extraction)
    assert read.timings_s == {"read": 0.5, "mentions": 0.25}


def test_staging_gives_equal_bytes_for_equal_input(outcomes: Outcomes, tmp_path: Path) -> None:
    one = staging.write(outcomes, tmp_path / "one.parquet")
    other = staging.write(list(outcomes), tmp_path / "other.parquet")
    assert one.read_bytes() == other.read_bytes()


def test_staging_reads_a_folder_in_the_order_of_names(kidney: Extraction, lung: Extraction, tmp_path: Path) -> None:
    staging.write([lung], tmp_path / "2.parquet")
    staging.write([kidney], tmp_path / "1.parquet")
    assert list(staging.read(tmp_path)) == [kidney, lung]


def test_staging_leaves_no_temporary_file(outcomes: Outcomes, tmp_path: Path) -> None:
    staging.write(outcomes, tmp_path / "batch.parquet")
    assert [path.name for path in tmp_path.iterdir()] == ["batch.parquet"]


def test_staging_keeps_the_old_batch_when_writing_fails(kidney: Extraction, tmp_path: Path) -> None:
    path = staging.write([kidney], tmp_path / "batch.parquet")
    with pytest.raises(AttributeError):
        staging.write([kidney, None], path)  # type: ignore[list-item]
    assert list(staging.read(path)) == [kidney]


def test_staging_does_not_read_a_batch_that_is_being_written(kidney: Extraction, tmp_path: Path) -> None:
    staging.write([kidney], tmp_path / "1.parquet")
    (tmp_path / ".2.parquet.99").write_bytes(b"half")
    assert [path.name for path in staging.files(tmp_path)] == ["1.parquet"]


@pytest.mark.parametrize("content", [b"", b"no Parquet", b"PAR1"])
def test_staging_says_which_file_is_no_batch(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "batch.parquet"
    path.write_bytes(content)
    with pytest.raises(staging.StagingError, match=r"batch\.parquet is not a staged batch"):
        list(staging.read(path))


def test_staging_says_that_a_folder_holds_no_batch(tmp_path: Path) -> None:
    with pytest.raises(staging.StagingError, match="neither"):
        staging.files(tmp_path)


def test_digest_is_that_of_the_content_and_not_of_path_and_timings(kidney: Extraction, tmp_path: Path) -> None:
    moved = replace(kidney, document=replace(kidney.document, source="elsewhere.pdf"), timings_s={})
    other = replace(kidney, document=replace(kidney.document, title="Another title"))
    digests = [row["digest"] for row in _rows(staging.write([kidney, moved, other], tmp_path / "batch.parquet"))]
    assert digests[0] == digests[1] != digests[2]


@settings(max_examples=25, deadline=None)
@given(words=st.lists(st.text(st.characters(codec="utf-8"), min_size=1, max_size=12), min_size=1, max_size=6))
def test_staging_keeps_any_text(words: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    text = " ".join(words)
    document = Document("0" * 16, "0" * 64, "a.txt", text, blocks=(Block("paragraph", "", 0, len(text)),))
    made = Extraction(document, (Span(0, len(text)),), (), (), (), (), Version("1", "m"))
    path = staging.write([made], tmp_path_factory.mktemp("any") / "batch.parquet")
    assert list(staging.read(path)) == [made]


def _rows(path: Path) -> list[dict[str, str]]:
    import pyarrow.parquet as pq

    rows: list[dict[str, str]] = pq.read_table(path, columns=["digest"]).to_pylist()
    return rows
