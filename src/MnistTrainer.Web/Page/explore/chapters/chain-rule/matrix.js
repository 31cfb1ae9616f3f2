// All changes of a layer at once: ΔW = α · E ⊙ o ⊙ (1 − o) · oᵀ, factor by factor.
import { legend } from "../../legend.js";
import { path, segment, dot } from "../../marks.js";
import { element } from "../../dom.js";
import { decimal } from "../../numbers.js";
import { player } from "../../player.js";
import { Plot } from "../../plot.js";
import { prediction } from "../../prediction.js";
import { readout } from "../../readout.js";
import { slider } from "../../slider.js";
import { table } from "../../table.js";
import { tries } from "../../tries.js";
import { chips } from "./chips.js";
import { derivation, term } from "./derivation.js";
import { ruleChips } from "./hidden.js";
import { changes, forward, hiddenErrors, hiddenWeight, outputWeight, Rules, Size, slopeOf, step, train } from "./model.js";
import { column, matrix, Names, row } from "./numbers.js";

const Steps = 100;
const nodes = [...Array(Size).keys()];

// As the book has it: a row for every node that a weight leads to, a column for every node that it comes from.
export function factors(values) {
  const pass = forward(values);
  const isOutput = values.layer === "output";
  const index = isOutput ? outputWeight : hiddenWeight;
  const shaped = all => nodes.map(to => nodes.map(from => all[index(from, to)]));
  const change = shaped(changes(values, values.rule));
  const weights = shaped(values.weights);
  return {
    errors: isOutput ? pass.errors : hiddenErrors(values, pass, values.rule), outputs: isOutput ? pass.outputs : pass.hidden, below: isOutput ? pass.hidden : values.inputs,
    change, weights, move: change.map(one => one.map(value => values.rate * value)), next: weights.map((one, to) => one.map((weight, from) => weight + values.rate * change[to][from])),
  };
}

export function matrixLines(text, values) {
  const { errors, outputs, below, change, weights, move, next } = factors(values);
  const isOutput = values.layer === "output";
  const slopes = outputs.map(slopeOf);
  const deltas = errors.map((error, i) => error * slopes[i]);
  const [one, from] = isOutput ? ["k", "j"] : ["j", "i"];
  const single = isOutput ? "(t_k - o_k)" : "e_j";
  const left = "\\Delta W";
  return [
    { left: `\\Delta w_{${from}${one}}`, terms: [term("\\alpha", null), term(`\\mark{old}{${single}}`, null), term(`\\mark{old}{o_${one} (1 - o_${one})}`, null), term(`\\mark{old}{o_${from}}`, null)], why: text(isOutput ? "matrixWhy0" : "matrixWhyHidden") },
    { left: "\\mark{new}{E}", terms: [term(isOutput ? "\\mark{old}{\\matrix{t_1 - o_1 \\\\ t_2 - o_2}}" : "\\mark{old}{\\matrix{e_1 \\\\ e_2}}", column(errors))], why: text("matrixWhy1") },
    { left: "", terms: [term("\\mark{new}{E \\odot o \\odot (1 - o)}", [column(errors), `\\odot ${column(slopes)}`])], result: `\\mark{old}{${column(deltas)}}`, why: text("matrixWhy2") },
    { left: "", terms: [term("E \\odot o \\odot (1 - o)", column(deltas)), term("\\mark{new}{o^{\\text{T}}}", row(below))], result: `\\mark{old}{${matrix(change)}}`, why: text("matrixWhy3") },
    { left, terms: [term("\\mark{new}{\\alpha}", String(values.rate)), term("E \\odot o \\odot (1 - o) \\cdot o^{\\text{T}}", matrix(change))], result: `\\mark{old}{${matrix(move)}}`, why: text("matrixWhy4") },
    { left: "W", terms: [term("W + \\mark{new}{\\Delta W}", [matrix(weights), `+ ${matrix(move)}`])], result: matrix(next), why: text("matrixWhy5") },
  ];
}

export const whole = {
  key: "matrix",
  build(chapter) {
    const { text, state } = chapter;
    const plot = new Plot(chapter, { label: text("trainPlot"), ratio: 0.45, x: { from: 0, to: Steps, label: text("stepColumn") }, y: { from: 0, to: 0.5, label: "E" } });
    const Kinds = { exact: "one", book: "two" };
    state.onChange(values => {
      const all = Rules.map(rule => train(values, rule, values.rate, Steps));
      const top = Math.max(0.1, Math.max(...all.flat()) * 1.08);
      plot.draw(p => [
        segment(p, [1, 0], [1, top], "guide"),
        Rules.map((rule, i) => [path(p, all[i].map((error, n) => [n, error]), Kinds[rule]), dot(p, [1, all[i][1]], Kinds[rule], 5)]),
      ], { y: { from: 0, to: top } });
    });
    const take = count => {
      let network = state.values;
      for (let i = 0; i < count; i++)
        network = step(network, state.values.rule, state.values.rate);
      state.set({ weights: network.weights.map(weight => Number(weight.toPrecision(12))) });
    };
    return {
      beside: [
        prediction(chapter, {
          id: "shape", question: text("matrixQuestion"), choices: ["matrixNumber", "matrixColumn", "matrixMatrix"].map(one => text(one)), answer: 2, reason: text("matrixReason"),
          reveal: () => state.set({ matrixLine: 3 }),
        }),
        tries(chapter, [
          { text: text("matrixTry1"), set: { layer: "output", matrixLine: 5 } },
          { text: text("matrixTry2"), set: { layer: "hidden", matrixLine: 5 } },
          { text: text("matrixTry3"), set: { rate: 10 } },
        ]),
      ],
      figure: [
        chips(chapter, { field: "layer", label: text("layer"), choices: ["output", "hidden"].map(value => ({ value, name: text(`${value}Weights`) })) }),
        ruleChips(chapter),
        player(chapter, { field: "matrixLine", last: () => 5, interval: 2600 }),
        ...derivation(chapter, { field: "matrixLine", label: text("matrixList"), lines: values => matrixLines(text, values) }),
        slider(chapter, { field: "rate", label: text("rate"), from: 0.01, to: 10, scale: "log", snaps: [0.1, 1] }),
        readout(chapter, values => text("matrixReadout", decimal(forward(values).error), decimal(train(values, values.rule, values.rate, 1)[1]))),
        element("div", { class: "acts" },
          element("button", { type: "button", class: "take", onclick: () => take(1) }, text("take")),
          element("button", { type: "button", onclick: () => take(10) }, text("takeTen")),
          element("button", { type: "button", onclick: () => state.reset("inputs", "weights", "targets") }, text("original"))),
        legend(Rules.map(rule => ({ kind: Kinds[rule], name: text(`${rule}Rule`) }))),
        plot.element,
        table(chapter, {
          id: "matrix", caption: text("matrixTable"), columns: [text("weight"), text("rowWeight"), text("rowMove"), text("rowNext")],
          rows: values => ["hidden", "output"].flatMap(layer => {
            const { weights, move, next } = factors({ ...values, layer });
            return Names.map(name => {
              const [from, to] = [name[0] - 1, name[1] - 1];
              return [text(`${layer}Name`, name), ...[weights, move, next].map(one => decimal(one[to][from]))];
            });
          }),
        }),
      ],
    };
  },
};
