"""``stroma extract`` with the real pipeline on the sample papers."""

import contextlib
from pathlib import Path

import jsonschema
import orjson
import pytest

from flows.cli import run
from pipeline import jsonform

SAMPLES = Path(__file__).parents[2] / "examples" / "papers"
TEXT = """Stromal cells in septic mice

Intravenous MSCs reduced IL-6 in the lungs of mice with sepsis. They did not change IL-10."""
JATS = """<article><front><article-meta><title-group><article-title>Cells in stroke</article-title></title-group>
<abstract><p>Umbilical cord MSCs decreased TNF-α in rats with stroke.</p></abstract></article-meta></front></article>"""


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, object]]:
    """Return the objects that one command prints for a PDF, a text, a JATS file and a file that is none."""
    folder = tmp_path_factory.mktemp("papers")
    (folder / "a.txt").write_text(TEXT)
    (folder / "b.xml").write_text(JATS)
    (folder / "c.pdf").write_text("no paper")
    files = [str(SAMPLES / "crohn_letter.pdf"), *(str(folder / name) for name in ("a.txt", "b.xml", "c.pdf"))]
    with (folder / "out.jsonl").open("w") as out, contextlib.redirect_stdout(out):
        status = run(["extract", "--model", "vocabulary", "--json", *files])
    assert status == 1
    return [orjson.loads(line) for line in (folder / "out.jsonl").read_bytes().splitlines()]


def test_extract_prints_one_object_a_file_in_the_order_given(lines) -> None:
    sources = [Path(line["document"]["source"]).name if "document" in line else line["failure"]["reason"] for line in lines]

    assert sources == ["crohn_letter.pdf", "a.txt", "b.xml", "unsupported"]


def test_output_fits_the_schema(lines) -> None:
    for line in lines:
        jsonschema.Draft202012Validator(jsonform.schema()).validate(line)


def test_output_can_be_read_back(lines) -> None:
    for line in lines:
        assert orjson.loads(jsonform.dumps(jsonform.loads(orjson.dumps(line)))) == line


def test_text_gives_its_mentions_and_relations(lines) -> None:
    text = lines[1]
    names = {mention["id"]: mention["text"] for mention in text["mentions"]}
    effects = [
        (names[relation["head"]], relation["direction"], names[relation["tail"]])
        for relation in text["relations"]
        if relation["label"] == "EFFECT"
    ]

    assert {"Intravenous", "MSCs", "IL-6", "mice", "sepsis"} <= set(names.values())
    assert ("MSCs", "decrease", "IL-6") in effects


def test_layout_is_drawn_one_picture_a_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paper = SAMPLES / "lung_preprint.pdf"
    assert run(["extract", "--model", "vocabulary", str(paper), "--show-layout", str(tmp_path)]) == 0
    shown = capsys.readouterr()

    assert [path.name for path in sorted(tmp_path.iterdir())] == ["lung_preprint-001.png", "lung_preprint-002.png"]
    assert "Umbilical cord mesenchymal stromal cells" in shown.out
