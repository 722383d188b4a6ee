"""The guidelines speak of every label, and of no other."""

import re
from pathlib import Path

import annotations
from pipeline.labels import mention_labels, relation_labels

TEXT = (Path(annotations.__file__).parent / "guidelines.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^### ([A-Z_]+)\n(.*?)(?=^##|\Z)", TEXT, flags=re.S | re.M))


def test_guidelines_have_a_section_for_every_label():
    assert list(SECTIONS) == [label.name for label in (*mention_labels(), *relation_labels())]


def test_every_label_has_one_example_to_mark_and_one_to_leave():
    for name, section in SECTIONS.items():
        assert len(re.findall(r"^- Marked: .*“", section, flags=re.M)) == 1, name
        assert len(re.findall(r"^- Not marked: .*“", section, flags=re.M)) == 1, name
        assert "**" in section.split("- Marked:")[1], name


def test_examples_are_not_taken_from_the_reference_texts(shared):
    examples = [example for example in re.findall(r"“([^”]+)”", TEXT.replace("**", "")) if len(example.split()) > 3]
    assert len(examples) > 40
    for folder in ("review", "dev", "train"):
        text = (shared / folder / "sentences.jsonl").read_text(encoding="utf-8")
        assert not [example for example in examples if example.rstrip(".") in text]
