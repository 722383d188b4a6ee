import os
from pathlib import Path

import pytest

from flows.discover import Found, UsageError, discover, printable
from flows.plan import make_plan


def names(found: Found) -> list[str]:
    return [paper.path.name for paper in found.papers]


def make(*paths: Path) -> None:
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"%PDF-1.4")


def test_folder_stands_for_the_pdfs_below_it_in_order(tmp_path: Path) -> None:
    make(tmp_path / "b.pdf", tmp_path / "a/z.PDF", tmp_path / "a/notes.txt", tmp_path / ".hidden.pdf", tmp_path / ".git/x.pdf")

    assert names(discover([str(tmp_path)])) == ["b.pdf", "z.PDF"]


def test_file_named_twice_is_read_once(tmp_path: Path) -> None:
    make(tmp_path / "a.pdf")
    (tmp_path / "link.pdf").symlink_to(tmp_path / "a.pdf")

    assert names(discover([str(tmp_path / "a.pdf"), str(tmp_path)])) == ["a.pdf"]


def test_glob_matches_every_format(tmp_path: Path) -> None:
    make(tmp_path / "a.xml", tmp_path / "sub/b.xml", tmp_path / "c.csv")

    assert names(discover([str(tmp_path / "**/*")])) == ["a.xml", "b.xml"]


def test_file_with_the_signs_of_a_glob_in_its_name_is_taken_literally(tmp_path: Path) -> None:
    make(tmp_path / "a[1].pdf")

    assert names(discover([str(tmp_path / "a[1].pdf")])) == ["a[1].pdf"]


def test_loop_of_links_is_entered_once(tmp_path: Path) -> None:
    make(tmp_path / "deep/a.pdf")
    (tmp_path / "deep/up").symlink_to(tmp_path)

    assert names(discover([str(tmp_path)])) == ["a.pdf"]


def test_names_of_any_bytes_are_found_and_printable(tmp_path: Path) -> None:
    odd = [b"two words.pdf", b"new\nline.pdf", "Größe µ.pdf".encode(), b"latin\xff.pdf"]
    make(*(Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)) for name in odd))
    found = discover([str(tmp_path)])

    assert len(found.papers) == 4
    assert any(paper.source.endswith("latin\\xff.pdf") for paper in found.papers)
    assert all(paper.source.encode("utf-8") for paper in found.papers)


def test_printable_keeps_valid_names() -> None:
    assert printable("Größe µ.pdf") == "Größe µ.pdf"


def test_list_gives_paths_with_their_identifiers(tmp_path: Path) -> None:
    make(tmp_path / "in/a.pdf")
    table = tmp_path / "list.csv"
    table.write_text("\ufeffPath,DOI,PMID\nin/a.pdf,10.1000/x,\nin/gone.pdf,,7\n\n", encoding="utf-8")
    found = discover([str(table)])

    assert [(paper.path, paper.doi, paper.pmid) for paper in found.papers] == [(tmp_path / "in/a.pdf", "10.1000/x", None)]
    assert [(failure.reason, Path(failure.source).name) for failure in found.failures] == [("missing", "gone.pdf")]


def test_folder_that_cannot_be_listed_is_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path / "a.pdf", tmp_path / "locked/b.pdf")
    scandir = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("locked"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    found = discover([str(tmp_path)])

    assert names(found) == ["a.pdf"]
    assert [(failure.reason, failure.detail) for failure in found.failures] == [
        ("unreadable", "the folder cannot be listed: Permission denied")
    ]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("gone.pdf", "gone.pdf does not exist"),
        ("*.pdf", r"nothing matches .*\*.pdf"),
        ("notes.docx", "notes.docx is none of .pdf, .txt, .xml, .nxml, a folder or a .csv list"),
        ("empty", "there is no PDF in .*empty$"),
        ("texts", r"there is no PDF in .*texts; name its .xml files themselves, for example '.*texts/\*\*/\*.xml'"),
        ("list.csv", "list.csv has no column named path or file"),
    ],
)
def test_name_that_stands_for_nothing_is_wrong_use(tmp_path: Path, name: str, message: str) -> None:
    (tmp_path / "empty").mkdir()
    make(tmp_path / "texts/a.xml", tmp_path / "notes.docx")
    (tmp_path / "list.csv").write_text("where\na.pdf\n")

    with pytest.raises(UsageError, match=message):
        discover([str(tmp_path / name)])


def test_no_name_at_all_is_wrong_use() -> None:
    with pytest.raises(UsageError, match="nothing to read"):
        discover([])


def test_link_that_leads_nowhere_is_no_paper_that_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "gone.pdf").symlink_to("nowhere.pdf")
    (failure,) = make_plan(discover([str(tmp_path)]).papers, {}).failures

    assert (failure.reason, failure.detail) == ("missing", "the file is gone, or a link leads nowhere")
