// The map of places: outlines and points as SVG in Mercator's projection, moved by changing its window.
import { byId, make } from "/view/tools.js";
import { graph, screen, site, on, emit } from "./state.js";
import { get } from "./api.js";
import { bring } from "./acts.js";
import { colorOf } from "./canvas.js";

const SPACE = "http://www.w3.org/2000/svg";
const WORLD = 1000; // width of the world in units of the drawing
const view = byId("view-map");
let places = [], svg = null, dots = null, frame = null;

function shape(tag, attributes) {
  const element = document.createElementNS(SPACE, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

const x = (long) => ((long + 180) / 360) * WORLD;
const y = (lat) => {
  const bounded = Math.max(-84, Math.min(84, lat)) * (Math.PI / 180);
  return WORLD / 2 - (WORLD / (2 * Math.PI)) * Math.log(Math.tan(Math.PI / 4 + bounded / 2));
};

function land(rings) {
  const path = rings.map((ring) => {
    let text = "";
    for (let n = 0; n < ring.length; n += 2) text += `${n ? "L" : "M"}${x(ring[n]).toFixed(2)} ${y(ring[n + 1]).toFixed(2)}`;
    return `${text}Z`;
  });
  return shape("path", { d: path.join(""), class: "land" });
}

/** The window is {x, y, width}; its height follows from that of the element. */
function setFrame(next) {
  const ratio = view.clientHeight / Math.max(1, view.clientWidth);
  const width = Math.max(8, Math.min(WORLD, next.width));
  const height = width * ratio;
  frame = { width, x: Math.max(-width / 2, Math.min(WORLD - width / 2, next.x)), y: Math.max(-height / 2, Math.min(WORLD - height / 2, next.y)) };
  svg.setAttribute("viewBox", `${frame.x} ${frame.y} ${width} ${height}`);
  drawDots();
}

function zoom(factor, cx = 0.5, cy = 0.5) {
  const ratio = view.clientHeight / Math.max(1, view.clientWidth);
  const width = Math.max(8, Math.min(WORLD, frame.width / factor));
  const gone = frame.width - width;
  setFrame({ width, x: frame.x + gone * cx, y: frame.y + gone * ratio * cy });
}

/** The window that holds most of the mentions: without the farthest twentieth at each end. */
function home() {
  const spread = (values) => { const s = values.sort((a, b) => a - b); const cut = s.length > 12 ? Math.floor(s.length / 20) : 0; return [s[cut], s[s.length - 1 - cut]]; };
  const [left, right] = spread(places.map((p) => x(p.long)));
  const [top, bottom] = spread(places.map((p) => y(p.lat)));
  const ratio = view.clientHeight / Math.max(1, view.clientWidth);
  const width = Math.max(40, 1.25 * (right - left), (1.3 * (bottom - top)) / ratio);
  setFrame({ width, x: (left + right) / 2 - width / 2, y: (top + bottom) / 2 - (width * ratio) / 2 });
}

/** Points of a constant size on the screen; those that would touch are one point with their number. */
function drawDots() {
  const unit = frame.width / Math.max(1, view.clientWidth); // units of the drawing for a pixel
  const groups = [];
  for (const place of places) {
    const at = { x: x(place.long), y: y(place.lat) };
    const r = (5 + 2.6 * Math.sqrt(Math.min(place.articles, 60))) * unit;
    const near = groups.find((g) => Math.hypot(g.x - at.x, g.y - at.y) < 0.75 * (g.r + r));
    if (near) near.places.push(place); else groups.push({ ...at, r, places: [place] });
  }
  const boxes = groups.map((g) => [g.x - g.r, g.y - g.r, g.x + g.r, g.y + g.r]);
  dots.replaceChildren(...groups.map((g) => dot(g, unit, boxes)));
}

function dot(group, unit, boxes) {
  const [first] = group.places;
  const more = group.places.length - 1;
  const name = more ? `${first.label} +${more}` : first.label;
  const on_ = graph.nodes.has(first.id) || first.id === screen.chosen;
  const mark = shape("g", { class: `spot${on_ ? " there" : ""}`, tabindex: "0", role: "button", "data-id": first.id, "aria-label": `${group.places.map((p) => p.label).join(", ")} · ${first.articles} ${site.words.articles}` });
  const circle = shape("circle", { cx: group.x, cy: group.y, r: group.r });
  circle.style.fill = colorOf(first.type);
  mark.append(circle);
  const size = 12.5 * unit;
  const width = name.length * 0.56 * size;
  const starts = [group.x + group.r + 3 * unit, group.x - group.r - 3 * unit - width];
  const box = starts.map((left) => [left, group.y - 0.7 * size, left + width, group.y + 0.7 * size])
    .find((at) => !boxes.some((b) => b[0] < at[2] && at[0] < b[2] && b[1] < at[3] && at[1] < b[3]));
  if (box) {
    boxes.push(box);
    const text = shape("text", { x: box[0] < group.x ? box[2] : box[0], "text-anchor": box[0] < group.x ? "end" : "start", y: group.y + 0.35 * size, "font-size": size, "stroke-width": 3.5 * unit });
    text.textContent = name;
    mark.append(text);
  }
  const open = () => (more && frame.width > 12 ? closer(group) : bring(first.id));
  mark.addEventListener("click", () => { if (!dragged) open(); });
  mark.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.stopPropagation(); open(); } });
  return mark;
}

/** Look at a group so closely that its places come apart. */
function closer(group) {
  const xs = group.places.map((p) => x(p.long));
  const ys = group.places.map((p) => y(p.lat));
  const span = Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys));
  const width = Math.min(frame.width / 2.5, Math.max(9, 3 * span));
  const ratio = view.clientHeight / Math.max(1, view.clientWidth);
  setFrame({ width, x: group.x - width / 2, y: group.y - (width * ratio) / 2 });
}

let dragged = false;

function handle() {
  let from = null;
  const scale = () => frame.width / Math.max(1, view.clientWidth);
  svg.addEventListener("wheel", (event) => {
    event.preventDefault();
    const box = svg.getBoundingClientRect();
    zoom(event.deltaY < 0 ? 1.2 : 1 / 1.2, (event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
  }, { passive: false });
  svg.addEventListener("pointerdown", (event) => { from = { x: event.clientX, y: event.clientY, frame: { ...frame } }; dragged = false; });
  svg.addEventListener("pointermove", (event) => {
    if (!from || !event.buttons) return;
    const [dx, dy] = [event.clientX - from.x, event.clientY - from.y];
    if (Math.hypot(dx, dy) > 4) dragged = true;
    if (dragged) setFrame({ ...from.frame, x: from.frame.x - dx * scale(), y: from.frame.y - dy * scale() });
  });
  addEventListener("pointerup", () => { from = null; });
  const keys = { "+": () => zoom(1.3), "=": () => zoom(1.3), "-": () => zoom(1 / 1.3), 0: home, ArrowLeft: () => pan(-1, 0), ArrowRight: () => pan(1, 0), ArrowUp: () => pan(0, -1), ArrowDown: () => pan(0, 1) };
  const pan = (dx, dy) => setFrame({ ...frame, x: frame.x + 0.1 * dx * frame.width, y: frame.y + 0.1 * dy * frame.width });
  svg.addEventListener("keydown", (event) => { if (keys[event.key]) { event.preventDefault(); keys[event.key](); } });
}

export async function openMap() {
  if (!svg) {
    const found = await get("places");
    if (!found || svg) return;
    places = found.places;
    if (!places.length) return void view.replaceChildren(make("p", { cls: "hint", text: site.words.noPlaces }));
    svg = shape("svg", { class: "map", tabindex: "0", role: "group", "aria-label": site.words.mapHelp });
    dots = shape("g", {});
    svg.append(land(found.outlines), dots);
    const tool = (text, label, click) => make("button", { cls: "button round", type: "button", text, "aria-label": label, title: label, on: { click } });
    view.replaceChildren(svg, make("div", { cls: "tools" }, tool("+", site.words.zoomIn, () => zoom(1.4)), tool("−", site.words.zoomOut, () => zoom(1 / 1.4)), tool("⤢", site.words.fit, home)));
    handle();
    home();
    new ResizeObserver(() => { if (!view.hidden) setFrame(frame); }).observe(view);
  } else if (frame) setFrame(frame);
  emit("said", site.words.mapHelp);
}

on("changed", () => { if (svg && !view.hidden) drawDots(); });
