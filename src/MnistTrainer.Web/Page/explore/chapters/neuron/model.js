// A node: what it makes of its signals. No part of the page: the tests hold it against the library.
import { sigmoid } from "../../logistic.js";

// Neurons of a worm's whole body, and of the brains of the others. The book rounds: 302, 100,000, and 100 billion.
export const neurons = [
  { key: "worm", cells: 302, source: "White et al. 1986" },
  { key: "fly", cells: 139255, source: "Dorkenwald et al. 2024" },
  { key: "pigeon", cells: 310e6, source: "Olkowicz et al. 2016" },
  { key: "human", cells: 86e9, source: "Azevedo et al. 2009" },
];

export const sum = signals => signals.reduce((total, signal) => total + signal, 0);

// 1 from the threshold on, else 0.
export const step = (x, threshold) => x >= threshold ? 1 : 0;

// The sigmoid moved to a threshold, and steeper or flatter.
export const smooth = (x, threshold, steepness) => sigmoid(steepness * (x - threshold));

// The logistic function in four operations: what there is after each of them.
export const stages = [x => x, x => -x, x => Math.exp(-x), x => 1 + Math.exp(-x), sigmoid];

// 1 after a share of a year with an interest of 100 % a year, paid in equal parts and lent again: e for a year of ever more parts.
export const grown = (parts, share = 1) => (1 + 1 / parts) ** (parts * share);

// Connections between layers of these sizes, where each node is connected to all of the next layer.
export const connections = sizes => sizes.slice(1).map((size, i) => size * sizes[i]);

export const output = (inputs, weights) => sigmoid(sum(inputs.map((input, i) => input * weights[i])));
