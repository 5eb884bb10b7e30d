// What is on the screen: nodes and edges by id, where they came from, what is chosen and pinned.
export const graph = { nodes: new Map(), edges: new Map(), documents: {}, relations: {} };
export const screen = { chosen: null, hover: null, hidden: new Set(), pinned: new Set(), expanded: new Set(), lit: new Set() };
export const site = { words: {}, classes: {}, base: "" };

/** The most that a screen takes. */
export const FULL = 2000;

const origins = new Map();
const touching = new Map();
const listeners = new Map();

export function on(event, listener) {
  if (!listeners.has(event)) listeners.set(event, []);
  listeners.get(event).push(listener);
}

export function emit(event, detail) {
  for (const listener of listeners.get(event) || []) listener(detail);
}

export const linksOf = (id) => [...(touching.get(id) || [])];

/** The other end of an edge. */
export const otherEnd = (edge, id) => (edge.from === id ? edge.to : edge.from);

export const neighboursOf = (id) => linksOf(id).map((link) => otherEnd(graph.edges.get(link), id));

/** Ids of things and events, without the counters of what is not shown. */
export const realNodes = () => [...graph.nodes].filter(([, node]) => node.kind !== "more").map(([id]) => id);

/** Take in what the server drew; `origin` says what asked for it. Returns the ids of new nodes. */
export function add(drawing, origin) {
  const fresh = [];
  Object.assign(graph.documents, drawing.documents);
  Object.assign(graph.relations, drawing.relations);
  for (const [id, node] of Object.entries(drawing.nodes)) {
    if (!graph.nodes.has(id)) {
      if (graph.nodes.size >= FULL) continue;
      fresh.push(id);
      graph.nodes.set(id, node);
      origins.set(id, new Set());
    }
    if (id !== origin) origins.get(id).add(origin);
  }
  for (const [id, edge] of Object.entries(drawing.edges)) {
    if (graph.nodes.has(edge.from) && graph.nodes.has(edge.to)) link(id, edge);
  }
  for (const [owner, clusters] of Object.entries(drawing.clusters || {})) setClusters(owner, clusters);
  return fresh;
}

function link(id, edge) {
  graph.edges.set(id, edge);
  for (const end of [edge.from, edge.to]) {
    if (!touching.has(end)) touching.set(end, new Set());
    touching.get(end).add(id);
  }
}

const counterId = (owner, type) => `+ ${owner} ${type}`;

/** Counters beside a node: how many more of each class it has that are not shown. */
function setClusters(owner, clusters) {
  if (!graph.nodes.has(owner)) return;
  remove([...graph.nodes].filter(([, node]) => node.kind === "more" && node.owner === owner).map(([id]) => id));
  for (const { type, count, skip } of clusters.slice(0, 8)) {
    const id = counterId(owner, type);
    const label = site.classes[type] ? site.classes[type].label : type;
    graph.nodes.set(id, { kind: "more", owner, type, count, skip, label: `+${count} ${label}`, lines: label, status: "actual", weight: 0 });
    origins.set(id, new Set([owner]));
    link(`${id} `, { from: owner, to: id, relation: "", caption: "", lines: "", role: true, directed: false,
      status: "possible", confidence: 1, dates: [], statements: [], documents: [], more: true });
  }
}

export function remove(ids) {
  for (const id of ids) {
    for (const edge of linksOf(id)) {
      const { from, to } = graph.edges.get(edge);
      touching.get(from).delete(edge);
      touching.get(to).delete(edge);
      graph.edges.delete(edge);
    }
    graph.nodes.delete(id);
    touching.delete(id);
    origins.delete(id);
    for (const group of [screen.pinned, screen.expanded, screen.hidden, screen.lit]) group.delete(id);
    if (screen.chosen === id) screen.chosen = null;
  }
}

/** Take away a node with the counters beside it. */
export function drop(id) {
  remove([...[...graph.nodes].filter(([, node]) => node.owner === id).map(([n]) => n), id]);
  emit("changed", { fresh: [] });
}

/** Take away what only this node brought; what is pinned, expanded or chosen stays. */
export function collapse(id) {
  const gone = [];
  for (const [other, from] of origins) {
    if (!from.has(id)) continue;
    from.delete(id);
    if (!from.size && !screen.pinned.has(other) && !screen.expanded.has(other) && other !== screen.chosen) gone.push(other);
  }
  screen.expanded.delete(id);
  remove(gone);
  emit("changed", { fresh: [] });
  return gone.length;
}

export function clear() {
  remove([...graph.nodes.keys()]);
  screen.lit.clear();
  emit("changed", { fresh: [] });
}

export function choose(id, move = true) {
  screen.chosen = id !== null && (graph.nodes.has(id) || graph.edges.has(id)) ? id : null;
  emit("chosen", { id: screen.chosen, move });
}
