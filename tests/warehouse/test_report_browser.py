"""The report in a browser: its numbers, filters and keys, and how it looks in a narrow window."""

import importlib.util
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from warehouse import queries
from warehouse.report import build
from warehouse.report.contents import Limits

pytestmark = pytest.mark.slow
DRIVER = Path(__file__).parents[2] / "docs" / "screenshots" / "browser.py"
FIRST = "document.querySelector('#heatmap .grid button')"
FOCUSED = "document.activeElement.getAttribute('aria-label')"


def driver() -> ModuleType:
    spec = importlib.util.spec_from_file_location("browser", DRIVER)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def window() -> Iterator[Any]:
    pytest.importorskip("websockets", reason="needs websockets to talk to the browser")
    module = driver()
    if module.program() is None:
        pytest.skip("needs an installed chromium")
    with module.browser() as opened:
        yield opened


@pytest.fixture(scope="module")
def report(warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(warehouse, tmp_path_factory.mktemp("report") / "report.html")


def texts(window: Any, selector: str) -> list[str]:
    found: list[str] = window.run(
        f"[...document.querySelectorAll({selector!r})].filter((e) => e.checkVisibility()).map((e) => e.textContent.trim())"
    )
    return found


def choose(window: Any, name: str, value: str) -> None:
    window.run(
        f"(() => {{ const field = document.querySelector('#filters [name={name}]'); field.value = {value!r};"
        " field.dispatchEvent(new Event('change', { bubbles: true })); })()"
    )


def test_page_asks_for_nothing_and_complains_of_nothing(window: Any, report: Path) -> None:
    window.open(report)

    assert [url for url in window.requested() if not url.startswith("data:")] == [report.resolve().as_uri()]
    assert window.complaints() == []


def test_policy_of_the_page_keeps_foreign_scripts_from_running(window: Any, report: Path) -> None:
    window.open(report)
    window.run("document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.ran = 1' }))")

    assert window.run("window.ran") is None


def test_every_number_opens_its_sentences(window: Any, report: Path) -> None:
    window.open(report)
    counts = window.run(
        "[...document.querySelectorAll('button[data-keys], .grid button')].map((button) => { button.click();"
        " const shown = document.querySelectorAll('#evidence-list > li').length;"
        " document.querySelector('#evidence').close(); return shown; })"
    )

    assert len(counts) > 15
    assert min(counts) >= 1


def test_number_opens_with_enter_and_closes_with_escape_where_it_was(window: Any, report: Path) -> None:
    window.open(report)
    window.run(f"{FIRST}.focus()")
    before = window.run(FOCUSED)
    window.press("Enter")
    assert window.run("document.querySelector('#evidence').open")
    assert texts(window, "#evidence-list mark")[-1] == "IL-6"
    window.press("Escape")

    assert not window.run("document.querySelector('#evidence').open")
    assert window.run(FOCUSED) == before


def test_arrow_keys_move_from_number_to_number(window: Any, report: Path) -> None:
    window.open(report)
    window.run(f"{FIRST}.focus()")
    labels = [window.run(FOCUSED)]
    for key in ("ArrowRight", "ArrowDown", "ArrowUp", "End", "Home"):
        window.press(key)
        labels.append(window.run(FOCUSED))

    assert [label.partition(":")[0] for label in labels] == [
        "MSC · increase · IL6", "MSC · decrease · IL6", "MSC · increase · IL10", "MSC · increase · IL6", "MSC · decrease · IL6",
        "MSC · increase · IL6",
    ]  # fmt: skip
    assert window.run("document.querySelectorAll('#heatmap .grid button[tabindex=\"0\"]').length") == 1


def test_filters_narrow_the_effects_and_stay_in_the_address(window: Any, report: Path) -> None:
    window.open(report)
    choose(window, "certainty", "speculative")
    assert texts(window, "#heatmap .grid tbody tr") == ["IL10▲ 1"]
    choose(window, "certainty", "")
    choose(window, "direction", "decrease")
    choose(window, "origin", "cited")
    assert texts(window, "#heatmap .grid tbody tr") == ["IL6▼ 1"]

    window.open(report, window.run("location.hash.slice(1)"))
    assert texts(window, "#heatmap .grid tbody tr") == ["IL6▼ 1"]
    choose(window, "origin", "own")
    assert texts(window, "#years .grid tbody th") == ["intratracheal", "adipose tissue"]


def test_filters_that_nothing_fits_say_so_and_can_be_cleared(window: Any, report: Path) -> None:
    window.open(report, "direction=modulate")
    assert texts(window, "#heatmap-table p") == ["No sentence fits the filters."]
    window.run("document.querySelector('#filters [type=reset]').click(); new Promise((done) => setTimeout(done, 50))")

    assert len(texts(window, "#heatmap .grid tbody tr")) == 3
    assert window.run("location.hash") == ""


def test_kind_of_target_can_be_changed(window: Any, report: Path) -> None:
    window.open(report)
    choose(window, "kind", "OUTCOME")

    assert texts(window, "#heatmap .grid tbody th") == ["survival"]
    assert texts(window, "#target-label") == ["Outcome"]


def test_sentences_that_are_left_out_can_be_asked_for(window: Any, warehouse: Path, tmp_path: Path) -> None:
    window.open(build(warehouse, tmp_path / "report.html", limits=Limits(per_number=1)))
    asked = window.run(
        "[...document.querySelectorAll('button[data-keys], .grid button')].map((button) => { button.click();"
        " const question = document.querySelector('#evidence-note code')?.textContent;"
        " document.querySelector('#evidence').close(); return question; }).filter(Boolean)"
    )

    assert asked[-1] == """stroma query "from evidence where label = 'EFFECT'\""""
    for question in set(asked):
        assert queries.run(warehouse, question.removeprefix('stroma query "').removesuffix('"')).num_rows > 1


def test_table_without_a_row_that_fits_says_so(window: Any, report: Path) -> None:
    window.open(report)
    choose(window, "target", "TNF")

    assert texts(window, "#contradictions caption") == ["No row fits the filters."]


def test_coverage_leads_to_the_papers_that_lack_a_thing(window: Any, report: Path) -> None:
    window.open(report)
    window.run("document.querySelector('button[data-without=donor]').click()")

    assert texts(window, "#paper-table tbody th") == ["Adipose cells in injured lungs"]
    window.press("Enter")
    assert len(texts(window, "#paper-table tbody th")) == 2


def test_headings_sort_their_table(window: Any, report: Path) -> None:
    window.open(report)
    window.run("document.querySelectorAll('#paper-table thead button')[1].click()")

    assert texts(window, "#paper-table tbody td:nth-child(2)") == ["2016", "2020"]
    assert window.run("document.querySelectorAll('#paper-table th')[1].getAttribute('aria-sort')") == "ascending"


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_page_does_not_scroll_sideways(window: Any, report: Path, width: int) -> None:
    window.open(report, width=width)
    assert window.run("document.scrollingElement.scrollWidth") <= width

    window.run(f"{FIRST}.click()")
    assert window.run("document.querySelector('#evidence').getBoundingClientRect().right") <= width
