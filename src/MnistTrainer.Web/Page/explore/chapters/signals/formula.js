// The whole network of three layers as one formula, unfolded part by part, up to every number in its place.
import { element } from "../../dom.js";
import { formula as rendered } from "../../formula.js";
import { legend } from "../../legend.js";
import { picker } from "../../picker.js";
import { player } from "../../player.js";
import { prediction } from "../../prediction.js";
import { readout } from "../../readout.js";
import { table } from "../../table.js";
import { forward } from "./model.js";
import { factor, plain, subscript } from "./words.js";

const Nodes = [0, 1, 2];
export const Unfoldings = 6;
const Marks = { x: "\\mark{x}", w: "\\mark{w}", v: "\\mark{v}" };

const outputOf = ({ x3, w3, v3 }, k) => forward(x3, [w3, v3]).at(-1).outputs[k];

// The formula of output k after a number of unfoldings. What has just been unfolded has the mark "new".
export function source({ x3, w3, v3 }, k, step) {
  const fresh = (since, content) => step === since ? `\\mark{new}{${content}}` : content;
  const isNumbers = step >= 5;
  const part = (mark, name, value) => `${Marks[mark]}{${isNumbers ? factor(value) : name}}`;
  const squash = (net, since) => fresh(since, `\\frac{1}{1 + e^{-${net}}}`);
  // The terms of the long sum stand one below another, so that all of the formula is in view.
  const stack = terms => `\\matrix{${terms.join(" + \\\\ ")}}`;
  const inner = j => step < 4 ? `z_{h${j + 1}}` : `(${fresh(4, Nodes.map(i => `${part("w", `w_{${i + 1}${j + 1}}`, w3[3 * i + j])} \\cdot ${part("x", `x_${i + 1}`, x3[i])}`).join(" + "))})`;
  const hidden = j => step < 3 ? `h_${j + 1}` : squash(inner(j), 3);
  const terms = Nodes.map(j => `${part("v", `v_{${j + 1}${k + 1}}`, v3[3 * j + k])} \\cdot ${hidden(j)}`);
  const outer = step < 2 ? `z_{o${k + 1}}` : step < 3 ? `(${fresh(2, terms.join(" + "))})` : stack(terms);
  const whole = step < 1 ? `\\sigma(${outer})` : squash(outer, 1);
  const result = step < Unfoldings ? "" : ` = \\mark{new}{${plain(outputOf({ x3, w3, v3 }, k))}}`;
  return `o_${k + 1} = ${whole}${result}`;
}

export const formula = {
  key: "formula",
  build(chapter) {
    const { text, state } = chapter;
    const box = element("div", { class: "unfolded", tabindex: 0, role: "region", "aria-label": text("formulaPlot") });
    let shown = null;
    state.onChange(values => {
      const wanted = source(values, Number(values.output) - 1, values.unfold);
      if (wanted !== shown)
        box.replaceChildren(rendered(wanted, true));
      shown = wanted;
    });
    return {
      beside: [
        prediction(chapter, {
          id: "weights", question: text("formulaQuestion"), number: { from: 0, to: 1000, answer: 12, tolerance: 0 }, reason: text("formulaReason"),
          reveal: () => state.set({ unfold: 4 }),
        }),
      ],
      figure: [
        picker(chapter, { field: "output", label: text("formulaOf"), options: Nodes.map(k => ({ value: String(k + 1), name: `o${subscript(k + 1)}` })) }),
        legend([{ kind: "three", name: text("inputs") }, { kind: "one", name: text("firstWeights") }, { kind: "two", name: text("secondWeights") }]),
        box,
        readout(chapter, values => text(`unfold${values.unfold}`, values.output, plain(outputOf(values, Number(values.output) - 1)))),
        player(chapter, { field: "unfold", last: () => Unfoldings, interval: 1200 }),
        table(chapter, {
          id: "formula", caption: text("formulaTable"), columns: [text("node"), text("netInput"), text("result")],
          rows: ({ x3, w3, v3 }) => forward(x3, [w3, v3]).flatMap(({ netInputs, outputs }, layer) =>
            outputs.map((output, i) => [`${layer === 0 ? "h" : "o"}${i + 1}`, plain(netInputs[i]), plain(output)])),
        }),
      ],
    };
  },
};
