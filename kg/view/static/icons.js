// Shapes and icons, on the canvas and, for legend and panel, as SVG.
const looks = {};
const paths = {};

/** Say how classes look: {name: {label, color, shape, icon}}; what was said before stays. */
export function setLooks(classes) {
  Object.assign(looks, classes);
  for (const look of Object.values(classes)) paths[look.icon] ??= new Path2D(look.icon);
}

export const unsure = (status) => status === "possible" || status === "denied";
export const outlines = {
  dot: "M12 1a11 11 0 1 1 0 22a11 11 0 1 1 0-22z",
  square: "M2.5 2.5h19v19h-19z",
  diamond: "M12 0.5L23.5 12L12 23.5L0.5 12z",
  hexagon: "M23.5 12L17.750 22H6.250L0.5 12L6.250 2H17.750z",
};

/** The sign of a class: its shape in its colour with the icon on it. */
export function badge(type, size, status) {
  const space = "http://www.w3.org/2000/svg";
  const look = looks[type];
  const svg = document.createElementNS(space, "svg");
  const shape = document.createElementNS(space, "path");
  const icon = document.createElementNS(space, "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("width", size);
  svg.setAttribute("height", size);
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", "badge");
  shape.setAttribute("d", outlines[look.shape]);
  const hollow = status !== undefined && status !== "actual";
  const ink = unsure(status) ? "var(--muted)" : look.color;
  shape.style.fill = hollow ? "none" : look.color;
  if (hollow) {
    shape.style.stroke = ink;
    shape.style.strokeWidth = "2";
    shape.style.strokeDasharray = status === "planned" ? "4 2.5" : "1.5 2.5";
  }
  icon.setAttribute("d", look.icon);
  icon.style.fill = hollow ? ink : "#fff";
  icon.setAttribute("fill-rule", "evenodd");
  const share = look.shape === "diamond" ? 0.48 : 0.58;
  icon.setAttribute("transform", `translate(${12 - 12 * share} ${12 - 12 * share}) scale(${share})`);
  svg.append(shape, icon);
  return svg;
}

/** Draw a class's icon on the canvas, centred, in a shape of this radius. */
export function drawIcon(context, type, x, y, radius, color) {
  const look = looks[type];
  const size = radius * (look.shape === "diamond" ? 0.92 : 1.16);
  context.save();
  context.translate(x - size / 2, y - size / 2);
  context.scale(size / 24, size / 24);
  context.fillStyle = color;
  context.fill(paths[look.icon], "evenodd");
  context.restore();
}
