"""The trained recogniser of names: one pass of a small network over spaCy's tokens, then Viterbi.

Each token gets a probability for every tag (begin, in, last, unit of each class, or out). The best
allowed sequence of tags gives the names; summing the tags over a name gives a probability for each
class, which later stages weigh against what the article says.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.errors import LexiconError

if TYPE_CHECKING:
    import numpy
    from spacy.tokens import Doc

WIDTH, DEPTH, HIDDEN = 96, 4, 128
ATTRIBUTES, ROWS = ["NORM", "PREFIX", "SUFFIX", "SHAPE"], [5000, 1000, 2500, 2500]
BEGIN, IN, LAST, UNIT = range(4)
KEPT = 0.02  # classes of a name that are less probable than this are not reported


class Found(NamedTuple):
    """A name over tokens `first` to `last` (exclusive), with its classes, the likeliest first.

    `sure` is the probability that a name of whatever class stands here, in 0–1.
    """

    first: int
    last: int
    classes: tuple[tuple[str, float], ...]
    sure: float


def tag(kind: int, label: int) -> int:
    """The number of a tag: 0 is "out", then four tags for each class."""
    return 1 + 4 * label + kind


def build_network(labels: int) -> Any:
    """An untrained thinc network, docs → one row of tag probabilities per token.

    Hash embeddings and static vectors (Miranda et al. 2022), a convolutional encoder as in
    spaCy's own recogniser (so that its weights can be the start of training), one hidden layer.
    """
    from spacy.ml.models import MaxoutWindowEncoder, MultiHashEmbed, build_Tok2Vec_model
    from thinc.api import Maxout, Softmax, chain, with_array

    embed = MultiHashEmbed(width=WIDTH, attrs=ATTRIBUTES, rows=ROWS, include_static_vectors=True)
    encode = MaxoutWindowEncoder(width=WIDTH, window_size=1, maxout_pieces=3, depth=DEPTH)
    tok2vec = build_Tok2Vec_model(embed, encode)
    head: Any = chain(
        Maxout(HIDDEN, WIDTH, nP=2, normalize=True, dropout=0.0), Softmax(1 + 4 * labels, HIDDEN)
    )
    model: Any = chain(tok2vec, with_array(head))
    model.set_ref("tok2vec", tok2vec)
    return model


class Recogniser:
    """A trained network with the classes that it knows."""

    def __init__(self, network: Any, labels: Sequence[str]) -> None:
        self.network, self.labels = network, tuple(labels)
        self._allowed = allowed_steps(len(self.labels))

    def find(self, docs: Sequence[Doc]) -> list[list[Found]]:
        """The names of each document, in order, without overlaps."""
        full = [d for d in docs if len(d)]
        scores = dict(zip(map(id, full), self.network.predict(full), strict=True)) if full else {}
        return [self._decode(scores[id(d)]) if len(d) else [] for d in docs]

    def _decode(self, probs: numpy.ndarray[Any, Any]) -> list[Found]:
        found = []
        for first, last in decode(probs, self._allowed):
            found.append(self._judge(probs[first:last], first, last))
        return found

    def _judge(self, rows: numpy.ndarray[Any, Any], first: int, last: int) -> Found:
        import numpy

        kinds = [UNIT] if len(rows) == 1 else [BEGIN, *[IN] * (len(rows) - 2), LAST]
        logs = sum(numpy.log(row[1 + kind :: 4] + 1e-9) for row, kind in zip(rows, kinds, strict=True))
        weights = numpy.exp((logs - logs.max()) / len(rows) ** 0.5)
        weights /= weights.sum()
        order = numpy.argsort(-weights)
        classes = tuple((self.labels[i], float(weights[i])) for i in order if weights[i] >= KEPT)
        return Found(first, last, classes, float(1 - numpy.exp(numpy.log(rows[:, 0] + 1e-9).mean())))

    def save(self, folder: Path) -> None:
        """Write `network.bin` and `labels.json` below a folder."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "labels.json").write_text(json.dumps(self.labels, indent=1) + "\n", "utf-8")
        self.network.to_disk(folder / "network.bin")


def allowed_steps(labels: int) -> numpy.ndarray[Any, Any]:
    """The matrix of penalties from tag to tag: 0 where allowed, else minus a great number."""
    import numpy

    size = 1 + 4 * labels
    steps = numpy.full((size, size), -1e6, dtype="f")
    opens = [0] + [tag(k, label) for label in range(labels) for k in (BEGIN, UNIT)]
    closes = [0] + [tag(k, label) for label in range(labels) for k in (LAST, UNIT)]
    steps[numpy.ix_(closes, opens)] = 0.0
    for label in range(labels):
        inside = [tag(BEGIN, label), tag(IN, label)]
        steps[numpy.ix_(inside, [tag(IN, label), tag(LAST, label)])] = 0.0
    return steps


def decode(probs: numpy.ndarray[Any, Any], steps: numpy.ndarray[Any, Any]) -> list[tuple[int, int]]:
    """The likeliest allowed tag sequence (Viterbi), as token ranges of names.

    Runs of tokens that are almost certainly "out" need no search: only the stretches between are.
    """
    spans: list[tuple[int, int]] = []
    busy = [*(probs[:, 0] < 0.995).tolist(), False]
    start = None
    for i, here in enumerate(busy):
        if here and start is None:
            start = i
        elif not here and start is not None:
            spans += [(start + a, start + b) for a, b in _viterbi(probs[start:i], steps)]
            start = None
    return spans


def _viterbi(probs: numpy.ndarray[Any, Any], steps: numpy.ndarray[Any, Any]) -> list[tuple[int, int]]:
    import numpy

    logs = numpy.log(probs + 1e-9)
    best, back = logs[0] + steps[0], []
    for row in logs[1:]:
        ways = best[:, None] + steps
        back.append(ways.argmax(axis=0))
        best = ways.max(axis=0) + row
    path = [int((best + steps[:, 0]).argmax())]
    for pointers in reversed(back):
        path.append(int(pointers[path[-1]]))
    spans, start = [], 0
    for i, number in enumerate(reversed(path)):
        kind = (number - 1) % 4 if number else None
        if kind in (BEGIN, UNIT):
            start = i
        if kind in (LAST, UNIT):
            spans.append((start, i + 1))
    return spans


def load_recogniser(folder: Path) -> Recogniser:
    """Read what `Recogniser.save` wrote. Raises LexiconError when a file is missing or broken."""
    path = folder / "labels.json"
    try:
        labels = json.loads(path.read_text("utf-8"))
        network = build_network(len(labels))
        path = folder / "network.bin"
        network.from_disk(path)
    except (OSError, ValueError) as error:
        raise LexiconError(path, 1, f"no usable name recogniser: {error}") from None
    return Recogniser(network, labels)
