import subprocess
import sys
from pathlib import Path

import orjson
import pytest

from flows.cli import app, run

VERBS = [command.name or command.callback.__name__ for command in app.registered_commands if command.callback]
VERBS += [str(group.name) for group in app.registered_groups]

NO_WAREHOUSE = "there is no warehouse at {here}/w.duckdb: run `stroma ingest` to make one"


def wrong(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Run a command that is wrong use and return its one line."""
    assert run(arguments) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.count("\n") == 1, shown.err
    return shown.err.removeprefix("stroma: ").strip()


@pytest.mark.parametrize("verb", VERBS)
def test_verb_has_help(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([verb, "--help"]) == 0
    assert f"stroma {verb}" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["ingest"], "nothing to read: name files, folders, globs or a CSV list of paths"),
        (["ingest", "{here}/gone"], "{here}/gone does not exist"),
        (["ingest", "{here}"], "there is no PDF in {here}"),
        (["ingest", "--workers", "0", "{here}"], "Invalid value for '--workers': Input should be greater than or equal to 1"),
        (["extract", "{here}/gone.pdf"], "{here}/gone.pdf does not exist"),
        (["extract", "{here}"], "{here} is a folder: name files, or use `stroma ingest` for folders"),
        (["extract", "{here}/notes.docx"], "{here}/notes.docx is none of .pdf, .txt, .xml, .nxml"),
        (["extract"], "Missing argument 'files'."),
        (["query"], "ask something: one SELECT in quotes, or a name of `stroma query --list`"),
        (["query", "--warehouse", "{here}/w.duckdb", "routes"], NO_WAREHOUSE),
        (["query", "--json", "--csv", "routes"], "choose one of --json, --csv and --parquet"),
        (["query", "routes", "x"], "'x' is no parameter: write --name value, and quote SQL as one argument"),
        (["query", "routes", "--route"], "--route has no value"),
        (["search", "--warehouse", "{here}/w.duckdb", "IL-10"], NO_WAREHOUSE),
        (["frobnicate"], "No such command 'frobnicate'."),
    ],
)  # fmt: skip
def test_wrong_use_is_one_line_that_says_what_to_do(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "notes.docx").touch()
    here = str(tmp_path)

    assert wrong(capsys, *(argument.replace("{here}", here) for argument in arguments)) == message.replace("{here}", here)


def test_file_that_is_no_warehouse_is_said(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    path.write_text("this is no database")

    assert f"{path} cannot be opened as a warehouse" in wrong(capsys, "query", "--warehouse", str(path), "routes")


def test_bad_sql_is_said_in_one_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    from warehouse.connection import open_for_writing

    path = tmp_path / "w.duckdb"
    with open_for_writing(path):
        pass

    assert "syntax error" in wrong(capsys, "query", "--warehouse", str(path), "select from where")
    assert "can only be read" in wrong(capsys, "query", "--warehouse", str(path), "drop table core.documents")


def test_bug_keeps_its_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(**options: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("flows.verbs.config.main", broken)

    with pytest.raises(ZeroDivisionError):
        run(["config"])


def test_package_of_an_extra_that_is_missing_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def missing(**options: object) -> None:
        raise ModuleNotFoundError("No module named 'altair'", name="altair")

    monkeypatch.setattr("flows.verbs.config.main", missing)

    assert wrong(capsys, "config") == "this needs the package altair: pip install 'stroma[report]'"


def test_answers_come_as_table_json_csv_and_parquet(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    from warehouse.connection import open_for_writing

    path = str(tmp_path / "w.duckdb")
    with open_for_writing(Path(path)):
        pass
    question = "select 1 as one, ['a', 'b'] as two, null as three, 0.123456 as four"

    def ask(*options: str) -> str:
        assert run(["query", "--warehouse", path, question, *options]) == 0
        return capsys.readouterr().out

    assert "a, b" in ask()
    assert orjson.loads(ask("--json")) == {"one": 1, "two": ["a", "b"], "three": None, "four": 0.123456}
    assert ask("--csv").splitlines()[0] == "one,two,three,four"
    assert ask("--csv").splitlines()[1].startswith("1,a|b,,")
    assert ask("--parquet", str(tmp_path / "answer.parquet")) == ""
    assert (tmp_path / "answer.parquet").exists()


def test_settings_are_shown_with_their_origin(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STROMA_WORKERS", "7")

    assert run(["config", "--json"]) == 0
    assert orjson.loads(capsys.readouterr().out)["workers"] == {"value": 7, "origin": "STROMA_WORKERS"}


def test_help_answers_in_half_a_second_of_work() -> None:
    command = [sys.executable, "-c", "import time; from flows.cli import run; run(['--help']); print(time.process_time())"]
    seconds = min(
        float(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()[-1]) for _ in range(3)
    )

    assert seconds < 0.5


def test_help_imports_nothing_heavy() -> None:
    program = "import sys; from flows.cli import run; run(['--help']); print(*sorted(sys.modules))"
    out = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    heavy = {"spacy", "scispacy", "prefect", "duckdb", "pyarrow", "pdfplumber", "pypdfium2", "torch", "numpy", "altair", "dask"}

    assert heavy & set(out.split()) == set()


def test_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    program = f"{sys.executable} -c 'from flows.cli import main; main()' query --list --json | head -c 1"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", program], capture_output=True, text=True, check=False)

    assert done.stderr == ""


def test_answer_with_many_columns_is_printed_row_by_row(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    from warehouse.connection import open_for_writing

    path = tmp_path / "w.duckdb"
    with open_for_writing(path):
        pass
    columns = ", ".join(f"{number} as c{number}" for number in range(12))
    assert run(["query", "--warehouse", str(path), f"select {columns}, null as nothing"]) == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]

    assert lines[0][0] == "1"
    assert lines[1:] == [[f"c{number}", str(number)] for number in range(12)]
