// Data, words and small helpers. Text from articles reaches the page through textContent only.
const data = JSON.parse(document.getElementById("data").textContent);
const words = data.words;
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const byId = (id) => document.getElementById(id);
const own = (table, key) => (Object.prototype.hasOwnProperty.call(table, key) ? table[key] : undefined);

/** Lower case without accents, so that "Liege" finds "Liège". */
function fold(text) {
  return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[’ʼ]/g, "'").toLowerCase();
}

/** A new element with a class, text or children, and listeners. */
function make(tag, options, ...children) {
  const { cls, text, on, ...attributes } = options || {};
  const element = document.createElement(tag);
  if (cls) element.className = cls;
  if (text !== undefined) element.textContent = text;
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  for (const [name, listener] of Object.entries(on || {})) element.addEventListener(name, listener);
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** "2025-12-31", "2026-08", "2007" and "--12-31" as a reader writes them. */
function readableDate(iso) {
  const found = /^(\d{4})?-{0,2}(?:(\d{2}))?(?:-(\d{2}))?/.exec(iso || "");
  if (!found || (!found[1] && !found[2])) return iso || "";
  const [, year, month, day] = found;
  if (!month) return year;
  const format = { timeZone: "UTC", month: "long" };
  if (year) format.year = "numeric";
  if (day) format.day = "numeric";
  const date = new Date(Date.UTC(Number(year || 2000), Number(month) - 1, Number(day || 1)));
  return Number.isNaN(date.getTime()) ? iso : new Intl.DateTimeFormat(data.language, format).format(date);
}

function readableValue(argument) {
  const { value, type } = argument;
  if (type === "integer" || type === "decimal") {
    return Number.isFinite(Number(value)) ? new Intl.NumberFormat(data.language).format(Number(value)) : value;
  }
  return /^(date|gYear|gYearMonth|gMonthDay)$/.test(type) ? readableDate(value) : value;
}

const percent = (share) => new Intl.NumberFormat(data.language, { style: "percent" }).format(share);
const nameOf = (id) => (own(data.nodes, id) ? data.nodes[id].label : own(data.names, id) || id);

// Which links touch which node.
const linksOf = {};
for (const id of Object.keys(data.nodes)) linksOf[id] = [];
for (const [id, edge] of Object.entries(data.edges)) {
  linksOf[edge.from].push(id);
  if (edge.to !== edge.from) linksOf[edge.to].push(id);
}

/** An entity that nothing is said about: hidden until asked for, when others have links. */
const onlyMentioned = (id) => data.nodes[id].kind === "entity" && data.nodes[id].statements.length === 0;
