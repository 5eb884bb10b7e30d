// The drawing: vis-network draws shapes and lines; icons and labels are added on its canvas.
import { calm, byId } from "/view/tools.js";
import { drawIcon, unsure } from "/view/icons.js";
import { writeLabels } from "/view/labels.js";
import { graph, screen, site, on, emit, linksOf, otherEnd } from "./state.js";

const stage = byId("graph");
const DASHES = { actual: false, planned: [9, 6], possible: [2, 5], denied: [2, 5] };
const OPTIONS = {
  physics: { enabled: false },
  layout: { improvedLayout: false },
  interaction: { hover: true, multiselect: false, tooltipDelay: 100000, zoomSpeed: 0.7 },
  nodes: { borderWidth: 2, borderWidthSelected: 4 },
  edges: { width: 1.4, selectionWidth: 1.2, arrowStrikethrough: false, smooth: false, arrows: { to: { scaleFactor: 0.7 } } },
};
export let theme = {};
let nodeSet, edgeSet, boxes = [], near = null;
export let network;

export function readTheme() {
  const style = getComputedStyle(document.documentElement);
  const read = (name) => style.getPropertyValue(name).trim();
  theme = { page: read("--page"), ink: read("--ink"), muted: read("--muted"), line: read("--edge"),
    pale: read("--edge-pale"), accent: read("--accent"), font: read("--sans") };
}

export const colorOf = (type) => (site.classes[type] || { color: "#6B7280" }).color;
const shapeOf = (type) => (site.classes[type] || { shape: "dot" }).shape;

/** Only drawn nodes are repainted: vis would give a place of its own to one that is not. */
const drawn = (set, id) => set.get(id) !== null;

// Seen from afar, shapes are drawn larger, in steps: icons stay readable.
let grown = 1;

function grow() {
  const wanted = Math.min(1.6, Math.max(1, 0.7 / network.getScale()));
  const step = graph.nodes.size > 500 ? 1 : Math.round(wanted * 5) / 5;
  if (step === grown) return;
  grown = step;
  setTimeout(() => nodeSet.update([...graph.nodes].filter(([id]) => drawn(nodeSet, id)).map(([id, node]) => ({ id, size: radiusOf(node) }))));
}

export const radiusOf = (node) => grown * plainRadius(node);

export function plainRadius(node) {
  const told = Math.sqrt(Math.min(node.weight || 1, 60));
  return node.kind === "entity" ? 13 + 2.2 * told : node.kind === "more" ? 15 : 18 + 2 * Math.min(told, 3);
}

const faded = (id) => near !== null && !near.has(id);

function nodePaint(id, node) {
  const color = unsure(node.status) ? theme.muted : colorOf(node.type);
  const hollow = node.status !== "actual" || node.kind === "more";
  const chosen = screen.chosen === id;
  const face = { background: hollow ? theme.page : color, border: chosen ? theme.ink : color };
  return { color: { ...face, highlight: { ...face, border: theme.ink }, hover: { ...face, border: theme.ink } },
    opacity: faded(id) ? 0.16 : 1, hidden: screen.hidden.has(id), borderWidth: chosen ? 4 : 2 };
}

function edgePaint(id, edge) {
  const lit = (near !== null && near.has(id)) || screen.lit.has(id);
  const color = unsure(edge.status) || edge.role ? theme.pale : theme.line;
  return { color: { color: lit ? theme.accent : color, highlight: theme.accent, hover: theme.accent, opacity: faded(id) ? 0.12 : 1 },
    width: (edge.more ? 1 : edge.role ? 1.7 : 2) + Math.min(2, 0.4 * Math.max(0, edge.statements.length - 1)) + (lit ? 0.8 : 0),
    hidden: screen.hidden.has(id) };
}

/** Edges between the same two nodes bend, so that none covers another. */
function bends() {
  const pairs = new Map();
  for (const [id, edge] of graph.edges) {
    const key = [edge.from, edge.to].sort().join("\n");
    if (!pairs.has(key)) pairs.set(key, []);
    pairs.get(key).push([id, edge]);
  }
  const found = new Map();
  for (const group of pairs.values()) {
    group.forEach(([id, edge], n) => {
      const bend = 0.28 * (n - (group.length - 1) / 2) * (edge.from < edge.to ? 1 : -1);
      found.set(id, bend ? { enabled: true, type: bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(bend) } : false);
    });
  }
  return found;
}

/** Bring the drawing up to what the state holds; new nodes stand where `at` says. */
export function draw(at = new Map()) {
  near = nearTo(screen.chosen);
  const gone = nodeSet.getIds().filter((id) => !graph.nodes.has(id));
  edgeSet.remove(edgeSet.getIds().filter((id) => !graph.edges.has(id)));
  nodeSet.remove(gone);
  nodeSet.update([...graph.nodes].map(([id, node]) => ({ id, shape: node.kind === "more" ? "dot" : shapeOf(node.type), size: radiusOf(node),
    shapeProperties: { borderDashes: node.kind === "more" ? [3, 4] : DASHES[node.status] },
    ...(at.has(id) ? { x: at.get(id)[0], y: at.get(id)[1] } : {}), ...nodePaint(id, node) })));
  const smooth = bends();
  edgeSet.update([...graph.edges].map(([id, edge]) => ({ id, from: edge.from, to: edge.to, arrows: edge.directed && !edge.role ? "to" : "",
    dashes: DASHES[edge.status], smooth: smooth.get(id), ...edgePaint(id, edge) })));
}

export function repaint() {
  near = nearTo(screen.chosen);
  nodeSet.update([...graph.nodes].filter(([id]) => drawn(nodeSet, id)).map(([id, node]) => ({ id, ...nodePaint(id, node) })));
  edgeSet.update([...graph.edges].filter(([id]) => drawn(edgeSet, id)).map(([id, edge]) => ({ id, ...edgePaint(id, edge) })));
  network.redraw();
}

/** What stays bright when something is chosen: it, its links, and those at their ends. */
function nearTo(id) {
  if (screen.lit.size && (id === null || screen.lit.has(id))) return new Set(screen.lit);
  if (id === null) return null;
  const found = new Set([id]);
  const edge = graph.edges.get(id);
  if (edge) return found.add(edge.from).add(edge.to);
  for (const link of linksOf(id)) {
    const other = otherEnd(graph.edges.get(link), id);
    found.add(link).add(other);
    if (graph.nodes.get(other).kind === "event") {
      for (const part of linksOf(other)) found.add(part).add(otherEnd(graph.edges.get(part), other));
    }
  }
  return found;
}

const toScreen = (point) => { const at = network.canvasToDOM(point); return [at.x, at.y]; };
export const positions = () => network.getPositions();
export const whereOf = (id) => { if (graph.edges.has(id)) return middle(id); const at = network.getPositions([id])[id]; return at ? toScreen(at) : null; };
export const written = () => boxes;

/** A few names that may cover nodes, so that one always finds one's way. */
function weightiest() {
  const known = [...graph.nodes].filter(([, node]) => node.kind === "entity" && node.weight > 3);
  return new Set(known.sort((a, b) => b[1].weight - a[1].weight).slice(0, Math.min(8, Math.ceil(graph.nodes.size / 12))).map(([id]) => id));
}

function nodeItems(scale, all) {
  const items = [];
  const first = weightiest();
  for (const [id, node] of graph.nodes) {
    if (screen.hidden.has(id) || !all[id]) continue;
    const [x, y] = toScreen(all[id]);
    if (x < -200 || y < -200 || x > stage.clientWidth + 200 || y > stage.clientHeight + 200) continue;
    const must = id === screen.chosen || id === screen.hover;
    const size = Math.min(16, (first.has(id) ? 13 : node.kind === "entity" ? 12 : 11) + Math.max(0, scale - 1));
    items.push({ id, x, y, radius: radiusOf(node) * scale, text: node.lines, size, bold: must || first.has(id),
      rank: (must ? 4000 : near && near.has(id) ? 2000 : 1000) + (node.kind === "more" ? -500 : node.weight), faded: faded(id), must,
      prime: first.has(id) });
  }
  return items;
}

function edgeItems(scale, at) {
  const items = [];
  for (const [id, edge] of graph.edges) {
    if (screen.hidden.has(id) || !edge.lines || !at.has(edge.from) || !at.has(edge.to)) continue;
    const bright = near !== null && near.has(id);
    const must = id === screen.chosen || id === screen.hover;
    if (!bright && !must && graph.edges.size > 300 && scale < 0.9) continue;
    const [x1, y1] = at.get(edge.from);
    const [x2, y2] = at.get(edge.to);
    const room = Math.hypot(x2 - x1, y2 - y1) - (radiusOf(graph.nodes.get(edge.from)) + radiusOf(graph.nodes.get(edge.to))) * scale + 10;
    const [x, y] = middle(id);
    items.push({ id, edge: true, x, y, radius: 0, text: edge.lines, size: 10.5 + Math.min(2, Math.max(0, scale - 1)),
      rank: (must ? 3900 : bright ? 1900 : 0) - (edge.role ? 0.5 : 0), faded: faded(id), must, room: bright ? room + 30 : room });
  }
  return items;
}

/** The middle of a line, bent as vis draws it. */
function middle(id) {
  const drawn = network.body && network.body.edges[id];
  const point = drawn && drawn.edgeType && drawn.edgeType.getPoint && drawn.edgeType.fromPoint ? drawn.edgeType.getPoint(0.5) : null;
  if (point && Number.isFinite(point.x)) return toScreen(point);
  const ends = Object.values(network.getPositions([graph.edges.get(id).from, graph.edges.get(id).to]));
  return toScreen({ x: (ends[0].x + ends.at(-1).x) / 2, y: (ends[0].y + ends.at(-1).y) / 2 });
}

function decorate(context) {
  const scale = network.getScale();
  const ratio = context.canvas.width / Math.max(1, context.canvas.clientWidth);
  const items = nodeItems(scale, network.getPositions());
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  for (const item of items) {
    const node = graph.nodes.get(item.id);
    context.globalAlpha = item.faded ? 0.16 : 1;
    if (node.kind === "more" && item.radius >= 6) count(context, item, node);
    else if (item.radius >= 5 && site.classes[node.type]) drawIcon(context, node.type, item.x, item.y, item.radius, iconColor(node));
    if (screen.pinned.has(item.id)) pin(context, item);
  }
  context.globalAlpha = 1;
  const at = new Map(items.map((item) => [item.id, [item.x, item.y]]));
  const lines = scale > 0.35 || near ? edgeItems(scale, at) : [];
  const named = items.length > 500 && scale < 0.6 ? heaviest(items, 300) : items;
  boxes = writeLabels(context, named, lines, { ...theme, room: stage.clientWidth });
  context.restore();
}

/** From afar nobody reads two thousand names: only the weightiest are tried. */
const heaviest = (items, most) => [...items].sort((a, b) => b.rank - a.rank).slice(0, most);

const iconColor = ({ status, type }) => (unsure(status) ? theme.muted : status === "planned" ? colorOf(type) : "#fff");

function count(context, item, node) {
  context.font = `600 ${Math.max(8, Math.min(13, item.radius * 0.8))}px ${theme.font}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillStyle = theme.ink;
  context.fillText(`+${node.count}`, item.x, item.y);
}

function pin(context, { x, y, radius }) {
  context.beginPath();
  context.arc(x + radius * 0.75, y - radius * 0.75, Math.max(3, Math.min(6, radius * 0.28)), 0, 2 * Math.PI);
  context.fillStyle = theme.accent;
  context.fill();
  context.lineWidth = 2;
  context.strokeStyle = theme.page;
  context.stroke();
}

/** What lies under a point of the screen: a node, a label, or a line. */
export function under(point) {
  const node = network.getNodeAt(point);
  if (node !== undefined) return node;
  const box = boxes.find((b) => b.left <= point.x && point.x <= b.right && b.top <= point.y && point.y <= b.bottom);
  return box ? box.owner : network.getEdgeAt(point) ?? null;
}

export const motion = () => (calm.matches ? false : { duration: 350, easingFunction: "easeInOutQuad" });

export function start() {
  readTheme();
  nodeSet = new vis.DataSet([]);
  edgeSet = new vis.DataSet([]);
  network = new vis.Network(stage, { nodes: nodeSet, edges: edgeSet }, OPTIONS);
  network.on("beforeDrawing", grow);
  network.on("afterDrawing", decorate);
  on("chosen", repaint);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { readTheme(); repaint(); emit("theme"); });
}
