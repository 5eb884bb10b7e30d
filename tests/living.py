# ruff: noqa: E501 (texts)
"""Short articles that tell of the same few things, and extraction that is done once for each of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from kg.model import Block, Document, Extraction
from kg.workshop import Workshop

Items = Iterable[tuple[Document, tuple[Block, ...]]]
ARTICLES = {  # name → its text, and another that takes its place
    "a/vente": (
        "Veltrane rachète Ordelis\n\nLe groupe français Veltrane a racheté la société Ordelis, basée à Rouen, "
        "pour 12 millions d’euros. « Nous garderons les équipes », promet Jeanne Orvault, directrice générale "
        "de Veltrane.\n",
        "Veltrane renonce à Ordelis\n\nLe groupe français Veltrane ne rachètera pas la société Ordelis, basée à "
        "Rouen. « Le prix était trop haut », regrette Jeanne Orvault, directrice générale de Veltrane.\n",
    ),
    "a/emploi": (
        "Ordelis supprime 40 emplois à Rouen\n\nLa société Ordelis va supprimer 40 emplois sur son site de "
        "Rouen, a annoncé mardi sa directrice, Claire Tessier. Ordelis emploie 420 salariés.\n",
        "Ordelis supprime 60 emplois à Rouen\n\nLa société Ordelis va supprimer 60 emplois sur son site de "
        "Rouen, a annoncé jeudi sa directrice, Claire Tessier. Ordelis emploie 410 salariés.\n",
    ),
    "a/dakar": (
        "Kolbrin ouvre un centre d’appels à Dakar\n\nLa société Kolbrin a ouvert un centre d’appels à Dakar, au "
        "Sénégal. Elle y créera 200 emplois, a annoncé son président, Paul Astier.\n",
        "Kolbrin ferme son centre d’appels de Dakar\n\nLa société Kolbrin a fermé son centre d’appels de Dakar, "
        "au Sénégal. « Le client est parti », a expliqué son président, Paul Astier.\n",
    ),
    "b/contrat": (
        "Veltrane confie ses appels à Kolbrin\n\nLe groupe Veltrane a confié son service clients à la société "
        "Kolbrin. Le contrat vaut 3 millions d’euros par an, selon Paul Astier, président de Kolbrin.\n",
        "Veltrane retire ses appels à Kolbrin\n\nLe groupe Veltrane met fin au contrat qui le lie à la société "
        "Kolbrin. Paul Astier, président de Kolbrin, évoque 90 emplois menacés.\n",
    ),
    "b/greve": (
        "Grève chez Ordelis\n\nLe syndicat Union du Rail appelle à la grève chez Ordelis, à Rouen. « On ne nous a "
        "rien dit », s’indigne sa déléguée, Inès Marchal. Ordelis appartient au groupe Veltrane.\n",
        "Fin de la grève chez Ordelis\n\nLe syndicat Union du Rail a mis fin à la grève chez Ordelis, à Rouen, a "
        "annoncé sa déléguée, Inès Marchal. Claire Tessier dirige Ordelis depuis 2019.\n",
    ),
    "b/vente": (  # its name is taken
        "Rouen : Ordelis change de mains\n\nLa société Ordelis, dirigée par Claire Tessier, a été rachetée par le "
        "groupe Veltrane, a confirmé J. Orvault, directrice générale de Veltrane. Ordelis emploie 420 salariés.\n",
        "Grève chez Ordelis\n\nLe syndicat Union du Rail appelle à la grève chez Ordelis, à Rouen. « On ne nous a "
        "rien dit », s’indigne sa déléguée, Inès Marchal. Ordelis appartient au groupe Veltrane.\n",  # as b/greve
    ),
    "c/orvault": (
        "Jeanne Orvault quitte Veltrane\n\nJeanne Orvault, directrice générale de Veltrane depuis 2015, quitte le "
        "groupe. Mme Orvault rejoint la société Kolbrin, à Lyon, comme présidente.\n",
        "Jeanne Orvault reste chez Veltrane\n\nJeanne Orvault, directrice générale de Veltrane depuis 2015, dément "
        "rejoindre la société Kolbrin, à Lyon.\n",
    ),
    "c/loi": (
        "Une loi sur les appels\n\nLe Sénégal prépare une loi sur les centres d’appels. La société Kolbrin, qui "
        "emploie 300 salariés à Dakar, la juge inutile, selon son président, Paul Astier.\n",
        "Une loi contre les appels\n\nLe Sénégal a adopté une loi sur les centres d’appels. La société Kolbrin, qui "
        "emploie 310 salariés à Dakar, la juge inutile, selon Paul Astier.\n",
    ),
}  # fmt: skip

_done: dict[Document, Extraction] = {}


@contextmanager
def extracting_once() -> Iterator[None]:
    """Within it, what was extracted from a text is taken over: extraction depends on nothing else."""
    original = Workshop.extract

    def extract(self: Workshop, items: Items) -> Iterator[Extraction]:
        for document, blocks in items:
            key = replace(document, source="", name="")
            if key not in _done:
                (_done[key],) = original(self, [(document, blocks)])
            yield replace(_done[key], document=document)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Workshop, "extract", extract)
        patch.setattr(Workshop, "version", "once")  # the code does not change meanwhile
        yield


def put(root: Path, name: str, version: int = 0) -> Path:
    """Write an article, and tell where."""
    path = root / f"{name}.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(ARTICLES[name][version], "utf-8")
    return path
