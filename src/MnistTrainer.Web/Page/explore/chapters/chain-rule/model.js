// A network of two inputs, two hidden nodes and two outputs, all sigmoids without biases: its error, and the slope of its error for every weight. No part of the
// page: the tests hold it against the library.
import { sigmoid } from "../../logistic.js";

// Weights are stored layer after layer, input by input, as the library does: w11 w12 w21 w22 into the hidden layer, then the same into the outputs.
export const Size = 2;
export const Rules = ["exact", "book"];
export const hiddenWeight = (i, j) => i * Size + j;
export const outputWeight = (j, k) => Size * Size + j * Size + k;

// Weights that are typed, and, beyond those, any that steps from them can lead to: an address holds them all.
export const Typed = 100;
export const Reached = 1e9;

// The network that the chapter opens with: that of the document on the mathematics.
export const example = { inputs: [1, 0.5], weights: [0.9, 0.2, 0.3, 0.8, 0.5, -0.4, 0.3, 0.6], targets: [0.99, 0.01] };

export const sigmoidSlope = z => sigmoid(z) * (1 - sigmoid(z));

const nodes = [...Array(Size).keys()];
const sum = values => values.reduce((total, value) => total + value, 0);

// network: { inputs, weights, targets }. The outputs of all layers, the errors t − o, and E, the sum of their squares.
export function forward({ inputs, weights, targets }) {
  const hiddenNet = nodes.map(j => sum(nodes.map(i => inputs[i] * weights[hiddenWeight(i, j)])));
  const hidden = hiddenNet.map(sigmoid);
  const outputNet = nodes.map(k => sum(nodes.map(j => hidden[j] * weights[outputWeight(j, k)])));
  const outputs = outputNet.map(sigmoid);
  const errors = nodes.map(k => targets[k] - outputs[k]);
  return { hiddenNet, hidden, outputNet, outputs, errors, error: sum(errors.map(one => one * one)) };
}

export const slopeOf = output => output * (1 - output);

// The error of every hidden node. By the chain rule, what comes back through a weight is the error times the slope of the output; the book's rule leaves the slope out.
export function hiddenErrors({ weights }, { errors, outputs }, rule) {
  const sent = errors.map((error, k) => rule === "book" ? error : error * slopeOf(outputs[k]));
  return nodes.map(j => sum(nodes.map(k => weights[outputWeight(j, k)] * sent[k])));
}

// What every node multiplies its inputs by, without the 2: errors times slopes.
export function deltas(network, rule) {
  const pass = forward(network);
  const back = hiddenErrors(network, pass, rule);
  return { hidden: nodes.map(j => back[j] * slopeOf(pass.hidden[j])), outputs: nodes.map(k => pass.errors[k] * slopeOf(pass.outputs[k])) };
}

// E ⊙ o ⊙ (1 − o) · oᵀ without the 2, for all weights as they are stored: what a step with the learning rate 1 adds.
export function changes(network, rule) {
  const { hidden } = forward(network);
  const delta = deltas(network, rule);
  return [...nodes.flatMap(i => nodes.map(j => network.inputs[i] * delta.hidden[j])), ...nodes.flatMap(j => nodes.map(k => hidden[j] * delta.outputs[k]))];
}

// ∂E/∂w of all weights. For the book's rule, what it uses in its place.
export const slopes = (network, rule) => changes(network, rule).map(change => -2 * change);

export function step(network, rule, rate) {
  const change = changes(network, rule);
  return { ...network, weights: network.weights.map((weight, i) => weight + rate * change[i]) };
}

// The error before each of a number of steps, and after the last.
export function train(network, rule, rate, steps) {
  const errors = [];
  for (let current = network; errors.length <= steps; current = step(current, rule, rate))
    errors.push(forward(current).error);
  return errors;
}

// The error with one weight changed.
export const errorAt = (network, index, weight) => forward({ ...network, weights: network.weights.map((old, i) => i === index ? weight : old) }).error;

// A measured slope: the weight moved down and up by h.
export function nudge(network, index, h) {
  const [below, here, above] = [-h, 0, h].map(by => errorAt(network, index, network.weights[index] + by));
  return { below, here, above, slope: (above - below) / (2 * h), oneSided: (above - here) / h };
}
