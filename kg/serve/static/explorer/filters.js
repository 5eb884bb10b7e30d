// Legend and filters in one: classes, relations, statuses, period, confidence and sources on the screen.
import { byId, make, own, percent } from "/view/tools.js";
import { badge } from "/view/icons.js";
import { graph, screen, site, on, emit, linksOf } from "./state.js";
import { repaint } from "./canvas.js";

const filters = byId("filters");
const off = { type: new Set(), relation: new Set(), status: new Set(), source: new Set() };
const limits = { from: "", to: "", sure: 0 };
const ORDER = ["actual", "planned", "possible", "denied"];

const sourceOf = (id) => { const d = own(graph.documents, id); return (d && (d.publisher || d.title)) || id; };

/** Whether dates, however partial, touch the period; what has no date stays. */
function inPeriod(dates) {
  const known = dates.filter((date) => /^\d{4}/.test(date));
  if (!known.length || (!limits.from && !limits.to)) return true;
  return known.some((date) => (!limits.from || `${date}-12-31`.slice(0, 10) >= limits.from.slice(0, Math.max(date.length, 4)))
    && (!limits.to || date <= limits.to));
}

function edgeOut(edge) {
  if (edge.more) return false;
  if (off.status.has(edge.status) || edge.confidence < limits.sure || !inPeriod(edge.dates)) return true;
  if (!edge.role && off.relation.has(edge.relation)) return true;
  return edge.documents.length > 0 && edge.documents.every((id) => off.source.has(sourceOf(id)));
}

function nodeOut(node) {
  if (off.type.has(node.type)) return true;
  return node.kind === "event" && (off.status.has(node.status) || !inPeriod(node.date ? [node.date] : []));
}

/** Hide what the filters leave out, and what then hangs on nothing. */
export function apply() {
  const hidden = new Set();
  for (const [id, node] of graph.nodes) if (nodeOut(node)) hidden.add(id);
  const gone = (edge) => hidden.has(edge.from) || hidden.has(edge.to);
  for (const [id, edge] of graph.edges) if (edgeOut(edge) || gone(edge)) hidden.add(id);
  for (const kinds of [["event"], ["entity"], ["more"]]) {
    for (const [id, node] of graph.nodes) {
      const links = linksOf(id);
      if (!kinds.includes(node.kind) || !links.length || !links.every((link) => hidden.has(link))) continue;
      if (node.kind !== "entity" || (narrowed() && id !== screen.chosen && !screen.pinned.has(id))) hidden.add(id);
    }
    for (const [id, edge] of graph.edges) if (gone(edge)) hidden.add(id);
  }
  screen.hidden = hidden;
  repaint();
  emit("filtered");
}

const narrowed = () => limits.from || limits.to || limits.sure > 0 || Object.values(off).some((set) => set.size);

function tally(values) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) || 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

function row(group, [key, sign, label, count]) {
  const box = make("input", { type: "checkbox", "data-group": group, "data-key": key, on: { change: () => {
    if (box.checked) off[group].delete(key); else off[group].add(key);
    apply();
  } } });
  box.checked = !off[group].has(key);
  return make("li", {}, make("label", {}, box, sign, make("span", { cls: "name", text: label })), make("span", { cls: "count", text: String(count) }));
}

function group(title, name, rows) {
  if (!rows.length) return null;
  const set = (keep) => { for (const [key] of rows) { if (keep) off[name].delete(key); else off[name].add(key); } build(); apply(); };
  const tool = (text, keep) => make("button", { type: "button", text, "aria-label": `${title} : ${text}`, on: { click: () => set(keep) } });
  const tools = rows.length > 1 ? make("span", { cls: "all" }, tool(site.words.all, true), tool(site.words.none, false)) : null;
  return make("section", { cls: name }, make("h2", {}, make("span", { text: title }), tools), make("ul", {}, ...rows.map((r) => row(name, r))));
}

function period() {
  const { words } = site;
  const field = (key, label) => {
    const input = make("input", { type: "date", "data-limit": key, value: limits[key], "aria-label": `${words.time} ${label}`, on: { change: () => { limits[key] = input.value; apply(); } } });
    return make("label", { cls: "field" }, make("span", { text: label }), input);
  };
  return make("section", { cls: "period" }, make("h2", {}, make("span", { text: words.time })), field("from", words.from), field("to", words.to));
}

function sureness() {
  const { words } = site;
  const shown = make("output", { text: percent(limits.sure) });
  const input = make("input", { type: "range", min: "0", max: "1", step: "0.05", value: String(limits.sure), "data-limit": "sure", "aria-label": `${words.certainty}, ${words.atLeast}`, on: { input: () => {
    limits.sure = Number(input.value);
    shown.textContent = percent(limits.sure);
    apply();
  } } });
  return make("section", {}, make("h2", {}, make("span", { text: words.certainty })), make("label", { cls: "field" }, make("span", { text: words.atLeast }), input, shown));
}

/** Made anew when nodes come or go; what is off stays off. */
export function build() {
  const { words } = site;
  const nodes = [...graph.nodes.values()];
  const edges = [...graph.edges.values()].filter((edge) => !edge.more);
  const look = (type) => own(site.classes, type) || { label: type };
  const types = (kind) => tally(nodes.filter((n) => n.kind === kind).map((n) => n.type)).map(([type, n]) => [type, own(site.classes, type) ? badge(type, 20) : null, look(type).label, n]);
  const facts = edges.filter((edge) => !edge.role);
  const relations = tally(facts.map((e) => e.relation)).map(([key, n]) => [key, null, graph.relations[key] || key, n]);
  const statuses = tally([...facts.map((e) => e.status), ...nodes.filter((n) => n.kind === "event").map((n) => n.status)])
    .sort((a, b) => ORDER.indexOf(a[0]) - ORDER.indexOf(b[0])).map(([key, n]) => [key, make("span", { cls: `stroke ${key}` }), words[key], n]);
  const sources = tally(edges.flatMap((e) => [...new Set(e.documents.map(sourceOf))])).map(([key, n]) => [key, null, key, n]);
  const focus = document.activeElement && filters.contains(document.activeElement) ? document.activeElement.dataset : null;
  filters.replaceChildren(...[group(words.entities, "type", types("entity")), group(words.events, "type", types("event")),
    group(words.relations, "relation", relations), group(words.status, "status", statuses), period(), sureness(), group(words.sources, "source", sources)].filter(Boolean));
  const again = focus && focus.key !== undefined && [...filters.querySelectorAll("[data-key]")].find((b) => b.dataset.group === focus.group && b.dataset.key === focus.key);
  if (again) again.focus();
}

on("changed", () => { build(); apply(); });
