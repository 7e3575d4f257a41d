// A pair of axes on a canvas: from data to pixels and back, frame, ticks.

export const MARGIN = { left: 52, right: 14, top: 10, bottom: 40 };

export class Axes {
  constructor(panel, width, height) {
    Object.assign(this, { panel, width, height });
    this.inner = { x: MARGIN.left, y: MARGIN.top, w: width - MARGIN.left - MARGIN.right, h: height - MARGIN.top - MARGIN.bottom };
    if (panel.equal) this.equalise();
  }

  // Take away from the longer axis until a unit is as long on both.
  equalise() {
    const [across, up] = spans(this.panel);
    const unit = Math.min(this.inner.w / across, this.inner.h / up);
    Object.assign(this.inner, { w: Math.round(unit * across), h: Math.round(unit * up) });
  }

  // Whether a pixel is on the frame or within.
  holds(px, py) {
    const { x, y, w, h } = this.inner;
    return px >= x - 0.5 && px <= x + w + 0.5 && py >= y - 0.5 && py <= y + h + 0.5;
  }

  x(value) {
    const [low, high] = this.panel.x_range;
    return this.inner.x + ((value - low) / (high - low)) * this.inner.w;
  }

  y(value) {
    const [low, high] = this.panel.y_range.map(this.scale, this);
    return this.inner.y + this.inner.h * (1 - (this.scale(value) - low) / (high - low));
  }

  scale(value) {
    return this.panel.log_y ? (value > 0 ? Math.log10(value) : NaN) : value;
  }

  // From a pixel back to data; clipped to the panel.
  data(px, py) {
    const along = Math.min(1, Math.max(0, (px - this.inner.x) / this.inner.w));
    const up = Math.min(1, Math.max(0, 1 - (py - this.inner.y) / this.inner.h));
    const between = ([low, high], part) => low + (high - low) * part;
    return [between(this.panel.x_range, along), between(this.panel.y_range, up)];
  }

  frame(context, theme) {
    const { x, y, w, h } = this.inner;
    context.font = theme.font;
    context.lineWidth = 1;
    context.textBaseline = "middle";
    for (const [value, text] of this.xTicks()) {
      this.grid(context, theme, this.x(value), y, this.x(value), y + h);
      this.write(context, theme, text, this.x(value), y + h + 11, "center");
    }
    for (const [value, text] of this.yTicks()) {
      this.grid(context, theme, x, this.y(value), x + w, this.y(value));
      this.write(context, theme, text, x - 6, this.y(value), "right");
    }
    context.strokeStyle = theme.axis;
    context.strokeRect(x + 0.5, y + 0.5, w - 1, h - 1);
    this.write(context, theme, this.panel.x_label, x + w / 2, y + h + 29, "center");
    context.save();
    context.translate(9, y + h / 2);
    context.rotate(-Math.PI / 2);
    this.write(context, theme, this.panel.y_label, 0, 0, "center");
    context.restore();
  }

  grid(context, theme, x1, y1, x2, y2) {
    context.strokeStyle = theme.grid;
    context.beginPath();
    context.moveTo(Math.round(x1) + 0.5, Math.round(y1) + 0.5);
    context.lineTo(Math.round(x2) + 0.5, Math.round(y2) + 0.5);
    context.stroke();
  }

  write(context, theme, text, x, y, align) {
    context.fillStyle = theme.text;
    context.textAlign = align;
    context.fillText(text, x, y);
  }

  xTicks() {
    if (this.panel.ticks.length) return this.panel.ticks.map((name, i) => [i, name]);
    return ticks(...this.panel.x_range, Math.max(3, this.inner.w / 70));
  }

  yTicks() {
    const [low, high] = this.panel.y_range;
    return this.panel.log_y ? logTicks(low, high, this.inner.h / 28) : ticks(low, high, Math.max(3, this.inner.h / 34));
  }
}

const spans = (panel) => [panel.x_range, panel.y_range].map(([low, high]) => high - low);

// The width at which a panel whose axes are equal leaves no room beside them.
export function squareWidth(panel) {
  const [across, up] = spans(panel);
  return MARGIN.left + MARGIN.right + ((panel.height - MARGIN.top - MARGIN.bottom) * across) / up;
}

// Round numbers between two bounds, at most about `count` of them, each with its text.
export function ticks(low, high, count) {
  const rough = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * [1, 2, 5, 10].find((factor) => factor * power >= rough);
  const digits = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const found = [];
  for (let i = Math.ceil(low / step - 1e-9); i * step <= high + 1e-9 * step; i++) {
    found.push([i * step, plain(i * step, digits)]);
  }
  return found;
}

function plain(value, digits) {
  const text = Math.abs(value) >= 1e5 ? value.toExponential(0) : (value + 0).toFixed(digits);
  return (Number(text) === 0 ? "0" : text).replace("-", "−");
}

function logTicks(low, high, count) {
  const [first, last] = [Math.ceil(Math.log10(low) - 1e-9), Math.floor(Math.log10(high) + 1e-9)];
  if (last - first < 1) return ticks(low, high, count);
  const every = Math.max(1, Math.ceil((last - first) / count));
  const found = [];
  for (let power = first; power <= last; power += every) found.push([10 ** power, tenTo(power)]);
  return found;
}

function tenTo(power) {
  if (Math.abs(power) < 3) return String(Number((10 ** power).toPrecision(1)));
  return "10" + [...String(power)].map((c) => "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"["-0123456789".indexOf(c)]).join("");
}
