"""`python -m tests.gold.record`: write the scores of today to scores.json, as the new floor."""

from __future__ import annotations

import json
from pathlib import Path

from kg.evaluate import evaluate

HERE = Path(__file__).resolve().parent
SCORES = HERE / "scores.json"


def measure() -> dict[str, dict[str, float]]:
    """Precision, recall and F1 of each category on the gold articles, to four digits."""
    return {
        name: {
            "precision": round(counts.precision, 4),
            "recall": round(counts.recall, 4),
            "f1": round(counts.f1, 4),
        }
        for name, counts in evaluate(HERE / "dev").categories().items()
    }


if __name__ == "__main__":
    SCORES.write_text(json.dumps(measure(), indent=1) + "\n", encoding="utf-8")
    print(SCORES.read_text("utf-8"), end="")
