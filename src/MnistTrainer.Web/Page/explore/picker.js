// One of several, as buttons beside each other: radio buttons, bound to a value of the state.
import { element, uniqueId } from "./dom.js";

// options: [{ value, name, kind }], kind being a color of marks.js. set(value): what to change in the state; default: the field alone.
export function picker({ state }, { field, label, options, set = value => ({ [field]: value }) }) {
  const name = uniqueId("picker");
  const inputs = options.map(({ value }) => element("input", { type: "radio", name, value, onchange: () => state.set(set(value)) }));
  state.onChange(values => inputs.forEach(input => { input.checked = input.value === values[field]; }));
  return element("fieldset", { class: "picker" }, element("legend", {}, label),
    options.map(({ name: text, kind }, i) => element("label", { class: kind }, inputs[i], element("span", {}, text))));
}
