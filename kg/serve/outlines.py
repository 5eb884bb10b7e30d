"""The outlines of the countries for the explorer's map, from an installed package: no tile server."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

DIGITS = 2  # of a degree: about a kilometre, finer than the outlines are
LEFT_OUT = {"ATA"}  # Antarctica has no news, and half of a map


@cache
def outlines() -> list[list[float]]:
    """Closed lines as [longitude, latitude, longitude, latitude …] in degrees."""
    from countryinfo import CountryInfo

    found: list[list[float]] = []
    for country in CountryInfo("France").all().values():
        for feature in country.get("geoJSON", {}).get("features", ()):
            if feature.get("id") not in LEFT_OUT:
                found.extend(_rings(feature["geometry"]))
    return found


def _rings(geometry: dict[str, Any]) -> Iterator[list[float]]:
    """The rings of a GeoJSON Polygon or MultiPolygon."""
    shapes = geometry["coordinates"]
    for polygon in shapes if geometry["type"] == "MultiPolygon" else [shapes]:
        for ring in polygon:
            yield [round(value, DIGITS) for point in ring for value in point[:2]]
