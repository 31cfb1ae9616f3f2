// "Try this": things to do with the figure, some of which a button sets up.
import { element } from "./dom.js";
import { inline } from "./prose.js";
import { shared } from "./texts.js";

// all: [{ text, set }], where set, which may be missing, has the values of the state to set, or makes them.
export const tries = ({ state }, all) => element("section", { class: "tries" }, element("h4", {}, shared("tryThis")),
  element("ul", {}, all.map(({ text, set }) => element("li", {}, element("span", {}, inline(text)),
    set && element("button", { type: "button", class: "small", onclick: () => state.set(typeof set === "function" ? set() : set) }, shared("set"), element("span", { class: "hidden" }, `: ${text.replace(/[*$`]/g, "")}`))))));
