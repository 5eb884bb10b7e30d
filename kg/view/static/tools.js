// Small helpers of the exported page and of the server's explorer. Text from articles reaches a page
// through textContent only.
export const calm = matchMedia("(prefers-reduced-motion: reduce)");
export const byId = (id) => document.getElementById(id);
export const own = (table, key) => (Object.prototype.hasOwnProperty.call(table, key) ? table[key] : undefined);

/** Lower case without accents, so that "Liege" finds "Liège". */
export function fold(text) {
  return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[’ʼ]/g, "'").toLowerCase();
}

/** A new element with a class, text or children, and listeners. */
export function make(tag, options, ...children) {
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

const formats = new Map(); // a format costs far more to make than to use
function dateFormat(options) {
  const key = `${document.documentElement.lang} ${Object.keys(options)}`;
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(document.documentElement.lang, options));
  return formats.get(key);
}

/** "2025-12-31", "2026-08", "2007" and "--12-31" as a reader writes them. */
export function readableDate(iso) {
  const found = /^(\d{4})?-{0,2}(?:(\d{2}))?(?:-(\d{2}))?/.exec(iso || "");
  if (!found || (!found[1] && !found[2])) return iso || "";
  const [, year, month, day] = found;
  if (!month) return year;
  const format = { timeZone: "UTC", month: "long" };
  if (year) format.year = "numeric";
  if (day) format.day = "numeric";
  const date = new Date(Date.UTC(Number(year || 2000), Number(month) - 1, Number(day || 1)));
  return Number.isNaN(date.getTime()) ? iso : dateFormat(format).format(date);
}

export function readableValue(argument) {
  const { value, type } = argument;
  if (type === "integer" || type === "decimal") {
    return Number.isFinite(Number(value)) ? new Intl.NumberFormat(document.documentElement.lang).format(Number(value)) : value;
  }
  return /^(date|gYear|gYearMonth|gMonthDay)$/.test(type) ? readableDate(value) : value;
}

export const percent = (share) => new Intl.NumberFormat(document.documentElement.lang, { style: "percent" }).format(share);

/** A text with some names in bold, wherever they stand in it. */
export function highlight(text, names) {
  const wanted = [...new Set(names)].filter((name) => name.length > 1).sort((a, b) => b.length - a.length);
  const element = make("span", { cls: "quote" });
  let rest = text;
  while (rest) {
    const hits = wanted.map((name) => [rest.indexOf(name), name]).filter(([at]) => at >= 0);
    if (!hits.length) break;
    const [at, name] = hits.reduce((best, hit) => (hit[0] < best[0] ? hit : best));
    element.append(rest.slice(0, at), make("strong", { text: name }));
    rest = rest.slice(at + name.length);
  }
  element.append(rest);
  return element;
}
