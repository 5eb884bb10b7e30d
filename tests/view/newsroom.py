# ruff: noqa: E501 (tables of sentences read best with one row a line)
"""Knowledge written by hand, all names invented: what a newsroom's graph of eight articles looks like."""

from __future__ import annotations

import hashlib
import random

from kg.model import Argument, Document, Entity, Evidence, Knowledge, Statement

ARTICLES = {
    "orvane-quitte-belmarin": (
        "Orvane rompt avec Belmarin : 320 emplois menacés à Port-Sauvel", "2025-07-01", "L'Écho du littoral",
    ),
    "grève-à-port-sauvel": ("Grève au centre d'appels de Port-Sauvel", "2025-07-09", "La Gazette des quais"),
    "loi-démarchage": ("Démarchage : ce que change la loi sur le consentement préalable", "2025-08-14", "Le Courrier civique"),
    "talvera-rachat": ("Talvera veut racheter Belmarin", "2025-09-02", "Les Cahiers de l'éco"),
    "technopôle": ("Le technopôle de la Brunaie accueille un nouveau site", "2025-09-20", "L'Écho du littoral"),
    "rapport-sirocco": ("Le rapport Sirocco alerte sur l'emploi", "2025-10-05", "Le Courrier civique"),
    "trophées": ("Trophées de la relation client : le palmarès", "2025-10-11", "Les Cahiers de l'éco"),
    "ministère": ("Le ministère promet un plan pour les centres de contacts", "2025-11-03", "La Gazette des quais"),
}  # fmt: skip

ENTITIES = [
    ("organization/belmarin", "Company", "Belmarin", "call-center Belmarin|Belmarin Services SA"),
    ("organization/orvane", "Company", "Orvane", "Orvane Énergies|groupe Orvane"),
    ("organization/talvera", "Company", "Talvera", "Talvera Group"),
    ("organization/kestrane", "Company", "Kestrane", ""),
    ("organization/lumiflux", "Company", "Lumiflux Télécommunications et Services", "Lumiflux"),
    ("organization/noctelia", "Company", "Noctélia", ""),
    ("organization/fgsc", "TradeUnion", "FGSC", "Fédération générale des salariés des centres de contacts"),
    ("organization/ust", "TradeUnion", "Union des salariés du tertiaire", "UST"),
    ("organization/ministere-du-travail", "PublicBody", "ministère du Travail de Sorgue", "ministère du Travail"),
    ("organization/agence-des-investissements", "PublicBody", "Agence des investissements", "ADI"),
    ("organization/mairie-de-port-sauvel", "PublicBody", "mairie de Port-Sauvel", ""),
    ("organization/amrc", "Association", "Association des métiers de la relation client", "AMRC"),
    ("organization/echo-du-littoral", "Media", "L'Écho du littoral", ""),
    ("organization/ecole-brunel", "Organization", "École supérieure Brunel", ""),
    ("person/aline-dorval", "Person", "Aline Dorval", "Mme Dorval"),
    ("person/karim-benjoual", "Person", "Karim Benjoual", "M. Benjoual"),
    ("person/odile-ferrand-maugis", "Person", "Odile Ferrand-Maugis", ""),
    ("person/theo-valmire", "Person", "Théo Valmire", ""),
    ("person/ines-ouldaya", "Person", "Inès Ouldaya", ""),
    ("person/marc-sirocco", "Person", "Marc Sirocco", ""),
    ("person/lea-brandt", "Person", "Léa Brandt", ""),
    ("place/sorgue", "Country", "Sorgue", ""),
    ("place/maravie", "Country", "Maravie", ""),
    ("place/lestonie", "Country", "Lestonie", ""),
    ("place/port-sauvel", "City", "Port-Sauvel", ""),
    ("place/bresmes", "City", "Bresmes", ""),
    ("place/casamar", "City", "Casamar", ""),
    ("place/cote-d-ambre", "Region", "Côte d'Ambre", ""),
    ("site/la-brunaie", "BusinessPark", "technopôle de la Brunaie", "la Brunaie"),
    ("site/tour-meridienne", "Site", "tour Méridienne", ""),
    ("law/loi-consentement", "Law", "loi sur le consentement préalable au démarchage", "loi Démarchage"),
    ("law/code-du-travail", "Law", "Code du travail de Sorgue", ""),
    ("programme/plan-contact-2030", "Programme", "Plan Contact 2030", ""),
    ("work/rapport-sirocco", "Report", "rapport Sirocco sur l'avenir de l'emploi", "rapport Sirocco"),
    ("award/trophee-voix-d-or", "Award", "Trophée de la Voix d'or", ""),
    ("product/voxalis", "Product", "Voxalis", ""),
    ("industry/relation-client", "Industry", "relation client", ""),
    ("technology/intelligence-artificielle", "Technology", "intelligence artificielle", "IA"),
    ("event/salon-contact", "Event", "Salon du contact", ""),
    ("place/oustrelle", "City", "Oustrelle", ""),
    ("person/paul-hadrien", "Person", "Paul Hadrien", ""),
    ("organization/banque-du-ponant", "Company", "Banque du Ponant", ""),
]

FACTS = [
    ("organization/belmarin", "locatedIn", "place/port-sauvel", "Installé à Port-Sauvel, Belmarin emploie surtout de jeunes diplômés."),
    ("organization/belmarin", "supplierOf", "organization/orvane", "Belmarin répond depuis douze ans aux clients d'Orvane."),
    ("organization/belmarin", "supplierOf", "organization/lumiflux", "Lumiflux confie aussi son service client à Belmarin."),
    ("organization/belmarin", "memberOf", "organization/amrc", "Belmarin, membre de l'AMRC, n'a pas souhaité commenter."),
    ("organization/belmarin", "activeIn", "industry/relation-client", "Belmarin est un acteur historique de la relation client."),
    ("organization/orvane", "nationality", "place/lestonie", "Le groupe lestonien Orvane dit vouloir regrouper ses appels."),
    ("organization/orvane", "operatesIn", "place/sorgue", "Orvane compte deux millions de clients en Sorgue."),
    ("organization/talvera", "locatedIn", "place/bresmes", "Talvera, dont le siège est à Bresmes, vise l'international."),
    ("organization/talvera", "partnerOf", "organization/noctelia", "Talvera et Noctélia travaillent ensemble depuis 2022."),
    ("organization/kestrane", "subsidiaryOf", "organization/talvera", "Kestrane, filiale de Talvera, gère les appels de nuit."),
    ("organization/kestrane", "operatesIn", "place/maravie", "Kestrane est présente en Maravie."),
    ("organization/talvera", "supplierOf", "organization/orvane", "Talvera traite déjà une partie des appels d'Orvane."),
    ("person/karim-benjoual", "worksFor", "organization/fgsc", "Karim Benjoual, permanent de la FGSC, dénonce un chantage à l'emploi."),
    ("person/aline-dorval", "leads", "organization/belmarin", "Aline Dorval, directrice générale de Belmarin, parle d'un coup dur."),
    ("person/odile-ferrand-maugis", "leads", "organization/ministere-du-travail", "La ministre Odile Ferrand-Maugis a reçu les syndicats."),
    ("person/theo-valmire", "leads", "organization/talvera", "Théo Valmire, PDG de Talvera, ne cache pas son appétit."),
    ("person/ines-ouldaya", "worksFor", "organization/ust", "Inès Ouldaya, déléguée de l'UST, attend des garanties."),
    ("person/lea-brandt", "leads", "organization/amrc", "Léa Brandt préside l'Association des métiers de la relation client."),
    ("place/port-sauvel", "locatedIn", "place/cote-d-ambre", "Port-Sauvel, sur la Côte d'Ambre, a perdu mille emplois."),
    ("place/cote-d-ambre", "locatedIn", "place/sorgue", "La Côte d'Ambre est la région la plus pauvre de Sorgue."),
    ("place/bresmes", "locatedIn", "place/lestonie", "Bresmes, capitale économique de Lestonie."),
    ("site/la-brunaie", "locatedIn", "place/bresmes", "Le technopôle de la Brunaie s'étend au nord de Bresmes."),
    ("law/loi-consentement", "appliesIn", "place/sorgue", "La loi vaudra pour toute la Sorgue."),
    ("law/loi-consentement", "affects", "industry/relation-client", "La loi sur le consentement bouleverse la relation client."),
    ("technology/intelligence-artificielle", "affects", "industry/relation-client", "L'intelligence artificielle transforme la relation client."),
    ("work/rapport-sirocco", "author", "person/marc-sirocco", "Le rapport de Marc Sirocco a été remis lundi."),
    ("organization/banque-du-ponant", "shareholderOf", "organization/talvera", "La Banque du Ponant détient un cinquième de Talvera."),
    ("programme/plan-contact-2030", "appliesIn", "place/sorgue", "Le Plan Contact 2030 doit couvrir la Sorgue."),
    ("organization/fgsc", "partnerOf", "organization/ust", "La FGSC et l'UST font front commun."),
]  # fmt: skip

POSITIONS = [
    ("person/karim-benjoual", "organization/fgsc", "permanent syndical"),
    ("person/aline-dorval", "organization/belmarin", "directrice générale"),
    ("person/theo-valmire", "organization/talvera", "PDG"),
    ("person/ines-ouldaya", "organization/ust", "déléguée"),
    ("person/odile-ferrand-maugis", "organization/ministere-du-travail", "ministre"),
    ("person/marc-sirocco", None, "économiste"),
]

EVENTS = [
    ("ContractTermination", "planned", "Orvane met fin à son contrat avec Belmarin le 31 décembre 2025",
     "client=organization/orvane provider=organization/belmarin date=2025-12-31",
     "Orvane mettra fin le 31 décembre 2025 au contrat qui le lie à Belmarin."),
    ("JobCut", "possible", "Belmarin pourrait supprimer 320 emplois à Port-Sauvel",
     "agent=organization/belmarin place=place/port-sauvel jobs=320",
     "Quelque 320 emplois de Belmarin seraient menacés à Port-Sauvel, selon la FGSC."),
    ("Strike", "actual", "Les salariés font grève chez Belmarin à l'appel de la FGSC et de l'UST",
     "agent=organization/fgsc agent=organization/ust target=organization/belmarin place=place/port-sauvel date=2025-07-08",
     "À l'appel de la FGSC et de l'UST, les salariés de Belmarin ont cessé le travail mardi à Port-Sauvel."),
    ("Acquisition", "planned", "Talvera compte racheter Belmarin pour 18 millions d'euros",
     "buyer=organization/talvera target=organization/belmarin amount=18000000 currency=EUR date=2026",
     "Talvera s'apprête à racheter Belmarin pour 18 millions d'euros en 2026."),
    ("SiteOpening", "actual", "Kestrane ouvre un site au technopôle de la Brunaie",
     "agent=organization/kestrane place=site/la-brunaie date=2025-09",
     "Kestrane a ouvert en septembre un plateau de 200 postes au technopôle de la Brunaie."),
    ("JobCreation", "actual", "Kestrane crée 200 emplois à Bresmes",
     "agent=organization/kestrane place=place/bresmes jobs=200 date=2025-09",
     "Avec 200 embauches à Bresmes, Kestrane double ses effectifs."),
    ("Relocation", "denied", "Orvane délocalise ses appels de Sorgue en Maravie",
     "agent=organization/orvane origin=place/sorgue destination=place/maravie",
     "Orvane dément toute délocalisation de la Sorgue vers la Maravie."),
    ("ContractAward", "actual", "Orvane confie ses appels à Kestrane",
     "client=organization/orvane provider=organization/kestrane date=2026-01-01",
     "Dès le 1er janvier 2026, Kestrane prendra les appels d'Orvane."),
    ("AwardReceived", "actual", "Noctélia reçoit le Trophée de la Voix d'or",
     "recipient=organization/noctelia award=award/trophee-voix-d-or date=2025-10-10",
     "Noctélia a reçu vendredi le Trophée de la Voix d'or."),
    ("Investment", "possible", "La Banque du Ponant investirait dans Noctélia",
     "investor=organization/banque-du-ponant target=organization/noctelia amount=5000000 currency=EUR",
     "La Banque du Ponant pourrait investir cinq millions d'euros dans Noctélia."),
    ("Appointment", "actual", "Léa Brandt est nommée présidente de l'AMRC",
     "person=person/lea-brandt organization=organization/amrc title=présidente date=2025-06",
     "Léa Brandt a été nommée en juin présidente de l'AMRC."),
    ("SiteClosure", "denied", "Lumiflux ferme la tour Méridienne",
     "agent=organization/lumiflux place=site/tour-meridienne",
     "Lumiflux assure qu'elle ne fermera pas la tour Méridienne."),
]  # fmt: skip


def _words(text: str) -> int:
    return int(hashlib.sha256(text.encode()).hexdigest(), 16)


class Desk:
    """Puts sentences into articles and keeps their offsets."""

    def __init__(self) -> None:
        self.texts = {name: title + "\n\n" for name, (title, _, _) in ARTICLES.items()}

    def quote(self, sentence: str, times: int = 1) -> tuple[Evidence, ...]:
        names = list(ARTICLES)
        found = []
        for n in range(times):
            name = names[(_words(sentence) + n) % len(names)]
            lead = "La décision, attendue depuis le printemps, a surpris jusque dans les rangs de la direction. "
            start = len(self.texts[name]) + len(lead)
            tail = " Les discussions doivent reprendre la semaine prochaine.\n"
            self.texts[name] += lead + sentence + tail
            found.append(Evidence(name, start, start + len(sentence), sentence))
        return tuple(found)

    def documents(self) -> tuple[Document, ...]:
        return tuple(
            Document(name, self.texts[name], "fr", hashlib.sha256(self.texts[name].encode()).hexdigest(),
                     f"{name}.txt", name, title, date, ("Rédaction",), medium, f"https://example.org/{name}")
            for name, (title, date, medium) in ARTICLES.items()
        )  # fmt: skip


def statement(
    id_: str, kind: str, name: str, arguments: list[Argument], evidence: tuple[Evidence, ...], label: str,
    status: str = "actual", by: tuple[str, ...] = (), rule: str = "rule",
) -> Statement:  # fmt: skip
    confidence = 0.6 + (_words(id_) % 38) / 100
    return Statement(id_, kind, name, tuple(arguments), evidence, (rule,), status, by, confidence, label, ())


def event_arguments(text: str) -> list[Argument]:
    types = {"date": "date", "jobs": "integer", "amount": "decimal", "title": "langString"}
    parts = [part.split("=", 1) for part in text.split()]
    return [
        Argument(role, ref=value) if "/" in value else Argument(role, value=value, datatype=types.get(role, "string"))
        for role, value in parts
    ]


def newsroom() -> Knowledge:
    """About forty entities, thirty facts, twelve events, with figures, quotations and posts."""
    desk, said = Desk(), []
    names = {i: label for i, _, label, _ in ENTITIES}
    for s, p, o, sentence in FACTS:
        arguments = [Argument("subject", ref=s), Argument("object", ref=o)]
        evidence = desk.quote(sentence, 1 + _words(sentence) % 3)
        label = f"{names[s]} – {p} – {names[o]}"
        said.append(statement(f"claim/{len(said)}", "fact", p, arguments, evidence, label, rule=f"{p}.apposition"))
    for holder, organization, title in POSITIONS:
        arguments = [Argument("holder", ref=holder), Argument("title", value=title, datatype="langString")]
        if organization:
            arguments.append(Argument("organization", ref=organization))
        label = f"{names[holder]}, {title}" + (f" de {names[organization]}" if organization else "")
        said.append(statement(f"position/{len(said)}", "position", "Position", arguments, desk.quote(label + "."), label))
    for name, status, label, arguments, sentence in EVENTS:
        by = ("organization/fgsc",) if name == "JobCut" else ()
        evidence = desk.quote(sentence, 1 + _words(label) % 3)
        said.append(statement(f"event/{name.lower()}-{len(said)}", "event", name, event_arguments(arguments), evidence,
                              label, status, by, f"{name}.verb"))  # fmt: skip
    said.extend(_rest(desk, names))
    chosen = tuple(Entity(i, t, label, tuple(filter(None, also.split("|"))), "fr", (), tuple(ARTICLES)[:3])
                   for i, t, label, also in ENTITIES)  # fmt: skip
    return Knowledge(desk.documents(), chosen, tuple(said), ())


def _rest(desk: Desk, names: dict[str, str]) -> list[Statement]:
    figure = [Argument("about", ref="organization/belmarin"), Argument("value", value="850", datatype="integer")]
    founded = [Argument("subject", ref="organization/belmarin"), Argument("object", value="2007", datatype="gYear")]
    speech = "Nous ne laisserons pas partir un seul poste sans nous battre"
    quotation = [
        Argument("speaker", ref="person/karim-benjoual"), Argument("text", value=speech, datatype="langString"),
        Argument("mentions", ref="organization/belmarin"),
    ]  # fmt: skip
    rumour = [Argument("subject", ref="organization/talvera"), Argument("object", ref="organization/lumiflux")]
    return [
        statement("figure/1", "figure", "Figure", figure, desk.quote("Belmarin emploie près de 850 personnes."),
                  "Belmarin : environ 850 salariés"),
        statement("claim/founded", "fact", "foundedOn", founded, desk.quote("Fondée en 2007, Belmarin a grandi vite."),
                  "Belmarin – fondée en – 2007"),
        statement("quotation/1", "quotation", "Quotation", quotation,
                  desk.quote(f"« {speech} », prévient Karim Benjoual."), f"Karim Benjoual : « {speech} »"),
        statement("claim/rumour", "fact", "shareholderOf", rumour,
                  desk.quote("Talvera serait entré au capital de Lumiflux, dit-on au ministère du Travail."),
                  "Talvera – actionnaire de – Lumiflux", "possible", ("organization/ministere-du-travail",)),
    ]  # fmt: skip


HOSTILE = (
    "</script><script>window.hacked=1</script>",
    '<img src=x onerror="window.hacked=1">',
    "\"'><b>gras</b>&amp; {{data}} \\u003c `${window.hacked=1}` <!-- <script>",
    "javascript:window.hacked=1",
)


def hostile() -> Knowledge:
    """Names, titles, sentences and links that would run as script in a careless page."""
    first, second = HOSTILE[0], HOSTILE[1]
    documents = (
        Document(HOSTILE[2], f"{first} {second}", "fr", "0", "x", first, second, HOSTILE[0], (first,), second, HOSTILE[3]),
    )
    entities = tuple(
        Entity(f"organization/{name}", "Company", name, (f"alias {name}",), "fr", (), (HOSTILE[2],)) for name in HOSTILE
    )
    evidence = (Evidence(HOSTILE[2], 0, len(first), first),)
    ends = [Argument("subject", ref=entities[0].id), Argument("object", ref=entities[1].id)]
    parts = [Argument("client", ref=entities[0].id), Argument("provider", ref=entities[2].id),
             Argument("title", value=second), Argument("date", value=first, datatype="date")]  # fmt: skip
    statements = (
        statement(f"claim/{first}", "fact", "supplierOf", ends, evidence, second, "actual", (entities[3].id,), first),
        statement(f"event/{second}", "event", "ContractTermination", parts, evidence, first, "planned", (), second),
    )
    return Knowledge(documents, entities, statements, ())


def crowd(count: int = 1000, seed: int = 7) -> Knowledge:
    """`count` entities with links as a graph of news has them: a few hubs, many leaves."""
    chance = random.Random(seed)
    types = ["Company", "Person", "City", "TradeUnion", "PublicBody", "Country", "Product", "Law"]
    entities = [
        Entity(f"organization/n{n}", types[n % len(types)], f"Nom {n} de Valombre", (), "fr", (), ("d",))
        for n in range(count)
    ]
    statements, text = [], "Une phrase qui dit cela. "
    evidence = (Evidence("d", 0, len(text) - 1, text[:-1]),)
    hubs: list[int] = [0]
    for n in range(1, count):
        if n % 23 == 0:
            continue
        other = chance.choice(hubs)
        hubs += [other, n]
        arguments = [Argument("subject", ref=entities[n].id), Argument("object", ref=entities[other].id)]
        statements.append(statement(f"claim/{n}", "fact", "partnerOf", arguments, evidence, f"{n} et {other}"))
        if n % 6 == 0:
            roles = [Argument("client", ref=entities[n].id), Argument("provider", ref=entities[chance.choice(hubs)].id)]
            statements.append(statement(f"event/{n}", "event", "ContractAward", roles, evidence, f"Contrat {n}"))
    document = Document("d", text, "fr", "0", "d.txt", "d", "Article", "2025-01-01")
    return Knowledge((document,), tuple(entities), tuple(statements), ())
