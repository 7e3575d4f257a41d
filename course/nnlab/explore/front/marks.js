// How each mark is drawn. A mark's fields are already those for the present settings.

const DASHES = [[], [7, 4], [2, 3], [9, 3, 2, 3]];

// What ends at the frame, and the symbols, which are whole even where they lie on it.
export const draw = { line, bars, band, rule, tangent, heat, label, arrow };
export const dots = { line: losses, points, tangent: foot };

export function ink(theme, mark) {
  return theme.colours[mark.colour % theme.colours.length];
}

export function dash(mark) {
  return DASHES[(mark.dash ?? mark.colour) % DASHES.length];
}

function line(context, axes, mark, theme) {
  const path = way(axes, mark);
  if (axes.panel.marks.some((other) => other.kind === "heat")) {
    stroke(context, theme.paper, mark.width + 3); // a line must stand out from whatever colours it crosses
    context.stroke(path);
  }
  stroke(context, ink(theme, mark), mark.width, dash(mark));
  context.stroke(path);
  context.setLineDash([]);
}

function way(axes, mark) {
  const path = new Path2D();
  let open = false;
  for (let i = 0; i < mark.y.length; i++) {
    const [x, y] = [axes.x(mark.x[i]), axes.y(mark.y[i])];
    if (Number.isFinite(x) && Number.isFinite(y)) path[open ? "lineTo" : "moveTo"](x, clamp(y));
    open = Number.isFinite(x) && Number.isFinite(y);
  }
  return path;
}

// Canvas coordinates beyond this lose the line altogether.
const clamp = (y) => Math.max(-1e5, Math.min(1e5, y));

// Where a line stops: a cross after its last number, or a triangle at the edge where it went to infinity.
// A point without an x is nothing lost: there is none.
function losses(context, axes, mark, theme) {
  const { y: top, h } = axes.inner;
  for (let i = 0; i < mark.y.length; i++) {
    const [now, before, after] = [mark.y[i], mark.y[i - 1], mark.y[i + 1]];
    if (Number.isFinite(now) || Number.isNaN(mark.x[i])) continue;
    if (!(Number.isFinite(before) || Number.isFinite(after) || mark.y.length === 1)) continue;
    const beside = Number.isFinite(before) ? i - 1 : i + 1;
    const x = axes.x(mark.x[i]);
    if (!axes.holds(x, top)) continue;
    const edge = now > 0 ? top + 7 : top + h - 7;
    const y = Number.isNaN(now) ? Math.max(top + 7, Math.min(top + h - 7, axes.y(mark.y[beside]))) : edge;
    symbol(context, Number.isNaN(now) ? "cross" : now > 0 ? "triangle" : "down", x, y, 6, ink(theme, mark), theme);
  }
}

function points(context, axes, mark, theme) {
  for (let i = 0; i < mark.x.length; i++) {
    const size = mark.size.length ? mark.size[i] : mark.size;
    const colour = mark.colour.length ? theme.colours[mark.colour[i] % theme.colours.length] : ink(theme, mark);
    const [x, y] = [axes.x(mark.x[i]), axes.y(mark.y[i])];
    if (axes.holds(x, y)) symbol(context, mark.shape, x, y, size, colour, theme);
  }
}

function symbol(context, shape, x, y, size, colour, theme) {
  context.beginPath();
  context.fillStyle = colour;
  context.lineWidth = 1.2;
  context.strokeStyle = theme.paper;
  if (shape === "cross") return cross(context, x, y, size, colour);
  if (shape === "circle") context.arc(x, y, size, 0, 7);
  if (shape === "square") context.rect(x - size * 0.9, y - size * 0.9, size * 1.8, size * 1.8);
  if (shape === "triangle") polygon(context, [x, y - size * 1.2, x + size * 1.1, y + size * 0.8, x - size * 1.1, y + size * 0.8]);
  if (shape === "down") polygon(context, [x, y + size * 1.2, x + size * 1.1, y - size * 0.8, x - size * 1.1, y - size * 0.8]);
  context.fill();
  context.stroke();
}

function cross(context, x, y, size, colour) {
  stroke(context, colour, 2.2);
  context.moveTo(x - size, y - size);
  context.lineTo(x + size, y + size);
  context.moveTo(x - size, y + size);
  context.lineTo(x + size, y - size);
  context.stroke();
}

function polygon(context, [x, y, ...rest]) {
  context.moveTo(x, y);
  for (let i = 0; i < rest.length; i += 2) context.lineTo(rest[i], rest[i + 1]);
  context.closePath();
}

function bars(context, axes, mark, theme) {
  const zero = axes.panel.log_y ? axes.inner.y + axes.inner.h : axes.y(0);
  context.fillStyle = ink(theme, mark);
  for (let i = 0; i < mark.y.length; i++) {
    const [left, right] = [axes.x(mark.x[i] - mark.width / 2), axes.x(mark.x[i] + mark.width / 2)];
    const top = axes.y(mark.y[i]);
    if (Number.isFinite(top)) context.fillRect(left, Math.min(top, zero), right - left, Math.abs(zero - top));
    else symbol(context, mark.y[i] > 0 ? "triangle" : "cross", (left + right) / 2, axes.inner.y + 9, 6, ink(theme, mark), theme);
  }
}

function band(context, axes, mark, theme) {
  const { y, h, x: left, w } = axes.inner;
  const half = (mark.x[1] - mark.x[0]) / 2;
  context.fillStyle = theme.band;
  for (let i = 0; i < mark.mask.length; i++) {
    if (!mark.mask[i]) continue;
    const start = i;
    while (mark.mask[i + 1]) i++;
    const from = Math.max(left, axes.x(mark.x[start] - half));
    context.fillRect(from, y, Math.min(left + w, axes.x(mark.x[i] + half)) - from, h);
  }
}

function rule(context, axes, mark, theme) {
  const { x, y, w, h } = axes.inner;
  stroke(context, mark.name ? theme.text : theme.axis, mark.name ? 1.8 : 1, [5, 4]);
  const upright = mark.x !== null;
  const at = upright ? axes.x(mark.x) : axes.y(mark.y);
  context.moveTo(upright ? at : x, upright ? y : at);
  context.lineTo(upright ? at : x + w, upright ? y + h : at);
  context.stroke();
  context.setLineDash([]);
}

function tangent(context, axes, mark, theme) {
  if (!Number.isFinite(mark.slope) || !Number.isFinite(mark.y)) return;
  const reach = (axes.panel.x_range[1] - axes.panel.x_range[0]) / 7;
  stroke(context, theme.text, 2);
  context.moveTo(axes.x(mark.x - reach), axes.y(mark.y - reach * mark.slope));
  context.lineTo(axes.x(mark.x + reach), axes.y(mark.y + reach * mark.slope));
  context.stroke();
}

function foot(context, axes, mark, theme) {
  const [x, y] = [axes.x(mark.x), axes.y(mark.y)];
  if (axes.holds(x, y)) symbol(context, "circle", x, y, 6, theme.text, theme);
}

function heat(context, axes, mark, theme) {
  const [x, y] = [axes.x(mark.x_range[0]), axes.y(mark.y_range[1])];
  context.imageSmoothingEnabled = false;
  context.drawImage(picture(mark, theme), x, y, axes.x(mark.x_range[1]) - x, axes.y(mark.y_range[0]) - y);
}

// Colouring thousands of values takes longer than all else, and most controls leave them alone.
const pictures = new WeakMap();

function picture(mark, theme) {
  const known = pictures.get(mark.values.buffer);
  if (known && known.start === mark.values.byteOffset && known.theme === theme) return known.canvas;
  const canvas = paint(mark, theme);
  pictures.set(mark.values.buffer, { start: mark.values.byteOffset, theme, canvas });
  return canvas;
}

function paint(mark, theme) {
  const [rows, columns] = mark.shape;
  const image = new ImageData(columns, rows);
  const [low, high] = mark.limits;
  for (let i = 0; i < rows * columns; i++) {
    const value = mark.values[i];
    const part = Math.max(0, Math.min(1, (value - low) / (high - low)));
    const step = Math.min(mark.levels - 1, Math.floor(part * mark.levels)) / (mark.levels - 1);
    const row = rows - 1 - Math.floor(i / columns);
    const pixel = Number.isNaN(value) ? theme.lost : mix(theme, step);
    image.data.set(pixel, 4 * (row * columns + (i % columns)));
  }
  const canvas = new OffscreenCanvas(columns, rows);
  canvas.getContext("2d").putImageData(image, 0, 0);
  return canvas;
}

function mix(theme, part) {
  const [from, to, share] = part < 0.5 ? [theme.low, theme.middle, part * 2] : [theme.middle, theme.high, part * 2 - 1];
  return [0, 1, 2].map((i) => from[i] + (to[i] - from[i]) * share).concat(255);
}

function label(context, axes, mark, theme) {
  context.fillStyle = theme.text;
  context.font = theme.font;
  context.textAlign = "center";
  context.textBaseline = "bottom";
  context.fillText(mark.text, axes.x(mark.x), axes.y(mark.y) - 6);
}

function arrow(context, axes, mark, theme) {
  const [x, y, endX, endY] = [axes.x(mark.x), axes.y(mark.y), axes.x(mark.x_end), axes.y(mark.y_end)];
  const angle = Math.atan2(endY - y, endX - x);
  stroke(context, ink(theme, mark), 2.4);
  context.moveTo(x, y);
  context.lineTo(endX, endY);
  for (const turn of [2.6, -2.6]) {
    context.moveTo(endX, endY);
    context.lineTo(endX + 9 * Math.cos(angle + turn), endY + 9 * Math.sin(angle + turn));
  }
  context.stroke();
}

function stroke(context, colour, width, pattern = []) {
  context.beginPath();
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.lineJoin = "round";
  context.setLineDash(pattern);
}
