// The drawing: vis-network draws shapes and lines at the positions computed beforehand; icons and
// labels are added on its canvas.
const stage = byId("graph");
const state = { chosen: null, hover: null, near: null, hidden: new Set(mentionedOnly), shown: new Set(), boxes: [] };
let theme = {};
setLooks(data.classes);

function readTheme() {
  const style = getComputedStyle(document.documentElement);
  const read = (name) => style.getPropertyValue(name).trim();
  theme = { page: read("--page"), ink: read("--ink"), muted: read("--muted"), line: read("--edge"),
    pale: read("--edge-pale"), accent: read("--accent"), font: read("--sans") };
}
readTheme();

const DASHES = { actual: false, planned: [9, 6], possible: [2, 5], denied: [2, 5] };
const prime = new Set(Object.keys(data.nodes).filter((id) => data.nodes[id].weight >= 8)
  .sort((a, b) => data.nodes[b].weight - data.nodes[a].weight).slice(0, data.vis.nodes.length > 150 ? 12 : 3));

/** Whether the drawing is larger on this screen when laid on its side. */
function onItsSide() {
  const span = (key) => Math.max(...data.vis.nodes.map((node) => node[key])) - Math.min(...data.vis.nodes.map((node) => node[key]));
  const [width, height] = [span("x") + 120, span("y") + 60];
  const scale = (w, h) => Math.min((0.82 * stage.clientWidth) / w, (stage.clientHeight - 76) / h);
  return data.vis.nodes.length > 2 && scale(height, width) > 1.05 * scale(width, height);
}
const turned = onItsSide();
const visNodes = data.vis.nodes.map((node) => {
  const { label, ...rest } = node;
  const [x, y] = turned ? [node.y, node.x] : [node.x, node.y];
  return { ...rest, x, y, fixed: false, shapeProperties: { borderDashes: DASHES[data.nodes[node.id].status] } };
});
const visEdges = data.vis.edges.map((edge) => ({ ...edge, dashes: DASHES[data.edges[edge.id].status] }));
const radius = Object.fromEntries(visNodes.map((node) => [node.id, node.size]));
let veiled = new Set(state.hidden); // what vis was last told to hide
const crowded = visNodes.length > 1500; // one drawing takes so long that moves are shown without steps between
const nodeSet = new vis.DataSet(visNodes.map((node) => ({ ...node, ...nodePaint(node.id) })));
const edgeSet = new vis.DataSet(visEdges.map((edge) => ({ ...edge, ...edgePaint(edge.id) })));
const interaction = { ...data.vis.options.interaction, hideEdgesOnDrag: crowded, hideEdgesOnZoom: crowded };
const network = new vis.Network(stage, { nodes: nodeSet, edges: edgeSet }, { ...data.vis.options, interaction, autoResize: true });

function faded(id) {
  return state.near !== null && !state.near.has(id);
}

function nodePaint(id) {
  const node = data.nodes[id];
  const color = unsure(node.status) ? theme.muted : data.classes[node.type].color;
  const hollow = node.status !== "actual";
  const face = { background: hollow ? theme.page : color, border: hollow || state.chosen !== id ? color : theme.ink };
  return {
    color: { ...face, highlight: { ...face, border: theme.ink }, hover: { ...face, border: theme.ink } },
    opacity: faded(id) ? 0.14 : 1,
    hidden: state.hidden.has(id),
  };
}

function edgePaint(id) {
  const edge = data.edges[id];
  const color = unsure(edge.status) || edge.role ? theme.pale : theme.line;
  const lit = state.near !== null && state.near.has(id);
  return {
    color: { color: lit ? theme.accent : color, highlight: theme.accent, hover: theme.accent, opacity: faded(id) ? 0.12 : 1 },
    width: (edge.role ? 1.8 : 2.2) + Math.min(2, 0.4 * (edge.statements.length - 1)) + (lit ? 0.7 : 0),
    hidden: state.hidden.has(id),
  };
}

/** To show or hide goes through the DataSets, which costs vis a second for thousands; colours are put in place. */
function repaint() {
  const turnedOver = ({ id }) => state.hidden.has(id) !== veiled.has(id);
  const told = ({ id }) => ({ id, hidden: state.hidden.has(id) });
  nodeSet.update(visNodes.filter(turnedOver).map(told));
  edgeSet.update(visEdges.filter(turnedOver).map(told));
  veiled = new Set(state.hidden);
  for (const { id } of visNodes) paintOver(network.body.nodes[id], nodePaint(id));
  for (const { id } of visEdges) paintOver(network.body.edges[id], edgePaint(id));
  network.redraw();
  // One drawing alone left a few hundred pixels around the chosen node as they were, why is not known.
  if (!crowded) network.redraw();
}

function paintOver(item, { color, hidden, ...look }) {
  Object.assign(item.options.color, color);
  Object.assign(item.options, look);
}

/** What stays bright when a node or an edge is chosen: it, its links, and those at their ends. */
function nearTo(id) {
  if (id === null) return null;
  const near = new Set([id]);
  const edge = own(data.edges, id);
  if (edge) return near.add(edge.from).add(edge.to);
  for (const link of linksOf[id]) {
    const { from, to } = data.edges[link];
    const other = from === id ? to : from;
    near.add(link).add(other);
    if (data.nodes[other].kind === "event") {
      for (const part of linksOf[other]) near.add(part).add(data.edges[part].to);
    }
  }
  return near;
}

// ------------------------------------------------------------------- icons and labels
function toScreen(point) {
  const at = network.canvasToDOM(point);
  return [at.x, at.y];
}

/** Whether something there, or its name, may be seen. */
function inSight(x, y, size) {
  const reach = size + 240;
  return x > -reach && y > -reach && x < theme.room + reach && y < theme.depth + reach;
}

function nodeItems(scale, at) {
  const items = [];
  for (const [id, [x, y]] of at) {
    if (!inSight(x, y, radius[id] * scale)) continue;
    const node = data.nodes[id];
    const must = id === state.chosen || id === state.hover;
    const near = state.near !== null && state.near.has(id);
    const size = Math.min(17, (node.kind === "event" ? 11 : 11.5 + Math.min(3.5, node.weight / 8)) + Math.max(0, scale - 1));
    items.push({ id, x, y, radius: radius[id] * scale, text: node.lines, size, bold: node.kind === "entity" && (node.weight > 7 || must),
      rank: (must ? 4000 : near ? 2000 : 1000) + node.weight + (node.kind === "entity" ? 0.5 : 0), faded: faded(id), must, prime: prime.has(id) });
  }
  return items;
}

function edgeItems(scale, at) {
  const items = [];
  for (const { id, from, to } of visEdges) {
    if (state.hidden.has(id) || from === to) continue;
    const must = id === state.chosen || id === state.hover;
    if (faded(id) && !must) continue; // is never written
    const [x1, y1] = at.get(from);
    const [x2, y2] = at.get(to);
    if (!inSight((x1 + x2) / 2, (y1 + y2) / 2, Math.hypot(x2 - x1, y2 - y1) / 2)) continue;
    const near = state.near !== null && state.near.has(id);
    const room = Math.hypot(x2 - x1, y2 - y1) - (radius[from] + radius[to]) * scale + (near ? 40 : 10);
    if (room < 12 && !must) continue;
    const [x, y] = middle(id) || [(x1 + x2) / 2, (y1 + y2) / 2];
    items.push({ id, edge: true, x, y, radius: 0, text: data.edges[id].lines, size: 10.5 + Math.min(2, Math.max(0, scale - 1)),
      rank: (must ? 3900 : near ? 1900 : 0) - (data.edges[id].role ? 0.5 : 0), faded: faded(id), must, room });
  }
  return items;
}

/** The middle of a bent line, as vis draws it; null when it cannot tell. */
function middle(id) {
  const drawn = network.body && network.body.edges[id];
  const point = drawn && drawn.edgeType && drawn.edgeType.getPoint && drawn.edgeType.fromPoint ? drawn.edgeType.getPoint(0.5) : null;
  return point && Number.isFinite(point.x) ? toScreen(point) : null;
}

network.on("afterDrawing", (context) => {
  const scale = network.getScale();
  const ratio = context.canvas.width / Math.max(1, context.canvas.clientWidth);
  [theme.room, theme.depth] = [stage.clientWidth, stage.clientHeight];
  const at = new Map(visNodes.filter(({ id }) => !state.hidden.has(id)).map(({ id }) => [id, toScreen(network.body.nodes[id])]));
  const nodes = nodeItems(scale, at);
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  for (const item of nodes) {
    if (item.radius < 5) continue;
    const { status, type } = data.nodes[item.id];
    context.globalAlpha = item.faded ? 0.14 : 1;
    const color = unsure(status) ? theme.muted : status === "planned" ? data.classes[type].color : "#fff";
    drawIcon(context, type, item.x, item.y, item.radius, color);
  }
  context.globalAlpha = 1;
  const lines = scale > 0.35 || state.near ? edgeItems(scale, at) : [];
  state.boxes = writeLabels(context, nodes, lines, theme);
  context.restore();
});

// ------------------------------------------------------------------- moving about
function motion() {
  return calm.matches || crowded ? false : { duration: 350, easingFunction: "easeInOutQuad" };
}

/** Show all that is not hidden, with room for the names at the rim. */
function fitAll(animated) {
  const shown = visNodes.filter(({ id }) => !state.hidden.has(id));
  if (!shown.length) return;
  const at = network.getPositions(shown.map(({ id }) => id));
  const span = (key) => {
    const low = Math.min(...shown.map(({ id }) => at[id][key] - radius[id]));
    const high = Math.max(...shown.map(({ id }) => at[id][key] + radius[id]));
    return [(low + high) / 2, Math.max(1, high - low)];
  };
  const [x, width] = span("x");
  const [y, height] = span("y");
  const room = [stage.clientWidth - Math.min(130, 0.2 * stage.clientWidth), stage.clientHeight - 76];
  const scale = Math.min(1.3, Math.max(0.02, Math.min(room[0] / width, room[1] / height)));
  network.moveTo({ position: { x, y: y + 8 / scale }, scale, animation: animated === false ? false : motion() });
}

function zoomBy(factor) {
  const scale = Math.min(5, Math.max(0.05, network.getScale() * factor));
  network.moveTo({ scale, animation: motion() });
}

function goTo(id) {
  const edge = own(data.edges, id);
  const at = network.getPositions(edge ? [edge.from, edge.to] : [id]);
  const points = Object.values(at);
  const mean = (key) => points.reduce((sum, point) => sum + point[key], 0) / points.length;
  network.moveTo({ position: { x: mean("x"), y: mean("y") }, scale: Math.max(network.getScale(), 0.8), animation: motion() });
}

function panBy(x, y) {
  const at = network.getViewPosition();
  const scale = network.getScale();
  network.moveTo({ position: { x: at.x + x / scale, y: at.y + y / scale }, animation: false });
}
