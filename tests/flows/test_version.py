from pathlib import Path

from flows.version import fingerprint, reader


def make(folder: Path) -> Path:
    (folder / "vocabulary").mkdir()
    (folder / "training").mkdir()
    (folder / "nlp.py").write_text("one")
    (folder / "vocabulary/routes.tsv").write_text("two")
    return folder


def test_fingerprint_changes_with_what_answers_depend_on(tmp_path: Path) -> None:
    folder = make(tmp_path)
    first = fingerprint(folder)
    (folder / "training/recipe.py").write_text("three")
    (folder / "nlp.pyc").write_text("four")

    assert fingerprint(folder) == first
    (folder / "vocabulary/routes.tsv").write_text("two and more")
    second = fingerprint(folder)
    (folder / "nlp.py").rename(folder / "other.py")
    assert len({first, second, fingerprint(folder)}) == 3


def test_reader_names_the_model_with_the_fingerprint(tmp_path: Path) -> None:
    assert reader("fast", make(tmp_path)).model == f"fast+{fingerprint(tmp_path)}"
