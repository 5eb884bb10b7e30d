"""Which side of a contract is the provider."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "words",
    [
        "Le contrat qui lie le centre d'appels [Veltrane|Company] à [Ordelis|Company] prendra fin en juin.",
        "Le contrat qui liait [Ordelis|Company] au prestataire [Veltrane|Company] a été résilié.",
    ],
)
def test_a_noun_beside_a_name_tells_the_provider(told, words: str) -> None:
    ends = [roles for name, _, roles in told(words) if name == "ContractTermination"]
    assert ends
    assert all(roles.get("client", {"Ordelis"}) == {"Ordelis"} for roles in ends)
    assert any(roles.get("provider") == {"Veltrane"} for roles in ends)


def test_without_such_a_noun_the_order_tells(told) -> None:
    words = "Le contrat qui liait [Ordelis|Company] à [Veltrane|Company] expire en mai."
    (roles,) = [roles for name, _, roles in told(words) if name == "ContractTermination"]
    assert (roles["client"], roles["provider"]) == ({"Ordelis"}, {"Veltrane"})
