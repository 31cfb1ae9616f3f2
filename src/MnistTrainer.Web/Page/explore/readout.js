// One line of numbers under a figure that changes with the state.
import { element } from "./dom.js";
import { inline } from "./prose.js";

// text(values): the line, in the notation of prose.js.
export function readout({ state }, text) {
  const line = element("p", { class: "readout" });
  state.onChange(values => line.replaceChildren(...inline(text(values))));
  return line;
}
