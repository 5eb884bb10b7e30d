// What is seen, to take away: as a picture, a drawing, or triples.
import { byId, make } from "/view/tools.js";
import { outlines, unsure } from "/view/icons.js";
import { graph, screen, site, realNodes } from "./state.js";
import { post } from "./api.js";
import { network, positions, radiusOf, colorOf, theme } from "./canvas.js";
import { dialog, closeDialog, download } from "./dialogs.js";

const SPACE = "http://www.w3.org/2000/svg";
const seen = (id) => !screen.hidden.has(id);

/** The canvas as it is, on the page's ground. */
function png() {
  const from = network.canvas.frame.canvas;
  const onto = make("canvas", { width: String(from.width), height: String(from.height) });
  const context = onto.getContext("2d");
  context.fillStyle = theme.page;
  context.fillRect(0, 0, onto.width, onto.height);
  context.drawImage(from, 0, 0);
  return new Promise((done) => onto.toBlob(done, "image/png"));
}

function shape(tag, attributes, text) {
  const element = document.createElementNS(SPACE, tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== null) element.setAttribute(name, value);
  if (text !== undefined) element.textContent = text;
  return element;
}

function lines(text, x, y, size, style) {
  const rows = text.split("\n").map((row, n) => shape("tspan", { x, dy: n ? size * 1.2 : 0 }, row));
  const element = shape("text", { x, y, "font-size": size, "text-anchor": "middle", fill: theme.ink, stroke: theme.page, "stroke-width": 3,
    "paint-order": "stroke", "stroke-linejoin": "round", ...style });
  element.append(...rows);
  return element;
}

const DASH = { planned: "9 6", possible: "2 5", denied: "2 5" };

function edgeShapes(edge, at) {
  const [a, b] = [at[edge.from], at[edge.to]];
  const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  const [dx, dy] = [(b.x - a.x) / length, (b.y - a.y) / length];
  const [ra, rb] = [radiusOf(graph.nodes.get(edge.from)), radiusOf(graph.nodes.get(edge.to)) + (edge.directed && !edge.role ? 6 : 0)];
  const line = shape("line", { x1: a.x + dx * ra, y1: a.y + dy * ra, x2: b.x - dx * rb, y2: b.y - dy * rb, stroke: edge.role || unsure(edge.status) ? theme.pale : theme.line,
    "stroke-width": 2, "stroke-dasharray": DASH[edge.status] || null, "marker-end": edge.directed && !edge.role ? "url(#arrow)" : null });
  const room = length - ra - rb > 6 * Math.max(...edge.lines.split("\n").map((l) => l.length));
  const caption = edge.lines && room ? [lines(edge.lines, (a.x + b.x) / 2, (a.y + b.y) / 2, 10.5, { fill: theme.muted, "font-style": "italic" })] : [];
  return [line, ...caption];
}

function nodeShapes(id, node, { x, y }) {
  const look = site.classes[node.type];
  const r = radiusOf(node);
  const color = unsure(node.status) ? theme.muted : colorOf(node.type);
  const hollow = node.status !== "actual";
  const place = (path, size, fill, stroke) => shape("path", { d: path, transform: `translate(${x - size} ${y - size}) scale(${size / 12})`, fill, stroke, "fill-rule": "evenodd",
    "stroke-width": stroke ? 1.6 : null, "stroke-dasharray": stroke ? DASH[node.status] || null : null });
  const group = shape("g", {});
  group.append(shape("title", {}, node.kind === "event" ? node.told || node.label : node.label),
    place(outlines[look ? look.shape : "dot"], r, hollow ? theme.page : color, hollow ? color : null));
  if (look) group.append(place(look.icon, r * (look.shape === "diamond" ? 0.46 : 0.58), hollow ? color : "#fff", null));
  group.append(lines(node.lines, x, y + r + 14, 12, node.weight > 5 ? { "font-weight": 600 } : {}));
  return group;
}

/** All that is not hidden, drawn as SVG; text stays text. */
export function svg() {
  const ids = realNodes().filter(seen);
  const at = positions();
  const [xs, ys] = [ids.map((id) => at[id].x), ids.map((id) => at[id].y)];
  const [left, top] = [Math.min(0, ...xs) - 120, Math.min(0, ...ys) - 60];
  const [width, height] = [Math.max(0, ...xs) + 120 - left, Math.max(0, ...ys) + 90 - top];
  const root = shape("svg", { xmlns: SPACE, viewBox: `${left} ${top} ${width} ${height}`, width, height, "font-family": "system-ui, sans-serif" });
  const marker = shape("marker", { id: "arrow", viewBox: "0 0 10 10", refX: 3, refY: 5, markerWidth: 5, markerHeight: 5, orient: "auto" });
  marker.append(shape("path", { d: "M0 0L10 5L0 10z", fill: theme.line }));
  const defs = shape("defs", {});
  defs.append(marker);
  root.append(defs, shape("rect", { x: left, y: top, width, height, fill: theme.page }));
  for (const [id, edge] of graph.edges) if (seen(id) && !edge.more) root.append(...edgeShapes(edge, at));
  for (const id of ids) root.append(nodeShapes(id, graph.nodes.get(id), at[id]));
  return new XMLSerializer().serializeToString(root);
}

/** What stands behind the nodes and links that are seen, with its evidence. */
function turtle() {
  const things = realNodes().filter((id) => seen(id) && graph.nodes.get(id).kind === "entity");
  const events = realNodes().filter((id) => seen(id) && graph.nodes.get(id).kind === "event");
  const told = [...graph.edges].filter(([id]) => seen(id)).flatMap(([, edge]) => edge.statements);
  return post("turtle", { things, statements: [...new Set([...events, ...told])] }, "text");
}

function openExport() {
  const { words } = site;
  const way = (text, name, make_, type) => make("button", { cls: "act main", type: "button", text, "data-export": name, on: { click: async () => {
    const content = await make_();
    closeDialog();
    if (content) download(name, content, type);
  } } });
  dialog(words.export, make("p", { cls: "row" }, way(words.png, "graph.png", png, "image/png"),
    way(words.svg, "graph.svg", svg, "image/svg+xml"), way(words.ttl, "graph.ttl", turtle, "text/turtle")));
}

byId("show-export").addEventListener("click", openExport);
