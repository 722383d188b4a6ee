from pathlib import Path

import duckdb
import pytest

from warehouse import checks, concepts, migrations, queries, views
from warehouse.concepts import Entry, VocabularyError

HEADER = "curie\tname\tsynonyms\tparents\tsource\n"


@pytest.fixture
def connection() -> duckdb.DuckDBPyConnection:
    opened = duckdb.connect()
    migrations.migrate(opened)
    views.apply(opened)
    return opened


def kinds(connection: duckdb.DuckDBPyConnection, wanted: str) -> list[str]:
    return [name for (name,) in connection.execute("select name from mart.kinds_of(?) order by name", [wanted]).fetchall()]


def vocabulary(folder: Path, name: str, *lines: str) -> Path:
    (folder / f"{name}.tsv").write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")
    return folder


def test_kinds_are_found_over_any_number_of_steps(connection: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    folder = vocabulary(
        tmp_path,
        "arteries",
        "X:1\tartery\t\t\tcurated",
        "X:2\tsmall artery\t\tX:1\tcurated",
        "\tsmallest artery\t\tsmall artery\tcurated",
    )
    assert concepts.refresh(connection, folder)
    assert kinds(connection, "artery") == ["artery", "small artery", "smallest artery"]
    assert checks.run(connection) == []


@pytest.mark.parametrize("wanted", ["Tregs", "regulatory t cell", "cl:0000815"])
def test_kinds_are_asked_for_by_name_synonym_or_identifier(
    wanted: str, connection: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    concepts.refresh(connection, vocabulary(tmp_path, "cells", "CL:0000815\tregulatory T cell\tTreg|?Tregs\t\tCL"))
    assert "regulatory T cell" in kinds(connection, wanted)


def test_name_that_no_vocabulary_has_is_its_only_kind(connection: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    concepts.refresh(connection, tmp_path)
    assert kinds(connection, "unheard-of cell") == ["unheard-of cell"]


def test_circle_of_parents_ends(connection: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    concepts.refresh(connection, vocabulary(tmp_path, "cells", "X:1\ta\t\tX:2\tcurated", "X:2\tb\t\tX:1\tcurated"))
    assert kinds(connection, "a") == ["a", "b"]


def test_vocabularies_are_loaded_again_only_when_they_change(connection: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    folder = vocabulary(tmp_path, "cells", "X:1\ta\t\t\tcurated")
    assert concepts.refresh(connection, folder)
    assert not concepts.refresh(connection, folder)
    vocabulary(tmp_path, "cells", "X:1\ta\t\t\tcurated", "X:2\tb\t\tX:1\tcurated")
    assert concepts.refresh(connection, folder)
    assert kinds(connection, "a") == ["a", "b"]


def test_broken_vocabulary_leaves_the_old_one_in_place(connection: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    folder = vocabulary(tmp_path, "cells", "X:1\ta\tb\t\tcurated")
    concepts.refresh(connection, folder)
    vocabulary(tmp_path, "cells", "X:1\t\t\t\tcurated")
    with pytest.raises(VocabularyError, match=r"cells\.tsv, line 2: an entry needs a name"):
        concepts.refresh(connection, folder)
    assert "a" in kinds(connection, "b")


def test_parent_is_looked_up_in_the_own_vocabulary_first() -> None:
    entries = [
        Entry("A:1", "T cell", "therapies", (), (), ""),
        Entry("B:1", "T cell", "cells", (), (), ""),
        Entry("B:2", "Th17 cell", "cells", (), ("T cell", "nowhere"), ""),
    ]
    assert concepts.edges(entries) == [("B:2", "B:1")]


def test_other_tables_of_the_folder_are_no_vocabularies(tmp_path: Path) -> None:
    (tmp_path / "SOURCES.tsv").write_text("source\torigin\n")
    assert [path.name for path in concepts.vocabularies(vocabulary(tmp_path, "cells"))] == ["cells.tsv"]


@pytest.mark.parametrize(
    ("wanted", "kind"),
    [
        ("T cell", "regulatory T cell"),
        ("T cell", "Th17 cell"),
        ("leukocyte", "M2 macrophage"),
        ("intra-arterial", "renal artery"),
        ("IL-1 family", "IL1B"),
        ("interleukins", "IL6"),
        ("chemokines", "CCL2"),
        ("interferons", "IFNG"),
        ("TGF-beta family", "TGFB1"),
        ("MSC", "remestemcel-L"),
    ],
)
def test_shipped_vocabularies_know_the_kinds_of_the_field(wanted: str, kind: str, warehouse: Path) -> None:
    assert {"name": kind} in queries.run(warehouse, "select name from kinds_of($wanted)", {"wanted": wanted}).to_pylist()


def test_families_name_only_what_their_vocabulary_has() -> None:
    entries = [entry for path in concepts.vocabularies(concepts.shipped()) for entry in concepts.read(path)]
    added = {e.name for e in concepts.with_kinds(entries, concepts.KINDS)} - {e.name for e in entries}
    assert added <= {
        "CC chemokines", "CXC chemokines", "EGF family", "IL-1 family", "IL-10 family", "IL-12 family", "IL-17 family",
        "IL-6 family", "MSC product", "PDGF family", "TGF-beta family", "VEGF family",
    }  # fmt: skip


@pytest.mark.parametrize("line", ["model\t0.6\t0.5\tx", "model\t-0.1\t0.5\tx"])
def test_error_rates_beyond_the_possible_are_refused(line: str, tmp_path: Path) -> None:
    path = tmp_path / "error_rates.tsv"
    path.write_text(f"method\tsystematic\trandom\tbasis\n{line}\n")
    with pytest.raises(VocabularyError, match="the error rates of model"):
        concepts.error_rates(path)
