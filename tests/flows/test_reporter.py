import pytest

from flows import summary
from flows.papers import Reading
from flows.reporter import Reporter
from flows.summary import Tally
from pipeline.records import Failure


def tally() -> Tally:
    made = Tally(to_read=4, unchanged=2, duplicates=1, known_failures=1)
    made.add(Reading("a.pdf", "1", pages=10, mentions=1200, relations=30, trials=2, timings_s={"read": 1.0, "nlp": 3.0}))
    made.add(Reading("b.pdf", "2", failure=Failure("b.pdf", "encrypted", "needs a password")))
    made.elapsed_s = 2.0
    return made


def test_summary_says_everything_a_person_asks() -> None:
    assert summary.lines(tally()) == [
        "1 paper read: 10 pages, 1,200 mentions, 30 relations, 2 trials",
        "2 papers unchanged",
        "1 paper with the content of another, read once",
        "1 paper failed: encrypted",
        "    'b.pdf': needs a password",
        "1 paper failed before; --retry-failed reads them again",
        "2.0 s, 0.50 papers/s, 5.0 pages/s",
    ]


def test_summary_of_a_stopped_run_says_how_to_go_on() -> None:
    stopped = tally()
    stopped.stopped = True

    assert "stopped with 2 papers left; the same command goes on from here" in summary.lines(stopped)


def test_long_list_of_failures_is_cut() -> None:
    made = Tally()
    for number in range(8):
        made.add(Reading(f"{number}.pdf", str(number), failure=Failure(f"{number}.pdf", "damaged", "no pages")))

    assert summary.lines(made)[-1] == "    ... and 3 more"


def test_counts_for_a_program_hold_the_failures_and_the_stages() -> None:
    counts = tally().as_dict()

    assert counts["failures"] == [{"source": "b.pdf", "reason": "encrypted", "detail": "needs a password"}]
    assert counts["stages_s"] == {"nlp": 3.0, "read": 1.0}
    assert counts["pages_per_s"] == 5.0


def test_plain_lines_go_to_standard_error_where_there_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    with Reporter(bar=False) as reporter:
        reporter.stage("reading")
        reporter._last_line -= 60
        reporter.update(tally())
        reporter.update(tally())
    shown = capsys.readouterr()

    assert shown.out == ""
    assert shown.err.splitlines() == ["reading", "2 of 4 papers, 5.0 pages/s, 1 failed"]


def test_bar_shows_the_counts(capsys: pytest.CaptureFixture[str]) -> None:
    with Reporter(bar=True) as reporter:
        reporter.stage("reading")
        reporter.update(tally())
        reporter.say("a word")
    shown = capsys.readouterr()

    assert shown.out == ""
    assert "a word" in shown.err


def test_quiet_reporter_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with Reporter(quiet=True) as reporter:
        reporter.stage("reading")
        reporter.say("a word")

    assert capsys.readouterr().err == ""
