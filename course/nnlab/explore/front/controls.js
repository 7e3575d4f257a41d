// Native controls: they bring keyboard, focus and labels along. Each returns {element, show(value)}.
// JupyterLab's own keys must be kept off, or the arrow keys never arrive.

import { showNumber } from "./values.js";

const QUIET = { "data-lm-suppress-shortcuts": "true" };
// Several widgets share a page, each with a module of its own: names must differ between them.
const fresh = () => `nnlab-${Math.random().toString(36).slice(2)}`;

export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

export function nearest(values, value) {
  let best = 0;
  values.forEach((candidate, i) => {
    if (Math.abs(candidate - value) < Math.abs(values[best] - value)) best = i;
  });
  return best;
}

export function slider(spec, set) {
  const values = spec.values.data;
  const id = fresh();
  const input = make("input", { type: "range", id, min: 0, max: values.length - 1, step: 1, ...QUIET });
  const output = make("output", { for: id });
  const label = make("label", { for: id }, `${spec.label} `);
  input.addEventListener("input", () => set(values[input.valueAsNumber]));
  const element = make("div", { class: "nnlab-slider" }, make("div", { class: "nnlab-label" }, label, output), input);
  if (spec.play) input.before(player(spec, input, set, values));
  const show = (value) => {
    input.value = nearest(values, value);
    output.textContent = showNumber(value);
    input.setAttribute("aria-valuetext", `${spec.label}: ${showNumber(value)}`);
  };
  return { element, show };
}

// Runs through a slider's values; stops at the last one, or when its widget has gone.
function player(spec, input, set, values) {
  const button = make("button", { type: "button", "aria-label": `Play ${spec.label}`, ...QUIET }, "▶");
  let timer = null;
  const stop = () => {
    timer = clearInterval(timer);
    button.textContent = "▶";
    button.setAttribute("aria-label", `Play ${spec.label}`);
  };
  const step = () => {
    if (input.valueAsNumber >= values.length - 1 || !button.isConnected) return stop();
    set(values[input.valueAsNumber + 1]);
  };
  button.addEventListener("click", () => {
    if (timer) return stop();
    if (input.valueAsNumber >= values.length - 1) set(values[0]);
    button.textContent = "❚❚";
    button.setAttribute("aria-label", `Pause ${spec.label}`);
    timer = setInterval(step, Math.max(40, Math.min(250, 6000 / values.length)));
  });
  return button;
}

export function choice(spec, set) {
  const name = fresh();
  const inputs = spec.options.map((option) => make("input", { type: "radio", name, value: option, ...QUIET }));
  inputs.forEach((input) => input.addEventListener("change", () => set(input.value)));
  const labels = inputs.map((input) => make("label", {}, input, ` ${input.value}`));
  const element = make("fieldset", { class: "nnlab-choice" }, make("legend", {}, spec.label), ...labels);
  return { element, show: (value) => inputs.forEach((input) => (input.checked = input.value === value)) };
}

export function toggle(spec, set) {
  const input = make("input", { type: "checkbox", ...QUIET });
  input.addEventListener("change", () => set(input.checked));
  const element = make("label", { class: "nnlab-switch" }, input, ` ${spec.label}`);
  return { element, show: (value) => (input.checked = value) };
}

// The index of a setting among those that were tabulated.
export function place(spec, value) {
  if (spec.kind === "slider") return nearest(spec.values.data, value);
  return spec.kind === "choice" ? Math.max(0, spec.options.indexOf(value)) : Number(Boolean(value));
}
