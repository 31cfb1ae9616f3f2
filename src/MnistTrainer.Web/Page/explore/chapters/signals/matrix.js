// The same signals as products of matrices: a row of the weights times the column of the signals is one net input.
import { cell } from "../../cell.js";
import { element } from "../../dom.js";
import { picker } from "../../picker.js";
import { player } from "../../player.js";
import { inline } from "../../prose.js";
import { prediction } from "../../prediction.js";
import { readout } from "../../readout.js";
import { table } from "../../table.js";
import { tries } from "../../tries.js";
import { forward, products, rowsOf } from "./model.js";
import { factor, namesOf, plain } from "./words.js";

const Networks = { two: { inputs: "x2", weights: ["w2"] }, three: { inputs: "x3", weights: ["w3", "v3"] } };
const numbersOf = (values, { inputs, weights }) => [values[inputs], weights.map(field => values[field])];

// A matrix with a name above it: rows of nodes.
function grid(name, rows) {
  const inner = element("div", { class: "matrix" }, rows.flat());
  inner.style.setProperty("--columns", rows[0].length);
  return element("div", { class: "named" }, element("span", { class: "name" }, inline(`$${name}$`)), inner);
}

const sign = text => element("span", { class: "sign" }, text);

// All products of one network, with a function that shows what is done.
function equations(chapter, key, problem) {
  const { text, state } = chapter;
  const { inputs, weights } = Networks[key];
  const count = state.values[inputs].length;
  const nodes = Array.from({ length: count }, (_, i) => i);
  const layerNames = namesOf(weights.length);
  const letter = layer => layerNames.signalText(layer, 0)[0];
  const value = () => element("span", { class: "value" });
  const layers = weights.map((field, layer) => {
    const factors = nodes.map(node => nodes.map(from => cell(chapter, { field, index: from * count + node, label: text("weightOf", layerNames.weightText(layer, from, node), from + 1, node + 1), problem })));
    const signals = nodes.map(i => layer === 0 ? cell(chapter, { field: inputs, index: i, label: text("inputOf", i + 1), problem }) : value());
    const nets = nodes.map(value);
    const outputs = nodes.map(value);
    const column = cells => cells.map(one => [one]);
    const z = weights.length === 1 ? "z" : `z_${letter(layer)}`;
    const line = element("div", { class: "product" },
      grid(layer === 0 ? "W" : "V", factors), sign("·"), grid(letter(layer - 1), column(signals)), sign("="), grid(z, column(nets)), sign("→"), grid(`${letter(layer)} = \\sigma(${z})`, column(outputs)));
    return { factors, signals, nets, outputs, line };
  });
  const show = values => {
    const [x, all] = numbersOf(values, Networks[key]);
    const passes = forward(x, all);
    const steps = products(x, all);
    const done = steps.slice(0, values.product);
    const current = done.at(-1);
    layers.forEach(({ factors, signals, nets, outputs }, layer) => {
      const has = row => done.some(one => one.layer === layer && one.row === row);
      const isRow = row => current?.layer === layer && current.row === row;
      nodes.forEach(i => {
        nets[i].textContent = has(i) ? plain(passes[layer].netInputs[i]) : "?";
        outputs[i].textContent = has(null) ? plain(passes[layer].outputs[i]) : "?";
        if (layer > 0)
          signals[i].textContent = done.some(one => one.layer === layer - 1 && one.row === null) ? plain(passes[layer].inputs[i]) : "?";
        factors[i].forEach(one => one.classList.toggle("current", isRow(i)));
        signals[i].classList.toggle("current", current?.layer === layer && current.row !== null);
        nets[i].classList.toggle("current", isRow(i) || isRow(null));
        outputs[i].classList.toggle("current", isRow(null));
      });
    });
  };
  return { element: element("div", { class: "products" }, layers.map(layer => layer.line)), show };
}

// The step just done, in numbers.
function sentence(values, text) {
  const network = Networks[values.network];
  const [x, all] = numbersOf(values, network);
  const step = products(x, all)[Math.min(values.product, products(x, all).length) - 1];
  if (step === undefined)
    return text("matrixBegin");
  const { inputs, netInputs } = forward(x, all)[step.layer];
  if (step.row === null)
    return text("matrixSigmoid");
  const row = rowsOf(all[step.layer], inputs.length)[step.row];
  return text("matrixRow", step.row + 1, row.map((weight, i) => `$${factor(weight)} \\cdot ${factor(inputs[i])}$`).join(" + "), plain(netInputs[step.row]));
}

export const matrix = {
  key: "matrix",
  build(chapter) {
    const { text, state } = chapter;
    const problem = element("p", { class: "problem", role: "status" });
    const both = Object.fromEntries(Object.keys(Networks).map(key => [key, equations(chapter, key, problem)]));
    state.onChange(values => {
      for (const [key, { element: shown, show }] of Object.entries(both)) {
        shown.hidden = values.network !== key;
        show(values);
      }
    });
    const last = values => products(...numbersOf(values, Networks[values.network])).length;
    return {
      beside: [
        prediction(chapter, {
          id: "shape", question: text("matrixQuestion"), number: { from: 0, to: 1e6, answer: 200, tolerance: 0 }, reason: text("matrixReason"),
        }),
        tries(chapter, [
          { text: text("matrixTry1"), set: { network: "two", product: 3 } },
          { text: text("matrixTry2"), set: { network: "three", product: 8 } },
          { text: text("matrixTry3"), set: { network: "three", w3: [1, 0, 0, 0, 1, 0, 0, 0, 1], product: 3 } },
        ]),
      ],
      figure: [
        picker(chapter, { field: "network", label: text("networkChoice"), options: [{ value: "two", name: text("networkTwo") }, { value: "three", name: text("networkThree") }] }),
        Object.values(both).map(one => one.element), problem,
        readout(chapter, values => sentence(values, text)),
        player(chapter, { field: "product", last, interval: 900 }),
        table(chapter, {
          id: "matrix", caption: text("matrixTable"), columns: [text("layer"), text("node"), text("netInput"), text("result")],
          rows: values => forward(...numbersOf(values, Networks[values.network])).flatMap(({ netInputs, outputs }, layer) =>
            outputs.map((output, i) => [String(layer + 2), String(i + 1), plain(netInputs[i]), plain(output)])),
        }),
      ],
    };
  },
};
