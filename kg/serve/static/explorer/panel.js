// The panel: the card of what is chosen; an overview when nothing is.
import { byId, make, own, readableDate, readableValue } from "/view/tools.js";
import { badge } from "/view/icons.js";
import { graph, screen, site, on, choose, emit, otherEnd } from "./state.js";
import { get } from "./api.js";
import { bring, expand, fold, takeAway, togglePin } from "./acts.js";
import { chip, jump, articleLine, evidence, foldable, sentence, section, nameOf, pageOf } from "./lines.js";
import { charts } from "./chart.js";
import { askWay } from "./ways.js";

const panel = byId("panel");
let asked = 0, start = null;

const plays = (statement, role, id) => statement.arguments.some((a) => a.role === role && a.ref === id);
const dateOf = (statement) => (statement.arguments.find((a) => a.role === "date") || {}).value || "";
/** Between which dates something holds, where the text says so. */
function period(statement) {
  const told_ = statement.arguments.filter((a) => a.role === "since" || a.role === "until").map((a) => `${a.name} ${readableValue(a)}`);
  return told_.length ? make("span", { cls: "period", text: told_.join(", ") }) : null;
}

const told = (card) => (statement) => foldable(card, [make("span", { cls: "told", text: sentence(card, statement) }), chip(statement.status)], [statement]);

/** Facts with the same relation and other end stand on one line. */
function relations(card, statements) {
  const groups = new Map();
  for (const s of statements) {
    const [subject, object] = ["subject", "object"].map((role) => (s.arguments.find((a) => a.role === role) || {}).ref);
    const out = subject === card.id;
    const key = [s.class, out, out ? object : subject, s.status].join("\n");
    if (!groups.has(key)) groups.set(key, { name: s.name, out, other: out ? object : subject, status: s.status, all: [] });
    groups.get(key).all.push(s);
  }
  return [...groups.values()].map(({ name, out, other, status, all }) =>
    foldable(card, [make("span", { cls: "relation", text: `${name} ${out ? "→" : "←"}` }), jump(card, other), ...all.slice(0, 1).map(period), chip(status)], all));
}

function moments(card, events) {
  const sorted = [...events].sort((a, b) => (dateOf(b) > dateOf(a) ? 1 : dateOf(b) < dateOf(a) ? -1 : 0));
  const rows = sorted.map((s) => {
    const role = s.arguments.find((a) => a.ref === card.id);
    const line = foldable(card, [jumpEvent(s), role ? make("span", { cls: "relation", text: role.name }) : null, chip(s.status),
      make("span", { cls: "told", text: sentence(card, s) })], [s]);
    return make("li", { cls: `moment-line ${s.status}` }, make("span", { cls: "when", text: readableDate(dateOf(s)) || site.words.undated }), line);
  });
  return rows.length ? [make("ol", { cls: "moments" }, ...rows)] : [];
}

function jumpEvent(statement) {
  const id = Object.keys(current.statements).find((key) => current.statements[key] === statement);
  return make("button", { cls: "jump inline", type: "button", "data-id": id, on: { click: (event) => { event.preventDefault(); bring(id); } } },
    badge(statement.class, 18, statement.status), make("span", { text: statement.name }));
}

function spoken(card, s) {
  const speaker = s.arguments.find((a) => a.role === "speaker" && a.ref);
  const text = s.arguments.find((a) => a.role === "text");
  return foldable(card, [make("q", { cls: "speech", text: text ? text.value : sentence(card, s) }), speaker && speaker.ref !== card.id ? jump(card, speaker.ref) : null], [s]);
}

let current = { statements: {} };

function entityParts(card) {
  const { words } = site;
  const all = Object.values(card.statements);
  const kind = (name) => all.filter((s) => s.kind === name);
  const linked = kind("fact").filter((s) => s.arguments.some((a) => a.role === "object" && a.ref));
  const figures = kind("figure");
  const about = figures.filter((s) => plays(s, "about", card.id));
  const rest = all.filter((s) => s.by.includes(card.id) && !s.arguments.some((a) => a.ref === card.id));
  return [
    section(words.positions, kind("position").map((s) => foldable(card, [make("span", { cls: "told", text: sentence(card, s) }), other(card, s), period(s), chip(s.status)], [s]))),
    section(words.facts, relations(card, linked)),
    section(words.events, moments(card, kind("event"))),
    section(words.figures, figures.map(told(card)), ...charts(about)),
    section(words.dates, kind("fact").filter((s) => !linked.includes(s)).map(told(card))),
    section(words.quotations, kind("quotation").filter((s) => plays(s, "speaker", card.id)).map((s) => spoken(card, s))),
    section(words.mentionedIn, kind("quotation").filter((s) => !plays(s, "speaker", card.id) && !rest.includes(s)).map((s) => spoken(card, s))),
    section(words.attributed, rest.map(told(card))),
  ];
}

function other(card, statement) {
  const found = statement.arguments.find((a) => a.ref && a.ref !== card.id);
  return found ? jump(card, found.ref) : null;
}

function eventParts(card) {
  const statement = card.statements[card.id];
  const rows = statement.arguments.map((a) => make("div", { cls: "role" }, make("dt", { text: a.name }),
    make("dd", {}, a.ref ? jump(card, a.ref) : make("span", { text: readableValue(a) }))));
  return [make("section", {}, make("h3", { text: site.words.participants }), make("dl", {}, ...rows)),
    make("section", {}, make("h3", { text: site.words.evidence }), evidence(card, statement))];
}

function acts(id) {
  const { words } = site;
  const act = (text, name, click, pressed) => make("button", { cls: "act", type: "button", "data-act": name, text, "aria-pressed": pressed, on: { click } });
  const there = graph.nodes.has(id);
  if (!there) return null;
  const open = screen.expanded.has(id);
  return make("p", { cls: "acts" },
    act(words.expand, "expand", () => expand(id).then(() => refresh(id))),
    open ? act(words.collapse, "collapse", () => { fold(id); refresh(id); }) : null,
    act(screen.pinned.has(id) ? words.unpin : words.pin, "pin", () => { togglePin(id); refresh(id); }, String(screen.pinned.has(id))),
    graph.nodes.get(id).kind === "entity" ? act(words.pathTo, "path", () => askWay(id)) : null,
    act(words.remove, "remove", () => takeAway(id)),
    make("a", { cls: "act", href: pageOf(id), text: words.page }));
}

function refresh(id) {
  const old = panel.querySelector(".top .acts");
  const made = acts(id);
  if (!old || !made || screen.chosen !== id) return;
  const name = document.activeElement && document.activeElement.dataset.act;
  old.replaceWith(made);
  const again = name && (made.querySelector(`[data-act="${name}"]`) || made.firstChild);
  if (again) again.focus();
}

function head(card) {
  const look = own(site.classes, card.type);
  const status = card.kind === "event" ? card.statements[card.id].status : "actual";
  return make("div", { cls: "top" },
    make("p", { cls: "kind" }, look ? badge(card.type, 22, status) : null, make("span", { text: look ? look.label : card.type }), chip(status)),
    make("h2", { text: card.label }),
    card.aliases.length ? make("p", { cls: "also", text: `${site.words.also} : ${card.aliases.join(" · ")}` }) : null,
    acts(card.id));
}

const closer = () => make("button", { cls: "close", type: "button", text: "×", "aria-label": site.words.close, title: site.words.back, on: { click: () => choose(null) } });

function fill(...parts) {
  panel.replaceChildren(...parts.filter(Boolean));
  panel.scrollTop = 0;
}

async function showCard(id) {
  const mine = ++asked;
  const card = await get("card", { id });
  if (mine !== asked) return;
  if (!card) return showStart();
  current = card;
  const ids = Object.keys(card.documents);
  fill(closer(), head(card), ...(card.kind === "event" ? eventParts(card) : entityParts(card)),
    section(site.words.articles, ids.map((d) => make("p", { cls: "source" }, articleLine(card, d)))),
    card.cut ? make("p", { cls: "hint", text: site.words.cutCard }) : null);
  emit("said", `${card.label}, ${(own(site.classes, card.type) || { label: "" }).label}`);
}

async function showEdge(id) {
  const mine = ++asked;
  const edge = graph.edges.get(id);
  const cards = (await Promise.all(edge.statements.slice(0, 20).map((s) => get("card", { id: s })))).filter(Boolean);
  if (mine !== asked) return;
  const card = { names: Object.assign({}, ...cards.map((c) => c.names)), documents: Object.assign({}, ...cards.map((c) => c.documents)) };
  const all = cards.map((c) => c.statements[c.id]).filter(Boolean);
  fill(closer(), make("div", { cls: "top" }, make("p", { cls: "kind", text: edge.caption }),
    make("h2", { text: `${nameOf(card, edge.from)} – ${nameOf(card, edge.to)}` })),
  make("section", {}, make("p", { cls: "ends" }, jump(card, edge.from), make("span", { cls: "relation", text: edge.directed ? ` ${edge.caption} → ` : ` ${edge.caption} ` }), jump(card, otherEnd(edge, edge.from)), chip(edge.status)),
    ...all.map((s) => evidence(card, s))));
}

/** When nothing is chosen: what there is, who matters. */
function showStart() {
  asked++;
  const { words } = site;
  if (!start) return;
  const card = { names: {}, documents: {} };
  for (const hit of start.most) card.names[hit.id] = hit;
  fill(make("p", { cls: "hint", text: start.total ? words.hint : words.emptyGraph }),
    section(words.most, start.most.map((hit) => make("p", { cls: "rank" }, jump(card, hit.id, ""), make("span", { cls: "count", text: String(hit.articles) })))),
    start.classes && section(words.inGraph, start.classes.map(({ type, count }) => make("p", { cls: "rank" }, own(site.classes, type) ? badge(type, 18) : null,
      make("span", { cls: "name", text: (own(site.classes, type) || { label: type }).label }), make("span", { cls: "count", text: String(count) })))),
    make("p", { cls: "keys", text: words.keys }));
}

/** Something else than a card: the ways between two things. */
export function showParts(...parts) {
  asked++;
  document.body.classList.add("chosen");
  fill(closer(), ...parts);
}

on("overview", async (found) => {
  start = found;
  if (screen.chosen === null) showStart();
  const counted = await get("classes"); // counting takes longest in a large graph
  if (counted) start.classes = counted.classes;
  if (screen.chosen === null && !document.body.classList.contains("chosen")) showStart();
});
on("chosen", ({ id }) => {
  document.body.classList.toggle("chosen", id !== null);
  if (id === null) showStart(); else if (graph.edges.has(id)) showEdge(id); else showCard(id);
});
on("read", (id) => { document.body.classList.add("chosen"); showCard(id); });
on("pinned", (id) => refresh(id));
