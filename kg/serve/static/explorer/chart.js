// Figures of one thing as a small drawing: dots over time where dates are told, else bars.
import { make, readableDate, readableValue } from "/view/tools.js";

const SPACE = "http://www.w3.org/2000/svg";

function shape(tag, attributes, text) {
  const element = document.createElementNS(SPACE, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  if (text !== undefined) element.textContent = text;
  return element;
}

const valueOf = (statement, role) => (statement.arguments.find((a) => a.role === role) || {}).value;

/** Figures of one measure and unit, at least two of them, as [{value, date, text}]. */
function series(statements) {
  const groups = new Map();
  for (const statement of statements) {
    const value = Number(valueOf(statement, "value"));
    if (!Number.isFinite(value) || statement.status === "denied") continue;
    const measure = statement.arguments.find((a) => a.role === "measure");
    const key = `${measure ? measure.value : ""}\n${valueOf(statement, "unit") || ""}`;
    if (!groups.has(key)) groups.set(key, []);
    const date = valueOf(statement, "date");
    groups.get(key).push({ value, date: date && /^\d{4}/.test(date) ? date : null, when: date, label: statement.label });
  }
  return [...groups.values()].filter((rows) => new Set(rows.map((r) => r.value)).size > 1);
}

const yearOf = (date) => { const [y, m, d] = date.split("-").map(Number); return y + ((m || 7) - 1) / 12 + ((d || 1) - 1) / 365; };

function overTime(rows) {
  const [width, height] = [300, 96];
  const sorted = [...rows].sort((a, b) => yearOf(a.date) - yearOf(b.date));
  const [low, high] = [yearOf(sorted[0].date), yearOf(sorted.at(-1).date)];
  const top = Math.max(...rows.map((r) => r.value));
  const x = (r) => 14 + ((yearOf(r.date) - low) / Math.max(0.01, high - low)) * (width - 28);
  const y = (r) => height - 20 - (r.value / (top || 1)) * (height - 42);
  const svg = shape("svg", { viewBox: `0 0 ${width} ${height}`, class: "chart", role: "img", "aria-label": sorted.map((r) => `${readableDate(r.date)} : ${written(r)}`).join(", ") });
  svg.append(shape("line", { x1: 0, x2: width, y1: height - 19, y2: height - 19, class: "axis" }),
    shape("polyline", { points: sorted.map((r) => `${x(r)},${y(r)}`).join(" "), class: "trend" }));
  sorted.forEach((r, n) => {
    const anchor = n === 0 ? "start" : n === sorted.length - 1 ? "end" : "middle";
    svg.append(shape("circle", { cx: x(r), cy: y(r), r: 4, class: "point" }),
      shape("text", { x: x(r) + (anchor === "start" ? -6 : anchor === "end" ? 6 : 0), y: y(r) - 8, "text-anchor": anchor, class: "value" }, written(r)));
    if (n === 0 || n === sorted.length - 1) svg.append(shape("text", { x: anchor === "start" ? 0 : width, y: height - 5, "text-anchor": anchor, class: "when" }, readableDate(r.date)));
  });
  return svg;
}

const written = (row) => readableValue({ value: String(row.value), type: "decimal" });

const told = (row) => [written(row), readableDate(row.when)].filter(Boolean).join(" · ");

function bars(rows) {
  const sorted = [...rows].sort((a, b) => b.value - a.value).slice(0, 8);
  const top = Math.max(...sorted.map((r) => Math.abs(r.value))) || 1;
  const height = 20 * sorted.length;
  const svg = shape("svg", { viewBox: `0 0 300 ${height}`, class: "chart", role: "img", "aria-label": sorted.map(told).join(", ") });
  sorted.forEach((r, n) => {
    const bar = shape("rect", { x: 0, y: 20 * n + 4, width: Math.max(2, (190 * Math.abs(r.value)) / top), height: 12, rx: 3, class: "bar-mark" });
    bar.append(shape("title", {}, r.label));
    svg.append(bar, shape("text", { x: Math.max(2, (190 * Math.abs(r.value)) / top) + 6, y: 20 * n + 14, class: "value" }, told(r)));
  });
  return svg;
}

/** Drawings of the figures that can be compared. */
export function charts(statements) {
  return series(statements).map((rows) => {
    const dated = rows.filter((r) => r.date);
    const svg = new Set(dated.map((r) => r.date)).size > 1 ? overTime(dated) : bars(rows);
    return make("figure", { cls: "charted" }, svg);
  });
}
