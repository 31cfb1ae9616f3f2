// A choice among a few values of the state, all of them visible.
import { element, uniqueId } from "./dom.js";
import { inline } from "./prose.js";

// field: the name in the state. all: [{ value, name }].
export function options({ state }, { field, label, all }) {
  const name = uniqueId("options");
  const inputs = all.map(({ value }) => element("input", { type: "radio", name, value, onchange: () => state.set({ [field]: value }) }));
  state.onChange(values => inputs.forEach((input, i) => { input.checked = all[i].value === values[field]; }));
  return element("fieldset", { class: "options" }, element("legend", {}, label), inputs.map((input, i) => element("label", {}, input, element("span", {}, inline(all[i].name)))));
}
