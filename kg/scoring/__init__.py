"""Gold against graph: the two sides in the same terms, and the counting."""

from kg.scoring.count import CATEGORIES, RELATIONS, Finding, score
from kg.scoring.reliability import Bin, Judged, judge, reliability
from kg.scoring.sides import Wording

__all__ = ["CATEGORIES", "RELATIONS", "Bin", "Finding", "Judged", "Wording", "judge", "reliability", "score"]
