"""scispaCy's tokenizer by name, so that a config can ask for it."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import TYPE_CHECKING

from spacy.util import registry

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokenizer import Tokenizer


def scispacy_tokenizer() -> Callable[[Language], Tokenizer]:
    """Return the maker of the tokenizer."""

    def make(nlp: Language) -> Tokenizer:
        with warnings.catch_warnings():  # its own expressions warn of a set union
            warnings.simplefilter("ignore", FutureWarning)
            from scispacy.custom_tokenizer import combined_rule_tokenizer
            from spacy.tokenizer import Tokenizer as Plain

            nlp.tokenizer = Plain(nlp.vocab, token_match=nlp.Defaults.token_match)  # it reads the default's token_match
            return combined_rule_tokenizer(nlp)

    return make


registry.tokenizers.register("stroma.scispacy_tokenizer.v1", func=scispacy_tokenizer)
