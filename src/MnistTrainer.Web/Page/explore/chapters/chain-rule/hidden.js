// The slope of the error for a weight into the hidden layer: by the chain rule, and by the book's rule.
import { decimal } from "../../numbers.js";
import { player } from "../../player.js";
import { prediction } from "../../prediction.js";
import { readout } from "../../readout.js";
import { table } from "../../table.js";
import { tries } from "../../tries.js";
import { chips } from "./chips.js";
import { derivation, term } from "./derivation.js";
import { fields } from "./fields.js";
import { example, forward, hiddenErrors, hiddenWeight, outputWeight, Rules, slopeOf } from "./model.js";
import { drawing } from "./network.js";
import { bracketed, ends, exact, Names, weightChoices } from "./numbers.js";

const Left = "\\frac{\\partial E}{\\partial w_{ij}}";
const By = "\\frac{\\partial}{\\partial w_{ij}}";
export const lastLine = ({ rule }) => rule === "book" ? 4 : 7;

function parts(values, name, rule) {
  const pass = forward(values);
  const [i, j] = ends(name);
  const back = hiddenErrors(values, pass, rule)[j];
  const change = back * slopeOf(pass.hidden[j]) * values.inputs[i];
  const weight = values.weights[hiddenWeight(i, j)];
  return { i, j, pass, back, change, weight, slope: slopeOf(pass.hidden[j]), input: values.inputs[i], move: values.rate * change, next: weight + values.rate * change };
}

export const hiddenLines = (text, values) => values.rule === "book" ? bookLines(text, values) : exactLines(text, values);

function exactLines(text, values) {
  const { i, j, pass, back, change, slope, input, move, weight, next } = parts(values, values.hiddenWeight, "exact");
  const sentBack = decimal(-2 * back);
  const slopeTerm = source => term(source, decimal(slope));
  const inputTerm = source => term(source, decimal(input));
  const products = pass.errors.map((error, k) => `$${bracketed(values.weights[outputWeight(j, k)])} \\cdot ${bracketed(error)}$ $\\cdot ${exact(slopeOf(pass.outputs[k]))}$`).join(" + ");
  return [
    { left: Left, terms: [term(`\\mark{old}{${By}} \\mark{new}{\\sum_k} \\mark{old}{(t_k - o_k)^2}`)], why: text("hiddenWhy0", i + 1, j + 1) },
    { terms: [term(["\\sum_k", "\\mark{new}{-2(t_k - o_k)}", "\\cdot \\mark{new}{\\mark{old}{\\frac{\\partial o_k}{\\partial w_{ij}}}}"])], why: text("hiddenWhy1") },
    { terms: [term(["\\sum_k", "-2(t_k - o_k)", "\\cdot \\mark{new}{o_k (1 - o_k)}", "\\cdot \\mark{new}{w_{jk}}", "\\cdot \\mark{new}{\\mark{old}{\\frac{\\partial o_j}{\\partial w_{ij}}}}"])], why: text("hiddenWhy2") },
    { terms: [term(["(\\mark{old}{\\sum_k}", "\\mark{old}{-2(t_k - o_k)}", "\\cdot \\mark{old}{o_k (1 - o_k)}", "\\cdot \\mark{old}{w_{jk}} )"], sentBack), term("\\mark{new}{\\frac{\\partial o_j}{\\partial w_{ij}}}")], why: text("hiddenWhy3", j + 1) },
    { terms: [term("\\mark{new}{-2 e_j}", sentBack), term("\\mark{old}{\\frac{\\partial o_j}{\\partial w_{ij}}}")], why: text("hiddenWhy4", products, exact(back)) },
    { terms: [term("\\mark{old}{-2} e_j", sentBack), slopeTerm("\\mark{new}{o_j (1 - o_j)}"), inputTerm("\\mark{new}{o_i}")], result: exact(-2 * change), why: text("hiddenWhy5") },
    { left: `\\mark{new}{\\frac{1}{2}} ${Left}`, terms: [term("\\mark{old}{-}\\mark{new}{e_j}", decimal(-back)), slopeTerm("o_j (1 - o_j)"), inputTerm("o_i")], result: exact(-change), why: text("hiddenWhy6", exact(-change)) },
    lastOf(text, values, { back, slopeTerm, inputTerm, move, weight, next }),
  ];
}

function bookLines(text, values) {
  const { i, j, pass, back, change, slope, input, move, weight, next } = parts(values, values.hiddenWeight, "book");
  const slopeTerm = source => term(source, decimal(slope));
  const inputTerm = source => term(source, decimal(input));
  const products = pass.errors.map((error, k) => `$${bracketed(values.weights[outputWeight(j, k)])} \\cdot ${bracketed(error)}$`).join(" + ");
  return [
    { left: "\\frac{1}{2} \\frac{\\partial E}{\\partial w_{\\mark{old}{jk}}}", terms: [term("-(\\mark{old}{t_k - o_k})", null), term("\\mark{old}{o_k (1 - o_k)}", null), term("\\mark{old}{o_j}", null)], why: text("bookWhy0") },
    { left: `\\frac{1}{2} \\frac{\\partial E}{\\partial w_{\\mark{new}{ij}}}`, terms: [term("-(\\mark{new}{\\mark{old}{t_j - o_j}})"), slopeTerm("\\mark{new}{o_j (1 - o_j)}"), inputTerm("\\mark{new}{o_i}")], why: text("bookWhy1") },
    { terms: [term("-\\mark{new}{\\mark{old}{e_j}}"), slopeTerm("o_j (1 - o_j)"), inputTerm("o_i")], why: text("bookWhy2") },
    { terms: [term("\\mark{old}{-}\\mark{new}{\\sum_k w_{jk} (t_k - o_k)}", decimal(-back)), slopeTerm("o_j (1 - o_j)"), inputTerm("o_i")], result: exact(-change), why: text("bookWhy3", products, exact(back), i + 1, j + 1) },
    lastOf(text, values, { back, slopeTerm, inputTerm, move, weight, next }),
  ];
}

const lastOf = (text, values, { back, slopeTerm, inputTerm, move, weight, next }) => ({
  left: "\\mark{new}{\\Delta w_{ij}}", terms: [term("\\mark{new}{\\alpha}", String(values.rate)), term("e_j", decimal(back)), slopeTerm("o_j (1 - o_j)"), inputTerm("o_i")], result: exact(move),
  why: text("hiddenWhy7", exact(weight), bracketed(move), exact(next)),
});

function marks(values) {
  const [i, j] = ends(values.hiddenWeight);
  return {
    links: { [hiddenWeight(i, j)]: "one", [outputWeight(j, 0)]: "two", [outputWeight(j, 1)]: "two" },
    nodes: { [`0-${i}`]: "one", [`1-${j}`]: "one", "2-0": "two", "2-1": "two" },
  };
}

export const ruleChips = chapter => chips(chapter, { field: "rule", label: chapter.text("rule"), choices: Rules.map(value => ({ value, name: chapter.text(`${value}Rule`) })) });

export const hidden = {
  key: "hidden",
  build(chapter) {
    const { text, state } = chapter;
    const choose = index => index < 4 && state.set({ hiddenWeight: Names[index] });
    const of = (values, rule, read) => Names.map(name => decimal(read(parts(values, name, rule))));
    return {
      beside: [
        prediction(chapter, {
          id: "longer", question: text("hiddenQuestion"), choices: ["hiddenShorter", "hiddenSame", "hiddenLonger"].map(one => text(one)), answer: 2, reason: text("hiddenReason"),
          reveal: () => state.set({ ...example, hiddenWeight: "11", rule: "book", hiddenLine: 4 }),
        }),
        tries(chapter, [
          { text: text("hiddenTry1"), set: { ...example, hiddenWeight: "11", rule: "exact", hiddenLine: 7 } },
          { text: text("hiddenTry2"), set: { ...example, hiddenWeight: "11", rule: "book", hiddenLine: 4 } },
          { text: text("hiddenTry3"), set: { ...example, hiddenWeight: "21", inputs: [1, 0], hiddenLine: 7, rule: "exact" } },
        ]),
      ],
      figure: [
        drawing(chapter, { label: text("hiddenDrawing"), marks, choose }),
        chips(chapter, { field: "hiddenWeight", label: text("chooseHidden"), choices: weightChoices }),
        ruleChips(chapter),
        player(chapter, { field: "hiddenLine", last: lastLine, interval: 2600 }),
        ...derivation(chapter, { field: "hiddenLine", label: text("hiddenList"), lines: values => hiddenLines(text, values) }),
        readout(chapter, values => {
          const [byRule, byBook] = Rules.map(rule => parts(values, values.hiddenWeight, rule).back);
          return values.hiddenLine < lastLine(values) ? text("hiddenLater") : text("hiddenReadout", decimal(byRule), decimal(byBook));
        }),
        fields(chapter, { id: "hidden" }),
        table(chapter, {
          id: "hidden", caption: text("hiddenTable"), columns: [text("symbol"), ...weightChoices.map(one => one.name)],
          rows: values => [
            ...Rules.map(rule => [text(`${rule}Back`), ...of(values, rule, one => one.back)]),
            [text("rowSlopeHidden"), ...of(values, "exact", one => one.slope)], [text("rowInput"), ...of(values, "exact", one => one.input)],
            ...Rules.flatMap(rule => [[text(`${rule}Change`), ...of(values, rule, one => -one.change)], [text(`${rule}Next`), ...of(values, rule, one => one.next)]]),
          ],
        }),
      ],
    };
  },
};
