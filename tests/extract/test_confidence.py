from dataclasses import replace

from kg.extract.confidence import calibrate
from kg.lexicon.confidence import Curve
from kg.model import Claim


def test_each_kind_has_its_curve_and_nothing_else_changes() -> None:
    fact = Claim("a", "d", "fact", "leads", (), (), "leads.verb", confidence=0.8)
    event = Claim("b", "d", "event", "Strike", (), (), "strike.noun", confidence=0.8)
    curves = {"fact": Curve(0.0, 1.0), "event": Curve(1.0, 1.0)}
    same, higher = calibrate((fact, event), curves)
    assert same == fact
    assert higher.confidence == 0.916
    assert replace(higher, confidence=0.8) == event
