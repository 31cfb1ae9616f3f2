// What a surface brings with it: its start, and the best rate of every optimizer from there.
import { picker } from "../../picker.js";
import { bestRate, names, optimizers, surfaces } from "./model.js";

const known = new Map();

// The best rates from a start, as fields of the state. inView: of those that stay in the view.
export function bestRates(surface, start, inView = false) {
  const key = `${surface} ${start} ${inView}`;
  if (!known.has(key))
    known.set(key, Object.fromEntries(names.map(name => [name, bestRate(surfaces[surface], name, start, inView)])));
  return known.get(key);
}

export const chosen = surface => {
  const { start } = surfaces[surface];
  return { surface, start, step: 0, lap: 0, ...bestRates(surface, start) };
};

export const surfacePicker = chapter => picker(chapter, {
  field: "surface", label: chapter.text("surfaceLabel"), set: chosen, options: Object.keys(surfaces).map(value => ({ value, name: chapter.text(value) })),
});

export const axesOf = surface => {
  const { x, y } = surfaces[surface];
  const isNeuron = surface === "neuron";
  return { x: { ...x, label: isNeuron ? "w₁" : "x" }, y: { ...y, label: isNeuron ? "w₂" : "y" } };
};
export const round = point => point.map(value => Number(value.toFixed(2)));

// The name of an optimizer: all are proper names but the first.
export const called = (text, name) => name === "gradient-descent" ? text("plainDescent") : optimizers[name].name;
