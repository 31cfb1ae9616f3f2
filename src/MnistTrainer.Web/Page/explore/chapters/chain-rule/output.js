// The slope of the error for a weight into the output layer, line by line.
import { decimal } from "../../numbers.js";
import { player } from "../../player.js";
import { prediction } from "../../prediction.js";
import { slider } from "../../slider.js";
import { table } from "../../table.js";
import { tries } from "../../tries.js";
import { chips } from "./chips.js";
import { derivation, term } from "./derivation.js";
import { fields } from "./fields.js";
import { example, forward, outputWeight, slopeOf } from "./model.js";
import { drawing } from "./network.js";
import { bracketed, ends, exact, Names, weightChoices } from "./numbers.js";

const Left = "\\frac{\\partial E}{\\partial w_{jk}}";
const By = "\\frac{\\partial}{\\partial w_{jk}}";

// Everything that the formula of one weight has.
function parts(values, name) {
  const pass = forward(values);
  const [j, k] = ends(name);
  const [target, output, below] = [values.targets[k], pass.outputs[k], pass.hidden[j]];
  const change = pass.errors[k] * slopeOf(output) * below;
  const weight = values.weights[outputWeight(j, k)];
  return {
    j, k, target, output, below, change, weight, net: pass.outputNet[k], error: pass.errors[k], slope: slopeOf(output), others: pass.errors.filter((_, n) => n !== k),
    move: values.rate * change, next: weight + values.rate * change, all: pass.error,
  };
}

export function outputLines(text, values) {
  const { j, k, target, output, below, net, error, slope, change, move, rate, weight, next, others, all } = { ...parts(values, values.outputWeight), rate: values.rate };
  const number = value => decimal(value);
  const twice = term("-2(t_k - o_k)", number(-2 * error));
  const slopeTerm = source => term(source, number(slope));
  const input = source => term(source, number(below));
  return [
    { left: Left, terms: [term(`${By} \\mark{old}{\\sum_n (t_n - o_n)^2}`)], why: text("outputWhy0", number(all)) },
    { terms: [term(`${By} \\mark{new}{\\mark{old}{(t_k - o_k)^2}}`)], why: text("outputWhy1", j + 1, k + 1, number(others[0] ** 2)) },
    { terms: [term("\\mark{new}{\\mark{old}{\\frac{\\partial E}{\\partial o_k}}}"), term("\\mark{new}{\\frac{\\partial o_k}{\\partial w_{jk}}}")], why: text("outputWhy2") },
    { terms: [term("\\mark{new}{-2(t_k - o_k)}", number(-2 * error)), term(`\\mark{old}{\\frac{\\partial o_k}{\\partial w_{jk}}}`)], why: text("outputWhy3", exact(target), exact(output)) },
    { terms: [twice, term(`\\mark{new}{\\mark{old}{${By} \\sigma(\\sum_j w_{jk} o_j)}}`)], why: text("outputWhy4", exact(net)) },
    { terms: [twice, slopeTerm("\\mark{new}{\\sigma(z_k) (1 - \\sigma(z_k))}"), term(`\\mark{new}{\\mark{old}{${By} \\sum_j w_{jk} o_j}}`)], why: text("outputWhy5") },
    { terms: [twice, slopeTerm("\\mark{old}{\\sigma(z_k) (1 - \\sigma(z_k))}"), input("\\mark{new}{o_j}")], why: text("outputWhy6", j + 1, k + 1) },
    { terms: [term("\\mark{old}{-2}(t_k - o_k)", number(-2 * error)), slopeTerm("\\mark{new}{o_k (1 - o_k)}"), input("o_j")], result: exact(-2 * change), why: text("outputWhy7") },
    { left: `\\mark{new}{\\frac{1}{2}} ${Left}`, terms: [term("\\mark{old}{-}\\mark{new}{(t_k - o_k)}", number(-error)), slopeTerm("o_k (1 - o_k)"), input("o_j")], result: exact(-change), why: text("outputWhy8", exact(-change)) },
    {
      left: "\\mark{new}{\\Delta w_{jk}}", terms: [term("\\mark{new}{\\alpha}", String(rate)), term("(t_k - o_k)", number(error)), slopeTerm("o_k (1 - o_k)"), input("o_j")], result: exact(move),
      why: text("outputWhy9", exact(weight), bracketed(move), exact(next)),
    },
  ];
}

// What the drawing highlights: the link, its node, and what plays no part.
function marks(values) {
  const [j, k] = ends(values.outputWeight);
  const isAlone = values.outputLine >= 1;
  return {
    links: { [outputWeight(j, k)]: "one" },
    nodes: { [`2-${k}`]: "one", [`2-${1 - k}`]: isAlone ? "faint" : "one", ...(values.outputLine >= 6 ? { [`1-${j}`]: "two" } : {}) },
  };
}

export const output = {
  key: "output",
  build(chapter) {
    const { text, state } = chapter;
    const choose = index => index >= 4 && state.set({ outputWeight: Names[index - 4] });
    const of = (values, read) => Names.map(name => decimal(read(parts(values, name))));
    return {
      beside: [
        prediction(chapter, {
          id: "alone", question: text("outputQuestion"), choices: ["outputAll", "outputHalf", "outputNone"].map(one => text(one)), answer: 2, reason: text("outputReason"),
          reveal: () => state.set({ ...example, outputWeight: "11", outputLine: 1 }),
        }),
        tries(chapter, [
          { text: text("outputTry1"), set: { ...example, outputWeight: "11", outputLine: 9, targets: [0.6374, 0.01] } },
          { text: text("outputTry2"), set: { ...example, outputWeight: "12", outputLine: 9 } },
          { text: text("outputTry3"), set: { ...example, outputWeight: "11", outputLine: 9, weights: [9, 0.2, 9, 0.8, 4, -0.4, 4, 0.6], targets: [0, 0.01] } },
        ]),
      ],
      figure: [
        drawing(chapter, { label: text("outputDrawing"), marks, choose }),
        chips(chapter, { field: "outputWeight", label: text("chooseOutput"), choices: weightChoices }),
        player(chapter, { field: "outputLine", last: () => 9, interval: 2600 }),
        ...derivation(chapter, { field: "outputLine", label: text("outputList"), lines: values => outputLines(text, values) }),
        slider(chapter, { field: "rate", label: text("rate"), from: 0.01, to: 10, scale: "log", snaps: [0.1, 1] }),
        fields(chapter, { id: "output" }),
        table(chapter, {
          id: "output", caption: text("outputTable"), columns: [text("symbol"), ...weightChoices.map(one => one.name)],
          rows: values => [
            [text("rowTarget"), ...of(values, one => one.target)], [text("rowOutput"), ...of(values, one => one.output)], [text("rowError"), ...of(values, one => one.error)],
            [text("rowSlope"), ...of(values, one => one.slope)], [text("rowBelow"), ...of(values, one => one.below)], [text("rowWith2"), ...of(values, one => -2 * one.change)],
            [text("rowWithout2"), ...of(values, one => -one.change)], [text("rowMove"), ...of(values, one => one.move)], [text("rowNext"), ...of(values, one => one.next)],
          ],
        }),
      ],
    };
  },
};
