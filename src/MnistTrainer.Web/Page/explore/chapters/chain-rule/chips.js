// A choice among a few things, as radio buttons side by side, bound to a value of the state.
import { element, uniqueId } from "../../dom.js";
import { inline } from "../../prose.js";

// field: the name in the state. choices: [{ value, name }], where the name may have a formula.
export function chips({ state }, { field, label, choices }) {
  const name = uniqueId("chips");
  const inputs = choices.map(({ value, name: words }) => element("input", { type: "radio", name, value, "aria-label": words.replace(/[$_{}]/g, ""), onchange: () => state.set({ [field]: value }) }));
  state.onChange(values => inputs.forEach((input, i) => { input.checked = choices[i].value === values[field]; }));
  return element("fieldset", { class: "chips" }, element("legend", {}, label), inputs.map((input, i) => element("label", {}, input, element("span", {}, inline(choices[i].name)))));
}
