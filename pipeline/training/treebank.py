"""CRAFT's dependency trees -> training examples in scispaCy's tokens.

CRAFT splits words at every hyphen, scispaCy's tokenizer does not. A scispaCy token takes the place of the words that it
covers: its head and label are those of the one among them whose head lies outside.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

SENTENCES_PER_DOC = 8


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a tree; ``head`` is the index of its head in the sentence, its own index for the root."""

    start: int
    end: int
    tag: str
    head: int
    label: str


@dataclass(frozen=True, slots=True)
class Tree:
    """One sentence with its words, in character offsets of ``text``."""

    text: str
    words: tuple[Word, ...]


def read_trees(path: Path) -> Iterator[Tree]:
    """Yield the sentences of a CoNLL-U file whose text can be put together from its words."""
    for chunk in path.read_text("utf-8").split("\n\n"):
        rows = [line.split("\t") for line in chunk.splitlines() if line and not line.startswith("#")]
        if rows:
            yield _tree([row for row in rows if row[0].isdigit()])


def _tree(rows: list[list[str]]) -> Tree:
    text, words = "", []
    for index, row in enumerate(rows):
        start, head = len(text), int(row[6]) - 1
        text += row[1]
        words.append(Word(start, len(text), row[4], index if head < 0 else head, "ROOT" if head < 0 else row[7]))
        if "SpaceAfter=No" not in row[9] and index + 1 < len(rows):
            text += " "
    return Tree(text, tuple(words))


def retokenize(tree: Tree, spans: list[tuple[int, int]]) -> list[Word] | None:
    """Return the tree over other tokens (``spans`` of the same text), or None where that makes no tree."""
    covered = [[i for i, word in enumerate(tree.words) if word.start < end and start < word.end] for start, end in spans]
    if not all(covered):
        return None
    main = {word: token for token, words in enumerate(covered) for word in words}  # the last token that covers a word
    tokens: list[Word] = []
    for index, ((start, end), words) in enumerate(zip(spans, covered, strict=True)):
        outward = [i for i in words if tree.words[i].head == i or tree.words[i].head not in words]
        top = tree.words[outward[-1]]
        if main[outward[-1]] != index:  # one piece of a word that the tokenizer splits: hang it on the last piece
            tokens.append(Word(start, end, top.tag, main[outward[-1]], "compound"))
        elif top.label == "ROOT":
            tokens.append(Word(start, end, top.tag, index, "ROOT"))
        else:
            tokens.append(Word(start, end, top.tag, main[top.head], top.label))
    return tokens if _is_tree(tokens) else None


def _is_tree(tokens: list[Word]) -> bool:
    if sum(token.head == index for index, token in enumerate(tokens)) != 1:
        return False
    for start in range(len(tokens)):
        index, steps = start, 0
        while tokens[index].head != index:
            index, steps = tokens[index].head, steps + 1
            if steps > len(tokens):
                return False
    return True


def to_docs(trees: list[Tree], nlp: Language) -> Iterator[Doc]:
    """Yield Docs of up to eight neighbouring sentences; sentences that make no tree in our tokens are left out."""
    from spacy.tokens import Doc

    group: list[tuple[str, list[str], list[bool], list[Word]]] = []
    for tree in trees:
        doc = nlp.make_doc(tree.text)
        tokens = retokenize(tree, [(token.idx, token.idx + len(token)) for token in doc])
        if tokens is not None:
            group.append((tree.text, [t.text for t in doc], [bool(t.whitespace_) for t in doc], tokens))
        if len(group) == SENTENCES_PER_DOC:
            yield _join(group, nlp, Doc)
            group = []
    if group:
        yield _join(group, nlp, Doc)


def _join(group: list[tuple[str, list[str], list[bool], list[Word]]], nlp: Language, make: type[Doc]) -> Doc:
    words: list[str] = []
    spaces: list[bool] = []
    tags: list[str] = []
    heads: list[int] = []
    deps: list[str] = []
    for _, texts, gaps, tokens in group:
        offset = len(words)
        words += texts
        spaces += [*gaps[:-1], True]
        tags += [token.tag for token in tokens]
        heads += [token.head + offset for token in tokens]
        deps += [token.label for token in tokens]
    return make(nlp.vocab, words=words, spaces=spaces, tags=tags, heads=heads, deps=deps)
