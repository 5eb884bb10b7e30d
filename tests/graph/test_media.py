import pytest

from kg.graph.media import RESULTS, TRIPLES, choose


@pytest.mark.parametrize(
    ("accept", "wanted"),
    [
        ("", "text/turtle"),
        ("*/*", "text/turtle"),
        ("application/*", "application/n-triples"),
        ("text/turtle;q=0.3, application/ld+json;q=0.9", "application/ld+json"),
        ("*/*;q=0.1, application/rdf+xml", "application/rdf+xml"),
        ("text/turtle;q=0, */*;q=0.5", "application/n-triples"),  # the precise range decides
        ("TEXT/TURTLE ; q=1", "text/turtle"),
        ("text/turtle;q=many", None),
        ("image/png", None),
        ("text/*;q=0", None),
    ],
)
def test_the_best_form_is_chosen(accept: str, wanted: str | None) -> None:
    assert choose(accept, list(TRIPLES)) == wanted


def test_rows_come_as_json_by_default() -> None:
    assert choose("", list(RESULTS)) == "application/sparql-results+json"
