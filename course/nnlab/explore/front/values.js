// What arrived from the kernel, and what it is for the present settings.

// Numbers travel as bytes, each table once; wherever it is used there is then {by, shape, data}, with data a
// Float64Array or a list of words.
export function unpack(drawing) {
  return replace({ ...drawing, tables: [] }, drawing.tables.map(floats));
}

function replace(value, tables) {
  if (Array.isArray(value)) return value.map((item) => replace(item, tables));
  if (value === null || typeof value !== "object") return value;
  if ("by" in value && "shape" in value) {
    return { by: value.by, shape: value.shape, data: value.words ?? tables[value.table] };
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, replace(item, tables)]));
}

function floats(view) {
  return new Float64Array(view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength));
}

// The entry of a table for the settings `at` (control name → index): a scalar, or a view of its numbers.
export function pick(field, at) {
  if (field === null || typeof field !== "object" || !("by" in field)) return field;
  let [start, size] = [0, field.data.length];
  field.by.forEach((name, axis) => {
    size /= field.shape[axis];
    start += at[name] * size;
  });
  if (field.shape.length === field.by.length) return field.data[start];
  return field.data.slice ? subarray(field.data, start, size) : field.data;
}

function subarray(data, start, size) {
  return data.subarray ? data.subarray(start, start + size) : data.slice(start, start + size);
}

export const shown = (thing, at) => Object.entries(thing.when).every(([name, place]) => at[name] === place);

// Three digits, as a person would write them; the still picture does the same.
export function showNumber(number) {
  if (Number.isNaN(number)) return "not a number";
  if (!Number.isFinite(number)) return number > 0 ? "infinity" : "−infinity";
  return String(Number(number.toPrecision(3))).replaceAll("-", "−");
}

export function fill(text, at) {
  return text.template.replace(/\{(\w+)\}/g, (_, name) => {
    const value = pick(text.fields[name], at);
    return typeof value === "string" ? value : Number.isNaN(value) ? text.lost : showNumber(value);
  });
}
