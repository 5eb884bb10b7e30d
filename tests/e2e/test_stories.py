"""One event of an article is one node, with what all its sentences say of it."""

from __future__ import annotations

import re
from functools import cache

import pytest

from kg.extract.annotated import Annotated
from kg.extract.claims import read_claims
from kg.extract.coref import corefer
from kg.extract.dates import find_dates
from kg.extract.numbers import find_quantities
from kg.extract.parse import Parser, load_parser
from kg.extract.patterns import compile_patterns
from kg.extract.tokens import Span
from kg.graph.schema import load_ontology
from kg.lexicon import load_lexicon
from kg.model import Block, Chain, Document, Extraction, Mention
from kg.resolve import resolve

MARK = re.compile(r"\[([^\[\]|]+)\|([A-Za-z]+)\]")
PUBLISHED = "2025-10-16"  # a Thursday
Told = dict[str, object]


@cache
def vocabulary():  # type: ignore[no-untyped-def]
    ontology = load_ontology()
    lexicon = load_lexicon("fr", ontology)
    return ontology, lexicon, compile_patterns(lexicon, ontology)


@cache
def parser() -> Parser:
    lexicon = vocabulary()[1]
    return load_parser(lexicon.language.model, None, lexicon.parsing, lexicon.verb_forms)


def events(marked: str) -> list[Told]:
    """The events of an article whose first line is its title and whose names are marked."""
    ontology, lexicon, patterns = vocabulary()
    text, mentions, last = "", [], 0
    for m in MARK.finditer(marked):
        text += marked[last : m.start()]
        start, last = len(text), m.end()
        text += m[1]
        mentions.append(Mention(f"t#{start}-{len(text)}", "t", start, len(text), m[1], m[2], m[1], "test"))
    text += marked[last:]
    title = text.split("\n")[0]
    document = Document("t", text, "fr", "", "", "t", title=title, published=PUBLISHED)
    blocks = tuple(Block(b.start(), b.end(), "paragraph", True, "") for b in re.finditer(r"[^\n]+", text))
    parsed = parser().parse_given(document, blocks, [Span(m.start, m.end, m.type) for m in mentions])
    found, chains = corefer(parsed, document, tuple(mentions), lexicon, ontology)
    times = find_dates(parsed, PUBLISHED, lexicon)
    quantities = find_quantities(parsed, lexicon)
    annotated = Annotated(document, parsed, found, chains, quantities, times, ontology)
    claims, _ = read_claims(annotated, lexicon, patterns)
    return _stated(Extraction(document, blocks, found, chains, claims), chains)


def _stated(extraction: Extraction, chains: tuple[Chain, ...]) -> list[Told]:
    knowledge = resolve([extraction], vocabulary()[0])
    labels = {e.id: e.label for e in knowledge.entities}
    told: list[Told] = []
    for s in knowledge.statements:
        if s.kind == "event":
            one: Told = {"event": s.name, "status": s.status}
            for a in s.arguments:
                if a.ref:
                    one[a.role] = (*one.get(a.role, ()), labels[a.ref])  # type: ignore[misc]
                else:
                    one[a.role] = a.value
            told.append(one)
    return told


STORIES = [
    (  # what follows from a closure is a plan, and happens where it happens; the headline is no fact
        "[Vanterre|Company] ferme son usine de [Lorbec|City]\n"
        "[Vanterre|Company] va fermer son usine de [Lorbec|City] d'ici à fin 2026. La fermeture entraînera "
        "la suppression de 214 emplois.",
        [
            {"event": "SiteClosure", "agent": ("Vanterre",), "place": ("Lorbec",), "date": "2026",
             "status": "planned"},
            {"event": "JobCut", "agent": ("Vanterre",), "place": ("Lorbec",), "jobs": "214",
             "status": "planned"},
        ],
    ),
    (  # the operation is the purchase: its amount, and its day, which is to come
        "[Elvatech|Company] change de mains\n"
        "Le fonds [Borealis|Company] a racheté [Elvatech|Company]. L'opération, évaluée à 84 millions "
        "d'euros, doit être bouclée en décembre.",
        [
            {"event": "Acquisition", "buyer": ("Borealis",), "target": ("Elvatech",), "amount": "84000000",
             "currency": "EUR", "date": "2025-12", "status": "planned"},
        ],
    ),
    (  # the day of the announcement is not that of the closure
        "Fermeture annoncée à [Lorbec|City]\n"
        "[Vanterre|Company] a annoncé lundi la fermeture de son usine de [Lorbec|City].",
        [{"event": "SiteClosure", "agent": ("Vanterre",), "place": ("Lorbec",), "status": "planned"}],
    ),
    (  # the city and its park, the city and its country; what is created there is created in both
        "[Ostrava Cells|Company] arrive\n"
        "[Ostrava Cells|Company] ouvrira une usine à [Querlac|City], dans le parc d'activités "
        "[Trois-Ormes|BusinessPark]. 750 emplois seront créés.",
        [
            {"event": "SiteOpening", "agent": ("Ostrava Cells",), "place": ("Querlac", "Trois-Ormes"),
             "status": "planned"},
            {"event": "JobCreation", "agent": ("Ostrava Cells",), "place": ("Querlac", "Trois-Ormes"),
             "jobs": "750", "status": "planned"},
        ],
    ),
    (
        "[Verrex|Company] part\n"
        "[Verrex|Company] va fermer son usine [belge|Country] de [Genvaux|City].",
        [{"event": "SiteClosure", "agent": ("Verrex",), "place": ("belge", "Genvaux"), "status": "planned"}],
    ),
    (  # both ends of a line
        "Trains\n"
        "La [CGX|TradeUnion] annonce une grève le 11 décembre entre [Querlac|City] et [Lorbec|City].",
        [{"event": "Strike", "agent": ("CGX",), "place": ("Lorbec", "Querlac"), "date": "2025-12-11",
          "status": "planned"}],
    ),
    (  # who fears the loss of jobs does not cut them
        "Craintes à [Lorbec|City]\n"
        "La fédération [Voix du Rail|Association] redoute la disparition de 8.000 emplois.",
        [{"event": "JobCut", "jobs": "8000", "status": "possible"}],
    ),
    (  # the provider loses the jobs, not the client; the client of the old contract gives the next
        "[Digipro|Company] perd un contrat\n"
        "[Crédimax|Company] a résilié le contrat de [Digipro|Company]. 35 emplois seront supprimés.",
        [
            {"event": "ContractTermination", "client": ("Crédimax",), "provider": ("Digipro",),
             "status": "actual"},
            {"event": "JobCut", "agent": ("Digipro",), "jobs": "35", "status": "planned"},
        ],
    ),
    (  # "the contract" of somebody else is not taken up
        "[Optivia|Company] signe\n"
        "La mairie de [Kovré|PublicBody] a choisi [Optivia|Company] pour l'éclairage. Le contrat de "
        "[Ravelle|Company] s'élève à 3 millions d'euros.",
        [{"event": "ContractAward", "client": ("Kovré",), "provider": ("Optivia",), "status": "actual"}],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("article", "wanted"), STORIES, ids=[s[0].split("\n")[0] for s in STORIES])
def test_stories(article: str, wanted: list[Told]) -> None:
    found = events(article)
    assert sorted(map(_line, found)) == sorted(map(_line, wanted))


def _line(told: Told) -> str:
    return repr(sorted(told.items()))
