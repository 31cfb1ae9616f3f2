// Errors over two weights, with their slopes. No part of the page.
import { sigmoid } from "../../logistic.js";

// Two inputs and the target of a neuron, eight times. As in the book, targets are numbers that a sigmoid can reach.
export const data = [
  { inputs: [0.4, 0.4], target: 0.9 }, { inputs: [1.4, -0.2], target: 0.9 }, { inputs: [0.5, 0.5], target: 0.9 }, { inputs: [0.6, 0], target: 0.9 },
  { inputs: [-1.7, -0.7], target: 0.1 }, { inputs: [-0.3, -0.4], target: 0.1 }, { inputs: [-1.7, 0.2], target: 0.1 }, { inputs: [0.2, 0.2], target: 0.1 },
];

// Half the squared error of one sample, and its slopes by the chain rule: the error of the output, through the sigmoid, times the input.
function ofSample([v, w], { inputs: [a, b], target }) {
  const output = sigmoid(v * a + w * b);
  const error = output - target;
  const slope = error * output * (1 - output);
  return { value: error * error / 2, slope: [slope * a, slope * b] };
}

const mean = all => all.reduce((sum, one) => sum + one, 0) / all.length;

// value and slope: of a point [x, y]. noisy: the slope that one sample alone gives, in turn. height: what is drawn, if not the value. lowest: where its minima are.
export const surfaces = {
  bowl: {
    x: { from: -3, to: 3 }, y: { from: -2, to: 2 }, start: [-2.4, 1.5], lowest: [[0, 0]],
    value: ([x, y]) => (x * x + y * y) / 2, slope: ([x, y]) => [x, y],
  },
  ravine: {
    x: { from: -3, to: 3 }, y: { from: -2, to: 2 }, start: [-2.5, 1.2], lowest: [[0, 0]],
    value: ([x, y]) => (x * x + 25 * y * y) / 2, slope: ([x, y]) => [x, 25 * y],
  },
  saddle: {
    x: { from: -3, to: 3 }, y: { from: -2, to: 2 }, start: [-2.4, 0.01], lowest: [[0, 1], [0, -1]],
    value: ([x, y]) => x * x / 2 + (y * y - 1) ** 2 / 4, slope: ([x, y]) => [x, y ** 3 - y],
  },
  rosenbrock: {
    x: { from: -2, to: 2 }, y: { from: -0.6, to: 2 }, start: [-1.2, 1], lowest: [[1, 1]], height: value => Math.log1p(value),
    value: ([x, y]) => (1 - x) ** 2 + 100 * (y - x * x) ** 2, slope: ([x, y]) => [-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)],
  },
  neuron: {
    x: { from: -3, to: 5 }, y: { from: -2, to: 3.2 }, start: [-2, -1.2], lowest: [[2.1557, 1.0322]],
    value: at => mean(data.map(sample => ofSample(at, sample).value)),
    slope: at => [0, 1].map(i => mean(data.map(sample => ofSample(at, sample).slope[i]))),
    noisy: (at, step) => ofSample(at, data[step % data.length]).slope,
  },
};
export const heightOf = (surface, at) => (surface.height ?? (value => value))(surface.value(at));
