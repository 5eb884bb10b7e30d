"""Gold against graph: the two sides in the same terms, and the counting."""

from kg.scoring.count import CATEGORIES, RELATIONS, Finding, score
from kg.scoring.sides import Wording

__all__ = ["CATEGORIES", "RELATIONS", "Finding", "Wording", "score"]
