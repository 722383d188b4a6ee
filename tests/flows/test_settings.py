from pathlib import Path

import pytest

from flows.discover import UsageError
from flows.settings import KNOWN, resolve


def test_nearer_setting_wins(tmp_path: Path) -> None:
    (tmp_path / "stroma.toml").write_text("workers = 2\nmodel = 'fast'\nmemory_mb = 500\n")
    values = resolve({"workers": 4, "model": None}, {"STROMA_WORKERS": "3", "STROMA_MEMORY_MB": "900"}, tmp_path)

    assert (values["workers"].value, values["workers"].origin) == (4, "option")
    assert (values["memory_mb"].value, values["memory_mb"].origin) == (900, "STROMA_MEMORY_MB")
    assert (values["model"].value, values["model"].origin) == ("fast", str(tmp_path / "stroma.toml"))
    assert (values["timeout_s"].value, values["timeout_s"].origin) == (180.0, "default")


def test_every_setting_has_a_value_without_any_file(tmp_path: Path) -> None:
    assert set(resolve({}, {}, tmp_path)) == {setting.name for setting in KNOWN}


def test_another_file_can_be_named(tmp_path: Path) -> None:
    (tmp_path / "other.toml").write_text("workers = 9\n")

    assert resolve({}, {"STROMA_CONFIG": str(tmp_path / "other.toml")}, tmp_path)["workers"].value == 9


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("wrokers = 2", r"stroma.toml: there is no setting 'wrokers'; there are warehouse, model"),
        ("workers = 'many'", r"stroma.toml: workers must be a number above 0, not 'many'"),
        ("workers = -1", r"stroma.toml: workers must be a number above 0, not -1"),
        ("workers = true", r"stroma.toml: workers must be a number above 0, not True"),
        ("workers =", r"stroma.toml cannot be read: "),
    ],
)
def test_wrong_file_is_said(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "stroma.toml").write_text(text)

    with pytest.raises(UsageError, match=message):
        resolve({}, {}, tmp_path)


def test_wrong_variable_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="STROMA_TIMEOUT_S: timeout_s must be a number above 0, not 'soon'"):
        resolve({}, {"STROMA_TIMEOUT_S": "soon"}, tmp_path)


def test_named_file_that_is_missing_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"STROMA_CONFIG names gone.toml, which does not exist"):
        resolve({}, {"STROMA_CONFIG": "gone.toml"}, tmp_path)
