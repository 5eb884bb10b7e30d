"""Places of events told at two scales."""

from __future__ import annotations

from functools import cache

from kg.extract.annotated import Annotated
from kg.extract.claims import read_claims
from kg.extract.coref import corefer
from kg.extract.dates import find_dates
from kg.extract.numbers import find_quantities
from kg.extract.patterns import Pattern, compile_patterns
from kg.graph.schema import load_ontology
from kg.lexicon import load_lexicon

LEXICON = load_lexicon("fr", load_ontology())


@cache
def patterns() -> tuple[Pattern, ...]:
    return compile_patterns(LEXICON, LEXICON.ontology)


def events(marked, words: str) -> list[tuple[str, str, dict[str, set[str]]]]:
    """Class, status and roles of each event, by the names of what fills them."""
    m = marked(words)
    found, chains = corefer(m.parsed, m.document, m.mentions, LEXICON, LEXICON.ontology)
    quantities, dates = find_quantities(m.parsed, LEXICON), find_dates(m.parsed, None, LEXICON)
    text = Annotated(m.document, m.parsed, found, chains, quantities, dates, LEXICON.ontology)
    label = {i: c.label for c in chains for i in c.mentions}
    told = []
    for claim in read_claims(text, LEXICON, patterns())[0]:
        roles: dict[str, set[str]] = {}
        for a in claim.arguments:
            roles.setdefault(a.role, set()).add(label[a.ref] if a.ref else str(a.value))
        if claim.kind == "event":
            told.append((claim.name, claim.status, roles))
    return told


def places(marked, words: str, name: str, role: str = "place") -> set[str]:
    return set().union(*(roles.get(role, set()) for n, _, roles in events(marked, words) if n == name))


def test_a_place_is_told_at_two_scales(marked) -> None:
    words = "[Veltrane|Company] ouvrira une usine à [Lorvanne|City], dans le [Haut-Drac|Region]."
    assert places(marked, words, "SiteOpening") == {"Lorvanne", "Haut-Drac"}
    words = "[Veltrane|Company] transfère son siège en [Belgique|Country], à [Lorvanne|City]."
    assert places(marked, words, "Relocation", "destination") == {"Lorvanne", "Belgique"}


def test_two_cities_are_two_places(marked) -> None:
    words = "[Veltrane|Company] ouvrira une usine à [Lorvanne|City], à [Tournelle|City] on attend."
    assert places(marked, words, "SiteOpening") == {"Lorvanne"}


def test_places_among_others(marked) -> None:
    words = (
        "[Veltrane|Company] va fermer douze magasins en [Belgique|Country], "
        "dont ceux de [Lorvanne|City] et de [Tournelle|City]."
    )
    assert places(marked, words, "SiteClosure") == {"Belgique", "Lorvanne", "Tournelle"}


def test_a_site_spoken_of_again_is_where_it_was(marked) -> None:
    words = (
        "L'usine de [Lorvanne|City] emploie 250 personnes. Selon [Veltrane|Company], "
        "quelque 120 postes du site seront supprimés."
    )
    assert places(marked, words, "JobCut") == {"Lorvanne"}
    words = "Le magasin de [Lorvanne|City] a vieilli. Il fermera en juin."
    assert places(marked, words, "SiteClosure") == {"Lorvanne"}
    words = "Un magasin de [Lorvanne|City] a vieilli. L'usine fermera en juin."
    assert places(marked, words, "SiteClosure") == {"Lorvanne"}
    words = "Le magasin de [Lorvanne|City] a vieilli. La mine fermera en juin."
    assert places(marked, words, "SiteClosure") == set()
