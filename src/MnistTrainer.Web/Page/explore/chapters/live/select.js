// A value of the state to choose from a list. The texts have the names of the field and of its values.
import { element, uniqueId } from "../../dom.js";

export function select({ state, text }, field, values) {
  const id = uniqueId("select");
  const list = element("select", { id, onchange: () => state.set({ [field]: list.value }) }, values.map(value => element("option", { value }, text(value))));
  state.onChange(all => { list.value = all[field]; });
  return element("p", { class: "select" }, element("label", { for: id }, text(field)), list);
}
