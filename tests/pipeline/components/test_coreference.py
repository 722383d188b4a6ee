import pytest

from pipeline.components.coreference import Discourse, is_anaphor, key
from pipeline.records import Block, Concept, Mention

MSC = Mention("a", "CELL_THERAPY", 0, 4, "MSCs", concept=Concept("", "MSC"))
LATER = Mention("b", "CELL_THERAPY", 30, 33, "MSC", concept=Concept("", "MSC"))


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [("it", True), ("they", True), ("this drug", True), ("these cells", True), ("its absence", True), ("treated cells", False)],
)
def test_anaphor_is_a_pronoun_or_a_demonstrative_with_a_general_noun(phrase, expected):
    words = phrase.split()
    assert is_anaphor(words, len(words) - 1) is expected


def test_key_is_the_preferred_name_or_the_singular():
    assert key(MSC) == key(LATER) == "msc"
    assert key(Mention("c", "IMMUNE_CELL", 0, 7, "T cells")) == "t cell"


def test_discourse_gives_the_nearest_mention_of_who_acted():
    discourse = Discourse((Block("paragraph", "", 0, 100),))
    discourse.enter(0, 0)
    discourse.leave(0, [(MSC, "none")], [MSC])
    discourse.enter(1, 30)
    discourse.leave(1, [], [LATER])
    discourse.enter(2, 60)
    assert discourse.antecedents() == ((LATER, "none"),)


def test_discourse_forgets_in_a_new_block_and_far_away():
    discourse = Discourse((Block("paragraph", "", 0, 50), Block("paragraph", "", 52, 100)))
    discourse.enter(0, 0)
    discourse.leave(0, [(MSC, "none")], [MSC])
    discourse.enter(1, 52)
    assert discourse.antecedents() == ()
    discourse.leave(1, [(LATER, "loss")], [LATER])
    discourse.enter(9, 60)
    assert discourse.antecedents() == ()
