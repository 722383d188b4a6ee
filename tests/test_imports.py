"""Who may import whom: data flows one way, and imports with it."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("pipeline", "warehouse", "annotations", "flows")
SHARED = {"pipeline.records", "pipeline.jsonform", "pipeline.labels"}
HEAVY = {
    "spacy", "scispacy", "numpy", "pandas", "pyarrow", "duckdb", "duckdb_extension_fts", "prefect", "prefect_dask", "dask",
    "distributed", "pdfplumber", "pdfminer", "pypdfium2", "onnxruntime", "tokenizers", "torch", "transformers", "sklearn",
    "altair", "vl_convert", "openpyxl", "lxml", "bioc", "krippendorff", "jinja2",
}  # fmt: skip


def modules(room: str) -> list[Path]:
    return sorted(path for path in (ROOT / room).rglob("*.py"))


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imported(tree: ast.AST) -> Iterator[str]:
    """Yield the full names of what a tree imports: ``from a.b import c`` gives ``a.b`` and ``a.b.c``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def at_module_level(path: Path) -> set[str]:
    """Return what a module imports when it is imported, without what only the type checker sees."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    kept = [
        node
        for node in tree.body
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        and not (isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test))
    ]
    return {name for node in kept for name in imported(node)}


def anywhere(path: Path) -> set[str]:
    return set(imported(ast.parse(path.read_text(encoding="utf-8"))))


def ours(names: set[str], *rooms: str) -> set[str]:
    return {name for name in names if name.partition(".")[0] in rooms}


@pytest.mark.parametrize("path", modules("pipeline"), ids=name_of)
def test_pipeline_knows_nobody(path: Path) -> None:
    assert ours(anywhere(path), "warehouse", "annotations", "flows") == set()


@pytest.mark.parametrize("path", [*modules("warehouse"), *modules("annotations")], ids=name_of)
def test_warehouse_and_annotations_know_only_the_records(path: Path) -> None:
    room, other = ("warehouse", "annotations") if path.is_relative_to(ROOT / "warehouse") else ("annotations", "warehouse")
    foreign = {name for name in ours(at_module_level(path), "pipeline") if ".".join(name.split(".")[:2]) not in SHARED}

    assert foreign - {"pipeline"} == set(), f"{room} may import only the records when it is imported"
    assert ours(anywhere(path), other, "flows") == set()


def reached(start: str) -> dict[str, str]:
    """Return every module of ours that importing ``start`` imports, with the module that asked for it."""
    waiting, found = [start], {start: ""}
    while waiting:
        name = waiting.pop()
        path = ROOT / Path(*name.split("."))
        file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
        for wanted in at_module_level(file):
            place = ROOT / Path(*wanted.split("."))
            if (
                wanted.partition(".")[0] in ROOMS
                and wanted not in found
                and (place.is_dir() or place.with_suffix(".py").exists())
            ):
                found[wanted] = name
                waiting.append(wanted)
    return found


def test_command_line_imports_nothing_heavy() -> None:
    for name in reached("flows.cli"):
        path = ROOT / Path(*name.split("."))
        file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
        heavy = {top for top in (wanted.partition(".")[0] for wanted in at_module_level(file)) if top in HEAVY}
        assert heavy == set(), f"{name} is imported by `stroma --help`"


def test_records_import_nothing_of_ours() -> None:
    assert ours(anywhere(ROOT / "pipeline" / "records.py"), *ROOMS) == set()


def test_importing_a_room_does_nothing() -> None:
    """Neither output nor threads nor a configured root logger nor a file come of importing the packages."""
    program = (
        "import logging, sys, threading\n"
        f"import {', '.join(ROOMS)}, pipeline.records, pipeline.jsonform, flows.cli\n"
        "assert threading.active_count() == 1, threading.enumerate()\n"
        "assert not logging.getLogger().handlers\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, cwd=ROOT)

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_only_flows_knows_prefect() -> None:
    for room in ROOMS:
        for path in modules(room):
            tops = {name.partition(".")[0] for name in anywhere(path)}
            assert room == "flows" or not tops & {"prefect", "prefect_dask", "distributed"}, path


# packages that another one brings along by its own requirements, or that are installed under another name than imported
UNDER = {
    "sklearn": "scikit-learn", "PIL": "pdfplumber", "pdfminer": "pdfplumber", "fsspec": "dask", "distributed": "dask",
    "uvicorn": "prefect", "thinc": "spacy", "scipy": "scispacy", "vl_convert": "vl-convert-python",
    "safetensors": "transformers", "ufal": "ufal.chu_liu_edmonds",
}  # fmt: skip


def declared() -> set[str]:
    """Return the names of the packages that the project and its extras ask for, as they are imported."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *(name for extra in project["optional-dependencies"].values() for name in extra)]
    return {re.split(r"[\[<>=!~; ]", requirement)[0].lower().replace("-", "_") for requirement in wanted}


@pytest.mark.parametrize("room", [*ROOMS, "examples"])
def test_every_package_that_is_imported_is_declared(room: str) -> None:
    known = declared()
    for path in modules(room):
        for top in {name.partition(".")[0] for name in anywhere(path)} - sys.stdlib_module_names - set(ROOMS) - {"__future__"}:
            package = UNDER.get(top, top).lower().replace("-", "_")
            assert package in known, f"{path.relative_to(ROOT)} imports {top}"
