// What one can do with a node: bring it, expand and collapse it, pin it, find the ways to another.
import { graph, screen, site, add, choose, collapse, drop, emit, realNodes, FULL } from "./state.js";
import { get, post } from "./api.js";
import { settle, fitAll, goTo } from "./place.js";
import { draw, repaint, positions } from "./canvas.js";

/** What links new nodes to those on the screen. */
async function join(fresh) {
  const new_ = fresh.filter((id) => graph.nodes.has(id) && graph.nodes.get(id).kind !== "more");
  if (!new_.length) return;
  const found = await post("between", { there: realNodes(), new: new_ });
  if (found) add({ ...found, nodes: {} }, "");
}

async function take(found, origin) {
  if (!found) return [];
  if (graph.nodes.size + Object.keys(found.nodes).length > FULL) emit("notice", site.words.full);
  const fresh = add(found, origin);
  await join(fresh);
  const all = [...graph.nodes.keys()].filter((id) => !(id in positions()));
  emit("changed", { fresh: all });
  await settle(all, origin);
  return fresh;
}

/** The start: what most articles name. */
export async function overview() {
  const found = await get("overview", { limit: 48 });
  if (!found) return;
  emit("overview", found);
  const fresh = add({ ...found, clusters: {} }, "overview");
  emit("changed", { fresh });
  await settle(fresh, null);
}

/** Put something on the screen if it is not there, and choose it. */
export async function bring(id) {
  emit("view", "graph");
  if (!graph.nodes.has(id)) {
    const found = await post("between", { there: realNodes(), new: [id] });
    if (!found || !(id in found.nodes)) return emit("read", id);
    const others = await get("around", { id, limit: 8 });
    await take({ ...found, clusters: {} }, "search");
    if (others) await take(others, id);
    screen.expanded.add(id);
  }
  choose(id);
}

export async function expand(id) {
  const node = graph.nodes.get(id);
  if (!node) return;
  if (node.kind === "more") {
    const { owner, type, skip } = node;
    const found = await get("around", { id: owner, type, limit: 24, skip });
    const left = found && found.clusters[owner] ? found.clusters[owner] : [];
    drop(id);
    await take(found && { ...found, clusters: { [owner]: [...othersOf(owner, type), ...left] } }, owner);
  } else {
    screen.expanded.add(id);
    await take(await get("around", { id, limit: 24 }), id);
  }
  goTo(node.owner || id);
  emit("said", `${graph.nodes.size} ${site.words.onScreen}`);
}

const othersOf = (owner, type) => [...graph.nodes.values()]
  .filter((node) => node.kind === "more" && node.owner === owner && node.type !== type)
  .map(({ type: kind, count, skip }) => ({ type: kind, count, skip }));

export function fold(id) {
  collapse(id);
  draw();
  repaint();
}

export function takeAway(id) {
  drop(id);
  draw();
  choose(null);
}

export function togglePin(id) {
  if (screen.pinned.has(id)) screen.pinned.delete(id); else screen.pinned.add(id);
  repaint();
  emit("pinned", id);
}

/** The shortest ways between two things, put on the screen and made bright. */
export async function findWays(from, to) {
  const found = await get("ways", { from, to });
  if (!found) return null;
  if (found.ways.length) {
    await take(found, "ways");
    const on = new Set(found.ways.flat());
    screen.lit = new Set([...Object.keys(found.nodes), ...[...graph.edges].filter(([, edge]) =>
      edge.statements.some((s) => on.has(s)) && on.has(edge.to) && (edge.role || on.has(edge.from))).map(([id]) => id)]);
    choose(null);
    fitAll();
  }
  return found.ways;
}
