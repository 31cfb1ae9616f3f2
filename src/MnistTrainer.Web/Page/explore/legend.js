// What the colors of a figure mean: [{ kind, name }], with the kinds of marks.js.
import { element } from "./dom.js";

export const legend = entries => element("p", { class: "key" }, entries.map(({ kind, name }) => element("span", { class: kind }, name)));
