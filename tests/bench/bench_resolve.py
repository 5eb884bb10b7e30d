"""How long resolution takes as the articles grow: python -m tests.bench.bench_resolve [ARTICLES]."""

from __future__ import annotations

import random
import re
import resource
import sys
import time

from kg.graph import load_ontology
from kg.model import Extraction
from kg.resolve import resolve
from tests.resolve.press import Said, article, event, fact, figure, position

SYLLABLES = re.findall("[a-z]+", "vel tra ne or de lis ka sim bre tor van du mel ga rin pos tel mar co bal")


def word(source: random.Random) -> str:
    return "".join(source.choices(SYLLABLES, k=source.choice((2, 3)))).capitalize()


def made(articles: int) -> list[Extraction]:
    """Articles of 25 chains each; a few names are in most of them, most names in a few."""
    source = random.Random(7)
    people = [f"{word(source)} {word(source)}" for _ in range(articles * 2)]
    companies = [f"{word(source)} {word(source)}" for _ in range(articles * 2)]
    places = [word(source) for _ in range(200)]
    return [one(f"a{n}", source, people, companies, places) for n in range(articles)]


def one(
    id_: str, source: random.Random, people: list[str], companies: list[str], places: list[str]
) -> Extraction:
    def some(names: list[str], number: int) -> list[str]:
        ranks = [int(len(names) * source.random() ** 3) for _ in range(number)]
        return list(dict.fromkeys(names[r] for r in ranks))

    who, firms, where = some(people, 8), some(companies, 10), some(places, 7)
    chains = [("Person", n, n.split()[1]) for n in who] + [("Company", n, n.split()[0]) for n in firms]
    chains += [("City", n) for n in where]
    said: list[Said] = [fact(p, "worksFor", source.choice(firms)) for p in who]
    said += [position(p, "directeur", source.choice(firms)) for p in who[:3]]
    said += [
        event("JobCut", agent=f, place=source.choice(where), jobs=source.choice((10, 50, 300)))
        for f in firms[:4]
    ]
    said += [event("ContractAward", client=firms[0], provider=firms[-1])]
    said += [figure(f, str(source.randrange(10, 9000))) for f in firms[:4]]
    return article(id_, chains, *said, published=f"2025-{source.randrange(1, 13):02}-01")


def main() -> None:
    largest = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    ontology = load_ontology()
    for size in (largest // 4, largest // 2, largest):
        articles = made(size)
        start = time.process_time()
        knowledge = resolve(articles, ontology)
        spent = time.process_time() - start
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        chains = sum(len(a.chains) for a in articles)
        print(f"{size:6} articles {chains:7} chains {len(knowledge.entities):6} entities "
              f"{len(knowledge.statements):6} statements {len(knowledge.judgements):7} judgements "
              f"{spent:6.2f} CPU-s {1000 * spent / size:5.2f} ms/article, peak {peak:.0f} MB")  # fmt: skip


if __name__ == "__main__":
    main()
