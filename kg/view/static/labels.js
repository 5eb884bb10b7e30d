// Names are drawn by us, at a constant size on the screen and never over each other: the selected
// first, then by weight; what finds no free place shows when one zooms in. The weightiest ("prime") may
// cover nodes, though no names.
const CELL = 80;

class Ground {
  constructor() {
    this.cells = new Map();
  }
  /** The numbers of the cells that a box touches, on screens of less than a million pixels. */
  keys(box) {
    const found = [];
    for (let i = Math.floor(box.left / CELL); i <= Math.floor(box.right / CELL); i++) {
      for (let j = Math.floor(box.top / CELL); j <= Math.floor(box.bottom / CELL); j++) found.push(i * 32768 + j);
    }
    return found;
  }
  free(box, owner) {
    for (const key of this.keys(box)) {
      for (const other of this.cells.get(key) || []) {
        if (other.owner !== owner && other.left < box.right && box.left < other.right
          && other.top < box.bottom && box.top < other.bottom) return false;
      }
    }
    return true;
  }
  take(box) {
    for (const key of this.keys(box)) {
      if (!this.cells.has(key)) this.cells.set(key, []);
      this.cells.get(key).push(box);
    }
  }
}

const widths = new Map();
function textWidth(context, font, line) {
  const key = font + line;
  if (!widths.has(key)) widths.set(key, context.measureText(line).width);
  return widths.get(key);
}

function boxAround(x, y, width, height, owner) {
  return { left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2, owner };
}

/** Where a name may stand: under, over, right of, left of its node; at the rim it stays in sight. */
function places(item, width, height, room) {
  const { x, y, radius: r } = item;
  const inside = x > 0 && x < room ? Math.min(Math.max(x, width / 2 + 3), room - width / 2 - 3) : x;
  const aside = [r + width / 2 + 5, -r - width / 2 - 5].map((shift) => x + shift);
  return [
    [inside, y + r + height / 2 + 2],
    [inside, y - r - height / 2 - 2],
    ...aside.filter((at) => at > width / 2 && at < room - width / 2).map((at) => [at, y]),
  ];
}

function writeLines(context, lines, x, y, lineHeight, ink, halo) {
  context.lineJoin = "round";
  context.lineWidth = 4;
  context.strokeStyle = halo;
  context.fillStyle = ink;
  lines.forEach((line, n) => {
    const at = y + (n - (lines.length - 1) / 2) * lineHeight;
    context.strokeText(line, x, at);
    context.fillText(line, x, at);
  });
}

/**
 * Write the labels. `nodes` and `edges` are items {id, x, y, radius, text, size, bold, rank, faded,
 * must, prime, room}, in pixels of the screen; returns the boxes written, for clicks on a label.
 */
export function writeLabels(context, nodes, edges, theme) {
  const ground = new Ground();
  const names = new Ground();
  const written = [];
  for (const item of nodes) ground.take(boxAround(item.x, item.y, 1.7 * item.radius, 1.7 * item.radius, item.id));
  const queue = [...nodes, ...edges].sort((a, b) => b.rank - a.rank);
  context.textAlign = "center";
  context.textBaseline = "middle";
  for (const item of queue) {
    if (!item.text || (item.faded && !item.must)) continue;
    const font = `${item.bold ? "600 " : item.edge ? "italic " : ""}${item.size}px ${theme.font}`;
    context.font = font;
    const lines = item.text.split("\n");
    const lineHeight = item.size * 1.2;
    const width = Math.max(...lines.map((line) => textWidth(context, font, line))) + 4;
    const height = lineHeight * lines.length;
    if (item.edge && !item.must && width > item.room) continue;
    const spots = item.edge ? [[item.x, item.y]] : places(item, width, height, theme.room);
    const spot = spots.find(([x, y]) => ground.free(boxAround(x, y, width, height, item.id), item.id));
    const over = item.prime && !spot ? spots.find(([x, y]) => names.free(boxAround(x, y, width, height, item.id), item.id)) : null;
    const chosen = spot || over || (item.must && !item.edge ? spots[0] : null);
    if (!chosen) continue;
    const box = boxAround(chosen[0], chosen[1], width, height, item.id);
    ground.take(box);
    names.take(box);
    written.push({ ...box, edge: item.edge });
    const ink = item.edge ? (item.must ? theme.ink : theme.muted) : theme.ink;
    writeLines(context, lines, chosen[0], chosen[1], lineHeight, ink, theme.page);
  }
  return written;
}
