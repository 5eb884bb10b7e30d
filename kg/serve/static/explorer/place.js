// Where nodes stand: the server's layout for a whole drawing, a fan beside its origin for what is new.
import { byId } from "/view/tools.js";
import { graph, screen, neighboursOf } from "./state.js";
import { post } from "./api.js";
import { draw, network, positions, plainRadius, radiusOf, motion } from "./canvas.js";

const stage = byId("graph");
const FEW = 450; // nodes that the server lays out while one waits
const APART = 120; // pixels between nodes that are linked, about
const ROUNDS = 80;

function boxOf(node) {
  const lines = node.lines.split("\n");
  const r = 1.5 * plainRadius(node); // as it is drawn when all is seen
  return [Math.max(2 * r, 6.8 * Math.max(...lines.map((line) => line.length))), 2 * r + 15 * lines.length + 4];
}

/** Positions from the server for these nodes, turned so that they fit the window. */
async function computed(ids) {
  const inside = new Set(ids);
  const boxes = Object.fromEntries(ids.map((id) => [id, boxOf(graph.nodes.get(id))]));
  const edges = [...graph.edges.values()].filter((e) => inside.has(e.from) && inside.has(e.to)).map((e) => [e.from, e.to]);
  const found = await post("layout", { boxes, edges });
  if (!found) return null;
  const points = Object.values(found);
  const span = (n) => Math.max(...points.map((p) => p[n])) - Math.min(...points.map((p) => p[n]));
  const tall = stage.clientHeight > stage.clientWidth;
  const turn = points.length > 2 && (span(0) > span(1)) === tall;
  return new Map(Object.entries(found).map(([id, [x, y]]) => [id, turn ? [y, x] : [x, y]]));
}

/** Lay out all that is on the screen anew; what is pinned stays. */
export async function arrange() {
  const ids = [...graph.nodes.keys()].filter((id) => !screen.hidden.has(id));
  if (!ids.length) return;
  const at = await computed(ids);
  if (!at) return;
  for (const id of screen.pinned) at.delete(id);
  draw(at);
  fitAll();
}

/** Give new nodes a place: all at once when the screen was empty, else around the node that brought them. */
export async function settle(fresh, origin) {
  const old = Object.keys(positions()).filter((id) => !fresh.includes(id));
  if (old.length < 2 && !screen.pinned.size && fresh.length <= FEW) {
    const all = [...new Set([...old, ...fresh])].filter((id) => graph.nodes.has(id));
    draw(await computed(all) || ring(all, [0, 0], 0, 2 * Math.PI));
    fitAll(false);
    return;
  }
  if (!fresh.length) { draw(); return; }
  const from = fan(fresh, origin);
  draw(fresh.length > FEW ? from : relax(from, fresh));
  show(fresh);
}

function ring(ids, [x, y], from, arc) {
  const per = Math.max(6, Math.floor((arc / (2 * Math.PI)) * 14));
  const at = new Map();
  ids.forEach((id, n) => {
    const round = Math.floor(n / per);
    const here = Math.min(per, ids.length - round * per);
    const angle = from + (arc * ((n % per) + 0.5 * (1 + (round % 2)))) / here;
    const r = 190 + 120 * round;
    at.set(id, [x + r * Math.cos(angle), y + r * Math.sin(angle)]);
  });
  return at;
}

/** On the side of the origin where there is most room: away from what it is linked to already. */
function fan(fresh, origin) {
  const known = positions();
  const isNew = new Set(fresh);
  const anchors = fresh.flatMap((id) => neighboursOf(id)).filter((id) => known[id] && !isNew.has(id));
  const centre = known[origin] || known[anchors[0]] || network.getViewPosition();
  const beside = graph.nodes.has(origin) ? neighboursOf(origin).filter((id) => known[id] && !isNew.has(id)) : [];
  if (!beside.length) return ring(fresh, [centre.x, centre.y], 0, 2 * Math.PI);
  const x = beside.reduce((sum, id) => sum + known[id].x - centre.x, 0);
  const y = beside.reduce((sum, id) => sum + known[id].y - centre.y, 0);
  const away = Math.atan2(-y, -x);
  const arc = beside.length > 6 ? 2 * Math.PI : (4 / 3) * Math.PI;
  return ring(fresh, [centre.x, centre.y], away - arc / 2, arc);
}

/**
 * Move new nodes apart while all others stand still: the forces of Fruchterman and Reingold ("Graph
 * drawing by force-directed placement", 1991), felt up to a distance.
 */
function relax(at, fresh) {
  const known = positions();
  const all = new Map([...graph.nodes.keys()].filter((id) => at.has(id) || known[id]).map((id) => [id, at.get(id) || [known[id].x, known[id].y]]));
  for (let round = 0; round < ROUNDS; round++) {
    const most = 40 * (1 - round / ROUNDS);
    for (const id of fresh) {
      const here = all.get(id);
      const [fx, fy] = force(id, here, all);
      const length = Math.hypot(fx, fy) || 1;
      here[0] += (fx / length) * Math.min(most, length);
      here[1] += (fy / length) * Math.min(most, length);
    }
  }
  for (let round = 0; round < ROUNDS / 2; round++) for (const id of fresh) clear(id, all);
  return new Map(fresh.map((id) => [id, all.get(id)]));
}

/** How far apart two nodes stand at least, with their names. */
const gap = (one, other) => 1.3 * (plainRadius(graph.nodes.get(one)) + plainRadius(graph.nodes.get(other))) + 46;

/** Push a node out of those that it covers. */
function clear(id, all) {
  const here = all.get(id);
  for (const [other, there] of all) {
    if (other === id) continue;
    const [dx, dy] = [here[0] - there[0], here[1] - there[1]];
    const [d, least] = [Math.hypot(dx, dy), gap(id, other)];
    if (d >= least) continue;
    const [ux, uy] = d > 1 ? [dx / d, dy / d] : [1, 0];
    here[0] += ux * (least - d) * 0.6;
    here[1] += uy * (least - d) * 0.6;
  }
}

function force(id, here, all) {
  let [fx, fy] = [0, 0];
  for (const [other, there] of all) {
    const [dx, dy] = [here[0] - there[0], here[1] - there[1]];
    if (other === id || Math.abs(dx) > 3 * APART || Math.abs(dy) > 3 * APART) continue;
    const d = Math.max(1, Math.hypot(dx, dy));
    fx += (dx / d) * ((2 * APART * APART) / d);
    fy += (dy / d) * ((2 * APART * APART) / d);
  }
  for (const other of neighboursOf(id)) {
    const there = all.get(other);
    if (!there) continue;
    const [dx, dy] = [there[0] - here[0], there[1] - here[1]];
    const d = Math.max(1, Math.hypot(dx, dy));
    fx += (dx / d) * ((d * d) / APART);
    fy += (dy / d) * ((d * d) / APART);
  }
  return [fx, fy];
}

/** Show all that is not hidden, with room for the names at the rim. */
export function fitAll(animated = true) {
  fit([...graph.nodes.keys()].filter((id) => !screen.hidden.has(id)), animated);
}

function fit(ids, animated, most = 1.2) {
  const at = network.getPositions(ids);
  const shown = ids.filter((id) => at[id]);
  if (!shown.length) return;
  const span = (key) => {
    const values = shown.map((id) => [at[id][key] - radiusOf(graph.nodes.get(id)), at[id][key] + radiusOf(graph.nodes.get(id))]);
    const low = values.reduce((m, v) => Math.min(m, v[0]), Infinity);
    const high = values.reduce((m, v) => Math.max(m, v[1]), -Infinity);
    return [(low + high) / 2, Math.max(1, high - low)];
  };
  const [x, width] = span("x");
  const [y, height] = span("y");
  const room = [stage.clientWidth - Math.min(130, 0.2 * stage.clientWidth), stage.clientHeight - 84];
  const scale = Math.min(most, Math.max(0.02, Math.min(room[0] / width, room[1] / height)));
  network.moveTo({ position: { x, y: y + 8 / scale }, scale, animation: animated ? motion() : false });
}

/** Bring new nodes into sight when they are not. */
function show(fresh) {
  const rim = 40;
  const at = network.getPositions(fresh);
  const out = Object.values(at).some((point) => {
    const { x, y } = network.canvasToDOM(point);
    return x < rim || y < rim || x > stage.clientWidth - rim || y > stage.clientHeight - rim;
  });
  if (out) fitAll();
}

export function zoomBy(factor) {
  network.moveTo({ scale: Math.min(5, Math.max(0.05, network.getScale() * factor)), animation: motion() });
}

/** Bring a node or a link into sight, with what it touches. */
export function goTo(id) {
  const edge = graph.edges.get(id);
  const ids = edge ? [edge.from, edge.to] : [id, ...neighboursOf(id)];
  network.setSize("100%", "100%");
  fit(ids.filter((n) => !screen.hidden.has(n) || n === id), true, 0.95);
}

export function panBy(x, y) {
  const at = network.getViewPosition();
  const scale = network.getScale();
  network.moveTo({ position: { x: at.x + x / scale, y: at.y + y / scale }, animation: false });
}
