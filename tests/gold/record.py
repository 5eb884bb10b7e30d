"""`python -m tests.gold.record`: write the scores of today to scores.json, as the new floor."""

from __future__ import annotations

import json
from pathlib import Path

from kg.evaluate import Evaluation, evaluate

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


if __name__ == "__main__":
    SCORES.write_text(json.dumps(measured(evaluate(GOLD)), indent=1) + "\n", encoding="utf-8")
    print(SCORES.read_text("utf-8"), end="")
