"""`python -m tests.gold.record`: write the scores of today to scores.json, as the new floor."""

from __future__ import annotations

import json
from pathlib import Path

from kg.evaluate import Evaluation, evaluate
from tests.gold.sentences import FOLDER, read, total

HERE = Path(__file__).resolve().parent
GOLD = HERE / "dev"
SCORES = HERE / "scores.json"


def measured(result: Evaluation) -> dict[str, dict[str, float]]:
    """Precision, recall and F1 of each category, to four digits."""
    return {
        name: {
            "precision": round(counts.precision, 4),
            "recall": round(counts.recall, 4),
            "f1": round(counts.f1, 4),
        }
        for name, counts in result.categories().items()
    }


def sentences() -> dict[str, dict[str, float]]:
    """Precision and recall of each file of gold sentences, to four digits."""
    found = {}
    for path in sorted(FOLDER.glob("*.jsonl")):
        if readings := read([path]):
            counts = total(readings)
            found[path.stem] = {"precision": round(counts.precision, 4), "recall": round(counts.recall, 4)}
    return found


if __name__ == "__main__":
    scores = {"articles": measured(evaluate(GOLD)), "sentences": sentences()}
    SCORES.write_text(json.dumps(scores, indent=1) + "\n", encoding="utf-8")
    print(SCORES.read_text("utf-8"), end="")
