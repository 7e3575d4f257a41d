// One panel: a title, a legend, a canvas. It draws the marks that are shown and follows the pointer.

import { Axes, squareWidth } from "./axes.js";
import { make } from "./controls.js";
import { dash, dots, draw, ink } from "./marks.js";
import { pick, shown } from "./values.js";

export class PanelView {
  constructor(spec, onDrag) {
    this.spec = spec;
    this.canvas = make("canvas", { role: "img", "aria-label": spec.title });
    this.legend = make("div", { class: "nnlab-legend" });
    const title = make("figcaption", {}, spec.title);
    this.element = make("figure", { class: "nnlab-panel" }, title, this.legend, this.canvas);
    if (spec.equal) this.element.style.flex = `0 1 ${squareWidth(spec)}px`;
    if (spec.drag.length) this.follow(onDrag);
  }

  follow(onDrag) {
    this.canvas.classList.add("nnlab-drag");
    const move = (event) => {
      const values = this.axes.data(event.offsetX, event.offsetY);
      onDrag(Object.fromEntries(this.spec.drag.map((name, i) => [name, values[i]])));
    };
    this.canvas.addEventListener("pointerdown", (event) => {
      this.canvas.setPointerCapture(event.pointerId);
      move(event);
    });
    this.canvas.addEventListener("pointermove", (event) => event.buttons && move(event));
  }

  draw(at, theme) {
    this.element.hidden = !shown(this.spec, at);
    const context = this.fit();
    if (!context) return;
    const marks = this.spec.marks.filter((mark) => shown(mark, at)).map((mark) => settle(mark, at));
    const under = marks.filter((mark) => ["band", "heat"].includes(mark.kind));
    this.inside(context, under, theme);
    this.axes.frame(context, theme);
    this.inside(context, marks.filter((mark) => !under.includes(mark)), theme);
    this.name(marks, theme);
  }

  inside(context, marks, theme) {
    const { x, y, w, h } = this.axes.inner;
    for (const mark of marks) {
      context.save();
      context.beginPath();
      context.rect(x, y, w, h);
      context.clip();
      draw[mark.kind]?.(context, this.axes, mark, theme);
      context.restore();
      dots[mark.kind]?.(context, this.axes, mark, theme);
    }
  }

  // Match the canvas to its place on the page and to the screen's pixels.
  fit() {
    const [width, height, ratio] = [this.canvas.clientWidth, this.spec.height, window.devicePixelRatio || 1];
    if (!width) return null;
    const [wide, high] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (this.canvas.width !== wide || this.canvas.height !== high) Object.assign(this.canvas, { width: wide, height: high });
    this.canvas.style.height = `${height}px`;
    this.axes = new Axes(this.spec, width, height);
    const context = this.canvas.getContext("2d");
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    return context;
  }

  name(marks, theme) {
    const named = marks.filter((mark) => mark.name);
    const key = JSON.stringify([named.map((mark) => [mark.name, mark.kind, mark.colour]), theme.text]);
    if (key === this.named) return;
    this.named = key;
    this.legend.replaceChildren(...named.map((mark) => make("span", {}, swatch(mark, theme), ` ${mark.name}`)));
  }
}

function settle(mark, at) {
  const fields = Object.entries(mark).map(([key, value]) => [key, pick(value, at)]);
  const shape = mark.kind === "heat" ? { shape: mark.values.shape.slice(-2) } : {};
  return upTo({ ...Object.fromEntries(fields), ...shape });
}

// Only the points that are there by now.
function upTo(mark) {
  if (typeof mark.until !== "number") return mark;
  return { ...mark, x: mark.x.subarray(0, mark.until + 1), y: mark.y.subarray(0, mark.until + 1) };
}

// The sample beside a name in the legend: drawn as the mark itself is.
function swatch(mark, theme) {
  const canvas = make("canvas", { width: 52, height: 24, "aria-hidden": "true" });
  const context = canvas.getContext("2d");
  context.scale(2, 2);
  const middle = { x: (value) => value, y: (value) => value, holds: () => true };
  if (mark.kind === "points") dots.points(context, middle, { ...mark, colour: mark.colour.length ? 0 : mark.colour, size: 4.5, x: [13], y: [6] }, theme);
  else if (mark.kind === "band") fillBox(context, theme.band);
  else if (mark.kind === "bars") fillBox(context, ink(theme, mark));
  else {
    context.strokeStyle = ["tangent", "rule"].includes(mark.kind) ? theme.text : ink(theme, mark);
    context.lineWidth = 2.2;
    context.setLineDash(mark.kind === "line" ? dash(mark) : mark.kind === "rule" ? [5, 4] : []);
    context.beginPath();
    context.moveTo(0, 6);
    context.lineTo(26, 6);
    context.stroke();
  }
  return canvas;
}

function fillBox(context, colour) {
  context.fillStyle = colour;
  context.fillRect(4, 1, 18, 10);
}
