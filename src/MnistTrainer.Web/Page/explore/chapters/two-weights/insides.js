// What one optimizer knows at the current step: the slope, its memories and its move, for both weights, as numbers and bars.
import { element } from "../../dom.js";
import { formula } from "../../formula.js";
import { inline } from "../../prose.js";
import { picker } from "../../picker.js";
import { called } from "./choose.js";
import { formulas } from "./formulas.js";
import { kinds } from "./kinds.js";
import { names, optimizers } from "./model.js";
import { size, wayOf } from "./ways.js";

const Recent = 10; // steps whose largest value fills a bar

export function insides(chapter) {
  const { text, state } = chapter;
  const lines = element("div", { class: "insides" });
  const rule = element("div", { class: "rule" });
  state.onChange(values => {
    const { inside: name, lap } = values;
    const way = wayOf(values, name);
    const at = Math.min(lap, way.length - 1);
    const { memory } = optimizers[name];
    const parts = [
      { part: "slope", sign: "g", what: "slope", kind: "three" },
      ...memory.map((one, i) => ({ part: ["first", "second"][i], ...one, kind: ["five", "four"][i] })),
      { part: "move", sign: "Δw", what: "move", kind: "two" },
    ];
    lines.className = `insides ${kinds[name]}`;
    lines.replaceChildren(...parts.map(({ part, sign, what, kind }) => {
      const largest = Math.max(...way.slice(Math.max(0, at - Recent), at + 1).flatMap(one => one[part].map(Math.abs)).filter(Number.isFinite), 1e-300);
      return element("div", { class: kind },
        element("span", { class: "what" }, element("b", {}, sign), ` ${text(`part-${what}`)}`),
        way[at][part].map((value, i) => {
          const bar = element("i", { class: "bar", "aria-hidden": "true" }, element("i", {}));
          bar.firstChild.style.setProperty("--from", `${50 + 50 * Math.min(0, value / largest)}%`);
          bar.firstChild.style.setProperty("--length", `${50 * Math.min(1, Math.abs(value / largest))}%`);
          return element("span", { class: "value" }, element("small", {}, "xy"[i]), bar, element("span", {}, size(value)));
        }));
    }));
  }, ["inside", "surface", "start", "lap", ...names]);
  state.onChange(({ inside }) => rule.replaceChildren(...formulas[inside].map(line => element("span", {}, formula(line))), element("p", {}, inline(text(`idea-${inside}`)))), ["inside"]);
  return element("div", { class: "inside" },
    picker(chapter, { field: "inside", label: text("insideLabel"), options: names.map(value => ({ value, name: called(text, value), kind: kinds[value] })) }), rule, lines);
}
