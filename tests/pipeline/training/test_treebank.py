from pathlib import Path

from pipeline.training.treebank import Tree, Word, read_trees, retokenize

SENTENCE = (
    "1\tMSC\tMSC\tNOUN\tNN\t_\t3\tnpadvmod\t_\tSpaceAfter=No\n"
    "2\t-\t-\tPUNCT\tHYPH\t_\t3\tpunct\t_\tSpaceAfter=No\n"
    "3\ttreated\ttreat\tVERB\tVBN\t_\t4\tamod\t_\t_\n"
    "4\tmice\tmouse\tNOUN\tNNS\t_\t0\troot\t_\t_\n\n"
)


def test_a_token_takes_the_place_of_the_words_it_covers(tmp_path: Path):
    path = tmp_path / "a.conllu"
    path.write_text(SENTENCE)
    (tree,) = read_trees(path)
    assert tree.text == "MSC-treated mice"
    tokens = retokenize(tree, [(0, 11), (12, 16)])
    assert tokens == [Word(0, 11, "VBN", 1, "amod"), Word(12, 16, "NNS", 1, "ROOT")]


def test_a_piece_of_a_word_hangs_on_its_last_piece():
    tree = Tree("CD4+ cells", (Word(0, 4, "NN", 1, "compound"), Word(5, 10, "NNS", 1, "ROOT")))
    assert retokenize(tree, [(0, 3), (3, 4), (5, 10)]) == [
        Word(0, 3, "NN", 1, "compound"),
        Word(3, 4, "NN", 2, "compound"),
        Word(5, 10, "NNS", 2, "ROOT"),
    ]


def test_a_token_without_words_is_refused():
    tree = Tree("a b", (Word(0, 1, "X", 0, "ROOT"),))
    assert retokenize(tree, [(0, 1), (2, 3)]) is None
