// The filter and how it moves, as the state has them, and what chooses them.
import { element } from "../../dom.js";
import { Side } from "../../digits.js";
import { clamp } from "../../numbers.js";
import { picker } from "../../picker.js";
import { names, nameOf, written } from "./filters.js";
import { sideOf } from "./model.js";

export const Fields = ["size", "small", "large", "bias", "activation", "stride", "padding"];

const listOf = ({ size }) => size === "3" ? "small" : "large";
export const filterOf = values => ({
  weights: values[listOf(values)], bias: values.bias, activation: values.activation,
  size: Number(values.size), stride: Number(values.stride), padding: Number(values.padding),
});

// The current place of the filter on the image. Fewer places may be left than its number says.
export const lastPlace = values => sideOf(Side, filterOf(values)) ** 2 - 1;
export const placeIn = values => clamp(values.place, 0, lastPlace(values));

// What to set for a filter with a name.
export const choose = (name, size = "3") => ({ size, [listOf({ size })]: written[name][size] });

// Buttons for filters with names; the reader's own numbers have none.
export function presets({ text, state }) {
  const buttons = names.map(name => element("button", { type: "button", class: "small", onclick: () => state.set(choose(name, state.values.size)) }, text(name)));
  state.onChange(values => {
    const current = nameOf(values[listOf(values)], values.size);
    buttons.forEach((button, i) => button.setAttribute("aria-pressed", String(names[i] === current)));
  });
  return element("div", { class: "presets", role: "group", "aria-label": text("filters") }, element("b", { "aria-hidden": "true" }, text("filters")), buttons);
}

export const pick = (chapter, field, values, label = field) =>
  picker(chapter, { field, label: chapter.text(label), options: values.map(value => ({ value, name: isNaN(value) ? chapter.text(value) : field === "size" ? `${value} × ${value}` : value })) });
