// One widget from one scene: panels, controls, and sentences; the settings are its state.

import { choice, make, place, slider, toggle } from "./controls.js";
import { PanelView } from "./panel.js";
import { fill, shown, unpack } from "./values.js";

const KINDS = { slider, choice, switch: toggle };

function render({ model, el }) {
  let view = null;
  const build = () => {
    view?.leave();
    view = new Explorer(model, el);
  };
  const take = () => view.take(model.get("state"));
  build();
  model.on("change:drawing", build);
  model.on("change:state", take);
  return () => {
    model.off("change:drawing", build);
    model.off("change:state", take);
    view.leave();
  };
}

class Explorer {
  constructor(model, root) {
    Object.assign(this, { model, root, scene: unpack(model.get("drawing")), state: { ...model.get("state") } });
    this.panels = this.scene.panels.map((panel) => new PanelView(panel, (values) => this.set(values)));
    this.controls = this.scene.controls.map((spec) => KINDS[spec.kind](spec, (value) => this.set({ [spec.name]: value })));
    this.build();
    this.watch();
    this.show();
  }

  build() {
    const row = (name, parts) => make("div", { class: name }, ...parts.map((part) => part.element));
    this.reading = make("p", { class: "nnlab-reading" });
    this.live = make("p", { class: "nnlab-live", "aria-live": "polite" });
    const notes = this.scene.notes.map((note) => make("p", { class: "nnlab-note" }, ...withCode(note)));
    const title = make("div", { class: "nnlab-title" }, this.scene.title);
    const parts = [title, row("nnlab-panels", this.panels), this.reading, row("nnlab-controls", this.controls), ...notes, this.live];
    this.element = make("div", { class: "nnlab-explorer", role: "group", "aria-label": this.scene.title }, ...parts);
    this.root.replaceChildren(this.element);
  }

  // Redraw when the place changes its size, or JupyterLab its theme.
  watch() {
    const redraw = () => {
      this.theme = null;
      this.request();
    };
    this.sizes = new ResizeObserver(redraw);
    this.sizes.observe(this.element);
    this.themes = new MutationObserver(redraw);
    this.themes.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-light", "data-jp-theme-name", "class"] });
  }

  leave() {
    this.sizes.disconnect();
    this.themes.disconnect();
  }

  // Settings are always among those that were tabulated.
  set(values) {
    for (const [name, value] of Object.entries(values)) {
      const spec = this.scene.controls.find((control) => control.name === name);
      const index = place(spec, value);
      this.state[name] = spec.kind === "slider" ? spec.values.data[index] : spec.kind === "choice" ? spec.options[index] : Boolean(index);
    }
    this.show();
    clearTimeout(this.saving);
    this.saving = setTimeout(() => this.save(), 200);
  }

  save() {
    this.model.set("state", { ...this.state });
    this.model.save_changes();
    this.live.textContent = this.reading.textContent;
  }

  take(state) {
    Object.assign(this.state, state);
    this.show();
  }

  show() {
    this.scene.controls.forEach((spec, i) => this.controls[i].show(this.state[spec.name]));
    this.request();
  }

  // However many inputs arrive, draw once before the next frame.
  request() {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = null;
      this.draw();
    });
  }

  draw() {
    const at = Object.fromEntries(this.scene.controls.map((spec) => [spec.name, place(spec, this.state[spec.name])]));
    this.theme ??= readTheme(this.element);
    const sentences = this.scene.reading.filter((text) => shown(text, at)).map((text) => fill(text, at));
    this.reading.textContent = sentences.join(" ");
    this.panels.forEach((panel) => {
      panel.draw(at, this.theme);
      panel.canvas.setAttribute("aria-label", `${panel.spec.title}. ${this.reading.textContent}`);
    });
  }
}

// Names between backquotes are code.
const withCode = (note) => note.split("`").map((part, i) => (i % 2 ? make("code", {}, part) : part));

function readTheme(element) {
  const style = getComputedStyle(element);
  const get = (name) => style.getPropertyValue(`--nnlab-${name}`).trim();
  const rgb = (name) => get(name).split(" ").map(Number);
  return {
    colours: [1, 2, 3, 4, 5, 6].map((i) => get(`colour-${i}`)),
    text: get("text"), axis: get("axis"), grid: get("grid"), band: get("band"), paper: get("paper"),
    low: rgb("low"), middle: rgb("middle"), high: rgb("high"), lost: [...rgb("lost"), 255],
    font: `12px ${style.fontFamily}`,
  };
}

export default { render };
