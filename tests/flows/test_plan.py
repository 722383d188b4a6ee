import os
from pathlib import Path

import pytest

from flows.discover import Paper
from flows.plan import HashCache, Plan, Planned, make_plan

FILES = {"a": "1", "b": "2", "copy of a": "1", "c": "3"}


def paper(name: str) -> Paper:
    return Paper(Path(name), name)


def hasher(path: Path) -> str:
    if path.name == "gone":
        raise FileNotFoundError(2, "No such file")
    if path.name == "locked":
        raise PermissionError(13, "Permission denied")
    return FILES[path.name]


def plan(*names: str, known: dict[str, str] | None = None, force: bool = False, retry_failed: bool = False) -> Plan:
    papers = [paper(name) for name in names]
    return make_plan(papers, known or {}, hasher=hasher, force=force, retry_failed=retry_failed)


def todo(made: Plan) -> list[str]:
    return [planned.paper.source for planned in made.todo]


def test_plan_reads_what_is_new() -> None:
    made = plan("a", "b", "c", known={"2": "loaded", "3": "failed"})

    assert todo(made) == ["a"]
    assert (made.unchanged, made.known_failures) == (1, 1)


def test_plan_reads_failed_papers_again_when_asked() -> None:
    made = plan("a", "b", "c", known={"1": "loaded", "2": "loaded", "3": "failed"}, retry_failed=True)

    assert todo(made) == ["c"]
    assert (made.unchanged, made.known_failures) == (2, 0)


def test_plan_reads_everything_when_forced() -> None:
    assert todo(plan("a", "b", known={"1": "loaded", "2": "failed"}, force=True)) == ["a", "b"]


def test_plan_reads_equal_content_once() -> None:
    made = plan("a", "b", "copy of a")

    assert todo(made) == ["a", "b"]
    assert made.duplicates == (("copy of a", "a"),)


def test_plan_names_files_that_cannot_be_opened() -> None:
    made = plan("a", "gone", "locked")

    assert todo(made) == ["a"]
    assert [(failure.source, failure.reason) for failure in made.failures] == [("gone", "missing"), ("locked", "unreadable")]


@pytest.mark.parametrize(("papers", "sizes"), [(0, []), (3, [1, 1, 1]), (40, [3] * 3 + [2] * 8 + [1] * 15), (4000, [25] * 160)])
def test_batches_depend_on_the_number_of_papers_and_shrink_towards_the_end(papers: int, sizes: list[int]) -> None:
    made = Plan(tuple(Planned(paper(str(number)), str(number)) for number in range(papers)))

    assert [len(batch) for batch in made.batches] == sizes


def test_cache_hashes_an_old_file_once_and_a_changed_one_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hashed: list[Path] = []

    def count(path: Path) -> str:
        hashed.append(path)
        return path.read_text()

    monkeypatch.setattr("flows.plan.sha256_of", count)
    file = tmp_path / "a.pdf"

    def ask() -> str:
        cache = HashCache(tmp_path / "hashes.json")
        answer = cache.sha256(file)
        cache.save()
        return answer

    file.write_text("one")
    os.utime(file, (1_000_000_000, 1_000_000_000))
    assert [ask(), ask(), len(hashed)] == ["one", "one", 1]
    file.write_text("two")
    os.utime(file, (1_000_000_001, 1_000_000_001))
    assert [ask(), ask(), len(hashed)] == ["two", "two", 2]


def test_cache_does_not_trust_a_file_that_was_just_written(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_text("one")
    cache = HashCache(tmp_path / "hashes.json")
    cache.sha256(file)
    cache.save()

    assert (tmp_path / "hashes.json").read_bytes() == b"{}"


def test_cache_that_is_damaged_is_begun_anew(tmp_path: Path) -> None:
    (tmp_path / "hashes.json").write_text("{")
    (tmp_path / "a.pdf").write_text("one")

    assert len(HashCache(tmp_path / "hashes.json").sha256(tmp_path / "a.pdf")) == 64


def test_cache_refuses_what_is_no_regular_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")

    with pytest.raises(OSError, match="not a regular file"):
        HashCache(tmp_path / "hashes.json").sha256(tmp_path / "pipe.pdf")
