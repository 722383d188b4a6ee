"""The documents and the program agree: every verb is explained, and every command that is shown exists."""

import re
import shlex
from pathlib import Path

import pytest
import typer

from flows.cli import app

ROOT = Path(__file__).parents[1]
DOCUMENTS = [path for path in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))] if path.exists()]
COMMAND = typer.main.get_command(app)
FREE = {"query"}  # takes the parameters of the queries as options


def commands(text: str) -> list[list[str]]:
    """Return the words of each ``stroma`` command of the code in a document, without what follows a pipe or comment."""
    code = [line for block in re.findall(r"```(?:sh|bash|console)?\n(.*?)```", text, re.DOTALL) for line in block.splitlines()]
    code += [line for line in text.splitlines() if line.startswith("    ")]
    code += re.findall(r"`(stroma [^`]+)`", text)
    found = []
    for line in code:
        words = shlex.split(line.strip().removeprefix("$ "), comments=True) if line.count("'") % 2 == 0 else []
        if words and words[0].rpartition("/")[2] == "stroma":
            ends = [number for number, word in enumerate(words) if word in ("|", "&&", ">", ">>", "||")]
            found.append(words[1 : min(ends, default=len(words))])
    return found


def verb_of(words: list[str]) -> tuple[str, object]:
    """Return the verb's full name and its command; a group's verb is two words."""
    command = COMMAND.commands.get(words[0])  # type: ignore[attr-defined]
    if command is not None and hasattr(command, "commands") and len(words) > 1 and not words[1].startswith("-"):
        return f"{words[0]} {words[1]}", command.commands.get(words[1])
    return words[0], command


def test_every_verb_is_explained() -> None:
    shown = {verb_of(words)[0].partition(" ")[0] for path in DOCUMENTS for words in commands(path.read_text("utf-8")) if words}

    assert set(COMMAND.commands) <= shown  # type: ignore[attr-defined]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_command_that_is_shown_exists(path: Path) -> None:
    for words in commands(path.read_text("utf-8")):
        if not words or words[0].startswith("-"):
            continue
        name, command = verb_of(words)
        assert command is not None, f"{path.name}: stroma {name}"
        options = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}  # type: ignore[attr-defined]
        given = {word.partition("=")[0] for word in words[1:] if word.startswith("--") and len(word) > 2}
        if words[0] not in FREE:
            assert given <= options | {"--help"}, f"{path.name}: stroma {' '.join(words)}"


def test_targets_of_make_are_listed_by_its_help() -> None:
    text = (ROOT / "Makefile").read_text("utf-8")
    declared = set(re.findall(r"^\.PHONY: (.+)$", text, re.MULTILINE)[0].split())

    assert set(re.findall(r"^([a-z]+):.*?## \S", text, re.MULTILINE)) == declared
