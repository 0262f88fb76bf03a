"""What words mean beyond the labelled mails: word vectors of the optional extra `vectors`, for types with few labels.

The vectors (wordllama's, 256 numbers for each part of a word, English mostly) are needed while fitting only. What is learnt
on them is linear in the words, so it becomes a weight for each known word, and judging neither needs the package nor costs more.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from classifiers.features.grams import bucket
from classifiers.fit.matrix import Vocabulary

_WEIGHTS, _TOKENIZER = "weights/l2_supercat_256.safetensors", "tokenizers/l2_supercat_tokenizer_config.json"


@dataclass(frozen=True, slots=True)
class Meaning:
    """The vectors (words x 256) of the words that stand in these columns of the matrix that is fitted on."""

    columns: NDArray[np.int64]
    vectors: NDArray[np.float32]

    def of(self, matrix: Any) -> NDArray[np.float32]:
        """The vector of each text (rows x 256): the sum of its words' ones."""
        found: NDArray[np.float32] = (matrix[:, self.columns] @ self.vectors).astype(np.float32)
        return found


def tables() -> Path | None:
    """Where the vectors lie; None where the extra isn't installed."""
    # Its files only: the package's own loader looks for them on the network, and imports two seconds of what isn't needed.
    spec = find_spec("wordllama")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        if all((Path(folder) / name).is_file() for name in (_WEIGHTS, _TOKENIZER)):
            return Path(folder)
    return None


def meaning_of(words: Sequence[str], known: Vocabulary, folder: Path) -> Meaning:
    """The vectors of words, all of which are known.

    Rare words don't count more than others, other than in tf-idf: a vector says the more, the more often its word was met.
    """
    columns = np.searchsorted(known.buckets, [bucket(word) for word in words])
    return Meaning(columns, _vectors(folder, words) / known.idf[columns, None])


def _vectors(folder: Path, words: Sequence[str]) -> NDArray[np.float32]:
    """The mean of each word's parts."""
    from safetensors.numpy import load_file
    from tokenizers import Tokenizer

    (table,) = load_file(folder / _WEIGHTS).values()
    tokenizer = Tokenizer.from_file(str(folder / _TOKENIZER))
    parts = [encoded.ids or [0] for encoded in tokenizer.encode_batch(list(words), add_special_tokens=False)]
    return np.array([table[ids].astype(np.float32).mean(axis=0) for ids in parts], np.float32)
