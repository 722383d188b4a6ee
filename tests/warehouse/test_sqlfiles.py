import pytest

from warehouse import sqlfiles


def test_header_is_the_comment_that_opens_a_file() -> None:
    assert sqlfiles.header("-- One row\n-- per paper.\nselect 1\n-- not this") == "One row per paper."


def test_comments_of_a_table_are_those_above_it_and_beside_its_columns() -> None:
    columns = "    year integer, -- year; never 'late'\n    doi varchar -- DOI\n"
    sql = f"-- One row per paper.\ncreate table core.papers (\n{columns});\n"
    assert sqlfiles.comments(sql) == [
        "comment on table core.papers is 'One row per paper.'",
        "comment on column core.papers.year is 'year; never ''late'''",
        "comment on column core.papers.doi is 'DOI'",
    ]


def test_comments_of_a_view_name_the_column_before_the_comma() -> None:
    sql = (
        "-- One row.\ncreate or replace view mart.v as\n"
        "select\n    round(t.a - 1, 1) as b, -- B\n    t.c -- C\nfrom core.t as t;\n"
    )
    assert sqlfiles.comments(sql)[1:] == ["comment on column mart.v.b is 'B'", "comment on column mart.v.c is 'C'"]


@pytest.mark.parametrize("folder", ["schema", "views", "rows", "packing", "queries", "checks", "index"])
def test_every_sql_file_says_what_it_returns(folder: str) -> None:
    assert [name for name, sql in sqlfiles.texts(folder).items() if not sqlfiles.header(sql)] == []
