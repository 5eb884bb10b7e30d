"""`python -m tests.bench.load GRAPH [seconds] [clients]`: many clients at once, on the real server.

Each client asks one question after another, of several kinds, for the given time (60 s, 50 clients).
Prints how many answers came, how many were errors, and the median and 95th percentile of their times.
"""

from __future__ import annotations

import http.client
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from statistics import quantiles
from urllib.parse import urlencode, urlsplit

from tests.serve.conftest import serving

QUESTIONS = (
    "SELECT ?a ?b WHERE { ?a kg:leads ?b }",
    "SELECT ?type (COUNT(?x) AS ?n) WHERE { ?x a ?type ; kg:mentionedIn ?d } GROUP BY ?type",
    "SELECT ?label WHERE { ?e a kg:JobCut ; rdfs:label ?label ; kg:confidence ?c } ORDER BY DESC(?c)",
    "CONSTRUCT { ?a kg:supplierOf ?b } WHERE { ?a kg:supplierOf ?b }",
    "ASK { ?x a kg:TradeUnion }",
)
PAGES = ("/", "/?q=ax", "/health")


def client(url: str, until: float, seed: int) -> list[tuple[float, int]]:
    """Seconds and status of each answer that one client got."""
    random, found = Random(seed), []
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=120)
    paths = [*PAGES, *("/sparql?" + urlencode({"query": q}) for q in QUESTIONS)]
    while time.monotonic() < until:
        start = time.monotonic()
        connection.request("GET", random.choice(paths), headers={"Accept": "*/*"})
        answer = connection.getresponse()
        answer.read()
        found.append((time.monotonic() - start, answer.status))
    return found


def main(graph: Path, seconds: float = 60, clients: int = 50) -> int:
    with serving(graph, "--readers", "4") as server, ThreadPoolExecutor(clients) as pool:
        until = time.monotonic() + seconds
        parts = pool.map(lambda seed: client(server.url, until, seed), range(clients))
        found = [one for part in parts for one in part]
    times, errors = [t for t, _ in found], sum(status != 200 for _, status in found)
    marks = quantiles(times, n=100)
    print(f"{clients} clients, {seconds:g} s: {len(found)} answers, {errors} errors; "
          f"median {marks[49] * 1000:.0f} ms, 95 % within {marks[94] * 1000:.0f} ms")  # fmt: skip
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), *(float(a) for a in sys.argv[2:3]), *(int(a) for a in sys.argv[3:4])))
