// Signals through layers of sigmoids without biases. No part of the page: the tests hold it against the library.
import { sigmoid } from "../../logistic.js";

// The book's network of two and two nodes, and its network of three layers of three. The weights of a layer are w11, w12, ..., w21, ..., the first number naming where
// the signal comes from.
export const two = { inputs: [1, 0.5], layers: [[0.9, 0.2, 0.3, 0.8]] };
export const three = {
  inputs: [0.9, 0.1, 0.8],
  layers: [[0.9, 0.2, 0.1, 0.3, 0.8, 0.5, 0.4, 0.2, 0.6], [0.3, 0.6, 0.8, 0.7, 0.5, 0.1, 0.5, 0.2, 0.9]],
};

// What each layer makes of the one before it: [{ inputs, products, netInputs, outputs }, ...], where products[j][i] is what input i adds to node j.
export function forward(inputs, layers) {
  const passes = [];
  for (const weights of layers) {
    const incoming = passes.at(-1)?.outputs ?? inputs;
    const width = weights.length / incoming.length;
    const products = Array.from({ length: width }, (_, node) => incoming.map((signal, from) => signal * weights[from * width + node]));
    const netInputs = products.map(all => all.reduce((sum, product) => sum + product, 0));
    passes.push({ inputs: incoming, products, netInputs, outputs: netInputs.map(sigmoid) });
  }

  return passes;
}

// The same, one operation after another: [{ layer, node, kind, from, terms, value }, ...]. kind: "product" (from says of which input), "sum", "power" (e to the −z),
// "plus" (1 + that) and "share" (1 over that, the output).
export const operations = (inputs, layers) => forward(inputs, layers).flatMap((pass, layer) => pass.netInputs.flatMap((net, node) => {
  const { length } = pass.inputs;
  const power = Math.exp(-net);
  const one = (kind, terms, value, from = null) => ({ layer, node, kind, from, terms, value });
  return [
    ...pass.products[node].map((product, from) => one("product", [pass.inputs[from], layers[layer][from * layers[layer].length / length + node]], product, from)),
    one("sum", pass.products[node], net), one("power", [net], power), one("plus", [power], 1 + power), one("share", [1 + power], 1 / (1 + power)),
  ];
}));

// The weights as the book's matrix: a row for each node that the signals go to.
export const rowsOf = (weights, inputs) => Array.from({ length: weights.length / inputs }, (_, node) => Array.from({ length: inputs }, (_, from) => weights[from * weights.length / inputs + node]));

// The steps of the matrix products: of each layer, the net input of one node after another, then all outputs at once.
export const products = (inputs, layers) => forward(inputs, layers).flatMap(({ netInputs }, layer) => [...netInputs.map((_, row) => ({ layer, row })), { layer, row: null }]);
