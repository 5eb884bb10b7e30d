"""Direct quotations and their speakers, on sentences with invented names."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.extract.coref import corefer
from kg.extract.marks import find_quoted, find_units
from kg.extract.quotes import find_quotes
from kg.extract.tokens import Parsed
from kg.graph.schema import load_ontology
from kg.lexicon import Lexicon, load_lexicon
from kg.model import Claim

# text, then (first words of each quotation, speaker by name or None)
CASES = [
    (
        "« Nous fermons le site en mars », explique [Maud Kersaint|Person], directrice de "
        "[Veltrane|Company].",
        [("Nous fermons", "Maud Kersaint")],
    ),
    (
        "« Nous fermons le site en mars », a déclaré lundi à la radio [Canal Sept|Media] le "
        "ministre [Jo Valcourt|Person].",
        [("Nous fermons", "Jo Valcourt")],
    ),
    (
        "“Le site fermera bien en mars”, soupire le président de [Veltrane|Company], [Jo Valcourt|Person].",
        [("Le site fermera", "Jo Valcourt")],
    ),
    (
        "[Veltrane|Company] dément. « Aucun site ne fermera cette année », assure sa porte-parole, "
        "[Maud Kersaint|Person].",
        [("Aucun site", "Maud Kersaint")],
    ),
    (
        "[Maud Kersaint|Person] a réuni les salariés. « Le site fermera en mars prochain », "
        "a-t-elle déclaré.",
        [("Le site fermera", "Maud Kersaint")],
    ),
    (
        "[Jo Valcourt|Person], délégué syndical, s'emporte : « On nous a prévenus par courriel un "
        "dimanche. »",
        [("On nous a prévenus", "Jo Valcourt")],
    ),
    (
        "Pour [Jo Valcourt|Person], délégué syndical, la cause est entendue : « Ce client ne "
        "reviendra jamais chez nous. »",
        [("Ce client", "Jo Valcourt")],
    ),
    (
        "Faux, rétorque [Jo Valcourt|Person], délégué : « Le carnet de commandes est plein jusqu'en mai. »",
        [("Le carnet", "Jo Valcourt")],
    ),
    (
        "« Personne ne nous a demandé notre avis », confie une source proche du dossier.",
        [("Personne ne nous", None)],
    ),
    (
        "« Nous n'avons jamais regardé ce dossier », tranche un porte-parole de [Veltrane|Company].",
        [("Nous n'avons", None)],
    ),
    (
        "« Le site perd six millions par an », fait valoir la direction de [Veltrane|Company].",
        [("Le site perd", "Veltrane")],
    ),
    (
        "« Le marché se retourne depuis mars », fait-elle remarquer. [Maud Kersaint|Person] reste prudente.",
        [("Le marché", None)],
    ),
    (
        "Selon [Jo Valcourt|Person], « les deux usines du groupe sont condamnées à terme ».",
        [("les deux usines", "Jo Valcourt")],
    ),
    (
        "« Nous irons jusqu'au bout », prévient [Maud Kersaint|Person]. « Les salariés ne "
        "lâcheront rien cette fois. »",
        [("Nous irons", "Maud Kersaint"), ("Les salariés", "Maud Kersaint")],
    ),
    (
        "« Nous avons tout essayé », regrette [Maud Kersaint|Person], « mais le client n'a rien "
        "voulu entendre ».",
        [("Nous avons tout essayé mais le client", "Maud Kersaint")],
    ),
    (
        "« Il nous a dit “vous êtes les meilleurs”, puis il est parti », raconte [Jo Valcourt|Person].",
        [("Il nous a dit “vous", "Jo Valcourt")],
    ),
    (
        '"Un agriculteur sans eau ne sert à rien", s\'agace le porte-parole du syndicat, [Jo '
        'Valcourt|Person].',
        [("Un agriculteur", "Jo Valcourt")],
    ),
    (
        "[Maud Kersaint|Person] le répète : « Nous tiendrons tous nos engagements envers la ville.",
        [("Nous tiendrons", "Maud Kersaint")],
    ),
    (
        "[Jo Valcourt|Person], le patron, a répondu :\n« Nous tiendrons tous nos engagements "
        "envers la ville. »",
        [("Nous tiendrons", "Jo Valcourt")],
    ),
    (
        "« C'est un mauvais coup pour la région », s'est indignée la députée [Maud Kersaint|Person].",
        [("C'est un mauvais", "Maud Kersaint")],
    ),
    (
        "« C'est un mauvais coup pour la région », ont-ils fait savoir par communiqué.",
        [("C'est un mauvais", None)],
    ),
    (
        "« On ne nous a rien dit jusqu'ici », dit-on chez [Veltrane|Company].",
        [("On ne nous", "Veltrane")],
    ),
    (
        "« Cette loi tuera nos emplois », met en garde [Jo Valcourt|Person], qui dirige [Ordelis|Company].",
        [("Cette loi tuera", "Jo Valcourt")],
    ),
    (
        "Le rapport, intitulé « Comment le numérique a tué nos usines », sort lundi.",
        [],
    ),
    ("La décision résulte d'un appel d'offres « étendu et rigoureux », dit [Veltrane|Company].", []),
    ("[Jo Valcourt|Person] refuse de « négocier sous la menace ».", []),
    (
        "« Nous irons au bout » est devenu le cri de ralliement des grévistes de [Veltrane|Company].",
        [],
    ),
]  # fmt: skip


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon("fr", load_ontology())


def quotes(marked, lexicon: Lexicon, words: str) -> tuple[list[Claim], dict[str, str]]:
    m = marked(words)
    mentions, chains = corefer(m.parsed, m.document, m.mentions, lexicon, lexicon.ontology)
    found = find_quotes(m.parsed, m.document, mentions, chains, lexicon)
    for claim in found:
        for e in claim.evidence:
            assert m.document.text[e.start : e.end] == e.quote
    return list(found), {x.id: x.name for x in mentions}


@pytest.mark.parametrize(("words", "wanted"), CASES, ids=[c[0][:50] for c in CASES])
def test_speaker(marked, lexicon: Lexicon, words: str, wanted: list[tuple[str, str | None]]) -> None:
    found, names = quotes(marked, lexicon, words)
    read = []
    for claim, (start, _) in zip(found, wanted, strict=False):
        text, speaker = claim.one("text"), claim.one("speaker")
        assert text is not None
        assert text.value is not None
        assert text.value.startswith(start)
        read.append((start, names[speaker.ref] if speaker and speaker.ref else None))
    assert read == wanted
    assert len(found) == len(wanted)


def test_quotation_is_whole_and_names_what_it_mentions(marked, lexicon: Lexicon) -> None:
    found, names = quotes(
        marked, lexicon, "« Nous quittons [Ordelis|Company]. C'est fini », lâche [Maud Kersaint|Person]."
    )
    (claim,) = found
    assert claim.one("text").value == "Nous quittons Ordelis. C'est fini"
    assert claim.one("text").datatype == "langString"
    assert [names[a.ref] for a in claim.all("mentions")] == ["Ordelis"]
    assert claim.rule == "quotation.inverted-verb"
    assert claim.evidence[0].quote.endswith("lâche Maud Kersaint.")


def test_pronoun_and_phrase_lead_to_the_name(marked, lexicon: Lexicon) -> None:
    found, names = quotes(
        marked,
        lexicon,
        "[Maud Kersaint|Person], présidente de [Veltrane|Company], a tranché. "
        "« Le site fermera en mars prochain », confirme la dirigeante.",
    )
    speaker = found[0].one("speaker")
    assert names[speaker.ref] == "Maud Kersaint"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet="ab« »“”\"().,:\nAé'", max_size=80))
def test_marks_and_units_cover_the_text(parse, text: str) -> None:
    parsed: Parsed = parse(text) if text.strip() else Parsed(text, (), (), ())
    pairs = (("«", "»"), ("“", "”"), ('"', '"'))
    quoted = find_quoted(parsed, pairs)
    for q in quoted:
        assert 0 <= q.start < q.inner_start <= q.inner_end <= q.end <= len(text)
        assert text[q.start] in '«“"'
    assert all(q.end <= after.start for q, after in pairwise(quoted))
    units = find_units(parsed, quoted)
    assert [i for u in units for i in range(u.first, u.last)] == list(range(len(parsed.tokens)))
