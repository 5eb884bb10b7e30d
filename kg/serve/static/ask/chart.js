// Bars: each row with its number, or, where there are no numbers, how often each value comes.

const MOST = 40;
const SVG = "http://www.w3.org/2000/svg";

export function chart(box, { columns, rows }) {
  const bars = barsOf(columns, rows);
  if (!bars.items.length) {
    box.textContent = box.dataset.none;
    return;
  }
  const caption = document.createElement("figcaption");
  caption.textContent = `${bars.label} · ${bars.value || box.dataset.count}`;
  const figure = document.createElement("figure");
  figure.className = "chart";
  figure.append(caption, drawn(bars.items));
  box.replaceChildren(figure);
}

function barsOf(columns, rows) {
  const value = columns.findIndex((_, n) => rows.some((row) => row[n].number !== null));
  const label = columns.findIndex((_, n) => n !== value && rows.some((row) => row[n].text && row[n].number === null));
  if (value >= 0) {
    const named = rows.filter((row) => row[value].number !== null);
    const items = named.map((row, n) => ({ name: nameOf(row, label) || String(n + 1), count: row[value].number }));
    return { label: columns[label] || "", value: columns[value], items: items.slice(0, MOST) };
  }
  const counts = new Map();
  if (label >= 0) for (const row of rows) if (row[label].text) counts.set(row[label].text, (counts.get(row[label].text) || 0) + 1);
  const items = [...counts].map(([name, count]) => ({ name, count })).sort((a, b) => b.count - a.count);
  return { label: columns[label] || "", value: "", items: items.slice(0, MOST) };
}

// A row that has nothing in the chosen column is called by what it has.
function nameOf(row, label) {
  const named = row.filter((cell) => cell.text && cell.number === null);
  return label < 0 ? "" : row[label].text || (named.find((cell) => cell.id) || named[0] || {}).text;
}

function drawn(items) {
  const line = 30, wide = 720, left = 250, right = 70;
  const low = Math.min(0, ...items.map((item) => item.count));
  const high = Math.max(0, ...items.map((item) => item.count));
  const scale = (wide - left - right) / (high - low || 1);
  const svg = make("svg", { viewBox: `0 0 ${wide} ${items.length * line}`, role: "img" });
  svg.setAttribute("aria-label", items.map((item) => `${item.name}: ${item.count}`).join("; "));
  for (const [n, { name, count }] of items.entries()) {
    const y = n * line, from = left + (Math.min(count, 0) - low) * scale;
    const title = make("title", {}, `${name}: ${count}`);
    svg.append(
      make("text", { x: left - 10, y: y + 19, class: "name", "text-anchor": "end" }, short(name)),
      make("rect", { x: from, y: y + 5, width: Math.max(Math.abs(count) * scale, 1), height: line - 10, rx: 3 }, title),
      make("text", { x: from + Math.abs(count) * scale + 8, y: y + 19, class: "count" }, count.toLocaleString(document.documentElement.lang)),
    );
  }
  return svg;
}

const short = (text) => (text.length > 34 ? `${text.slice(0, 33)}…` : text);

function make(name, attributes, inside) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  if (inside) element.append(inside);
  return element;
}
