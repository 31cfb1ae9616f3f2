// The activation functions of the library in double precision, with their slopes. No part of the page: the tests hold it against the library.
import { sigmoid } from "../../logistic.js";

const density = x => Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);

// The distribution function of the normal distribution: near 0 by the series ½ + φ(x) (x + x³/3 + x⁵/15 + …) (Marsaglia 2004), beyond by Laplace's continued fraction.
export function distribution(x) {
  if (Math.abs(x) < 4) {
    let [term, sum] = [x, x];
    for (let i = 3; Math.abs(term) > 1e-20 * Math.abs(sum) && i < 400; i += 2)
      sum += term *= x * x / i;
    return 0.5 + density(x) * sum;
  }

  let fraction = Math.abs(x);
  for (let i = 60; i >= 1; i--)
    fraction = Math.abs(x) + i / fraction;
  const tail = density(x) / fraction;
  return x > 0 ? 1 - tail : tail;
}

const Leak = 0.01;
const Alpha = 1.6732632423543772;
const Lambda = 1.0507009873554805;
const mishParts = x => {
  const n = Math.exp(Math.min(x, 40));
  return { n, w: n * (n + 2) };
};

// value and slope: of the net input. formula: as in the library's documentation.
export const activations = {
  identity: { value: x => x, slope: () => 1, formula: "x" },
  step: { value: x => x >= 0 ? 1 : 0, slope: () => 0, formula: "1 \\text{ if } x \\ge 0 \\text{, else } 0" },
  sigmoid: { value: sigmoid, slope: x => sigmoid(x) * sigmoid(-x), formula: "\\frac{1}{1 + e^{-x}}" },
  tanh: { value: Math.tanh, slope: x => 1 / Math.cosh(x) ** 2, formula: "\\tanh x" },
  relu: { value: x => Math.max(0, x), slope: x => x > 0 ? 1 : 0, formula: "\\max(0, x)" },
  "leaky-relu": { value: x => x > 0 ? x : Leak * x, slope: x => x > 0 ? 1 : Leak, formula: "\\max(0.01 x, x)" },
  clamp: { value: x => Math.max(-1, Math.min(x, 1)), slope: x => x > -1 && x < 1 ? 1 : 0, formula: "\\max(-1, \\min(x, 1))" },
  elu: { value: x => x > 0 ? x : Math.exp(x) - 1, slope: x => x > 0 ? 1 : Math.exp(x), formula: "x \\text{ or } e^x - 1" },
  softplus: { value: x => Math.max(x, 0) + Math.log(1 + Math.exp(-Math.abs(x))), slope: sigmoid, formula: "\\ln(1 + e^x)" },
  selu: { value: x => Lambda * (x > 0 ? x : Alpha * (Math.exp(x) - 1)), slope: x => Lambda * (x > 0 ? 1 : Alpha * Math.exp(x)), formula: "\\lambda x \\text{ or } \\lambda \\alpha (e^x - 1)" },
  gelu: { value: x => x * distribution(x), slope: x => distribution(x) + x * density(x), formula: "x \\Phi(x)" },
  silu: { value: x => x / (1 + Math.exp(-x)), slope: x => sigmoid(x) * (1 + x * (1 - sigmoid(x))), formula: "x \\sigma(x)" },
  mish: {
    value: x => { const { w } = mishParts(x); return x * w / (w + 2); },
    slope: x => { const { n, w } = mishParts(x); return w / (w + 2) + 4 * x * n * (n + 1) / (w + 2) ** 2; },
    formula: "x \\tanh(\\ln(1 + e^x))",
  },
};
export const names = Object.keys(activations);

// What a slope does to an error that passes through it: "dead" for none, "saturated" for less than a twentieth, "live".
export const Weak = 0.05;
export const stateOf = slope => slope === 0 ? "dead" : Math.abs(slope) < Weak ? "saturated" : "live";

// Intervals of net inputs with one state: [{ from, to, state }, ...].
export function bands(name, from, to, count = 600) {
  const all = [];
  for (let i = 0; i < count; i++) {
    const [start, end] = [from + (to - from) * i / count, from + (to - from) * (i + 1) / count];
    const state = stateOf(activations[name].slope((start + end) / 2));
    if (all.at(-1)?.state === state)
      all.at(-1).to = end;
    else
      all.push({ from: start, to: end, state });
  }

  return all;
}

// The shares of units that are dead, saturated and live, where net inputs are normally distributed.
export function shares(name, mean, spread) {
  const result = { dead: 0, saturated: 0, live: 0 };
  const [from, to] = [mean - 8 * spread, mean + 8 * spread];
  // 0 is a border of intervals: many slopes change there.
  const sides = from < 0 && to > 0 ? [[from, 0], [0, to]] : [[from, to]];
  for (const [low, high] of sides) {
    for (const band of bands(name, low, high, 1000))
      result[band.state] += distribution((band.to - mean) / spread) - distribution((band.from - mean) / spread);
  }

  return result;
}

// A chain of layers of one node each: [{ net, output, slope, product }, ...], the input first. product: the slope of this output along the input.
export function chain(name, weight, input, layers) {
  const { value, slope } = activations[name];
  const all = [{ net: NaN, output: input, slope: NaN, product: 1 }];
  for (let i = 0; i < layers; i++) {
    const before = all.at(-1);
    const net = weight * before.output;
    all.push({ net, output: value(net), slope: slope(net), product: before.product * weight * slope(net) });
  }

  return all;
}

// Maxout: the largest of several net inputs, and which one it is, the first of equals.
export function maxout(nets) {
  const winner = nets.indexOf(Math.max(...nets));
  return { value: nets[winner], winner };
}

export function softmax(nets) {
  const largest = Math.max(...nets);
  const powers = nets.map(net => Math.exp(net - largest));
  const sum = powers.reduce((total, one) => total + one, 0);
  return powers.map(power => power / sum);
}
