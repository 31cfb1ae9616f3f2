// How many networks there are, and what it takes to try them. No part of the page: the tests hold it against the library.
import { sigmoid } from "../../logistic.js";
import { random } from "../../random.js";

// Weights of three layers that are fully connected and have as many nodes each.
export const weightsOf = nodes => 2 * nodes * nodes;

// The sum that adds, and the one that multiplies: every value of a weight can stand beside every value of each other weight.
export const added = (weights, values) => weights * values;
export const possibilities = (weights, values) => BigInt(values) ** BigInt(weights);
export const logPossibilities = (weights, values) => weights * Math.log10(values);
export const digitsOf = log => Math.floor(log + 1e-9) + 1;

export const Year = 365.25 * 24 * 3600; // seconds
export const AgeOfUniverse = 13.8e9; // years
export const AtomsOfEarth = 1.3e50;

// A network of 3 nodes in 3 layers, as in the book, and what it should answer to the book's inputs. The weights are row by row those of the output layer, then those
// of the hidden layer, so that the first three are all that the first output has.
export const Nodes = 3;
export const Inputs = [0.9, 0.1, 0.8];
export const Targets = [0.8, 0.3, 0.5];
export const BookWeights = [0.3, 0.7, 0.5, 0.6, 0.5, 0.2, 0.8, 0.1, 0.9, 0.9, 0.3, 0.4, 0.2, 0.8, 0.2, 0.1, 0.5, 0.6];
const Hidden = Nodes * Nodes; // where the weights of the hidden layer begin

function layer(weights, begin, inputs) {
  const outputs = [0, 0, 0];
  for (let i = 0; i < Nodes; i++) {
    const at = begin + Nodes * i;
    outputs[i] = sigmoid(weights[at] * inputs[0] + weights[at + 1] * inputs[1] + weights[at + 2] * inputs[2]);
  }

  return outputs;
}

export const outputs = weights => layer(weights, 0, layer(weights, Hidden, Inputs));

// The squared errors of the three outputs, summed.
export function error(weights) {
  const found = outputs(weights);
  return (Targets[0] - found[0]) ** 2 + (Targets[1] - found[1]) ** 2 + (Targets[2] - found[2]) ** 2;
}

// The slope of the error along every weight, by the chain rule.
export function gradient(weights) {
  const hidden = layer(weights, Hidden, Inputs);
  const found = layer(weights, 0, hidden);
  const slopes = Array(weights.length).fill(0);
  const inner = [0, 0, 0];
  for (let i = 0; i < Nodes; i++) {
    const delta = 2 * (found[i] - Targets[i]) * found[i] * (1 - found[i]);
    for (let j = 0; j < Nodes; j++) {
      slopes[Nodes * i + j] = delta * hidden[j];
      inner[j] += delta * weights[Nodes * i + j];
    }
  }

  for (let j = 0; j < Nodes; j++) {
    const delta = inner[j] * hidden[j] * (1 - hidden[j]);
    for (let k = 0; k < Nodes; k++)
      slopes[Hidden + Nodes * j + k] = delta * Inputs[k];
  }

  return slopes;
}

// The values that a weight can have: some from −1 to 1, equally far apart.
export const valueAt = (index, values) => -1 + 2 * index / (values - 1);

// Brute force: all settings of the first weights in their order, the first weight fastest; the others stay as in the book.
export class Search {
  #turns;
  #values;
  tried = 0;
  weights = [...BookWeights];
  best = { error: Infinity, weights: null };

  constructor(free, values) {
    this.#turns = Array(free).fill(0);
    this.#values = values;
    this.weights.fill(-1, 0, free);
  }

  get total() { return this.#values ** this.#turns.length; }
  get isOver() { return this.tried >= this.total; }

  // Tries a number of settings more, or those that are left.
  next(count) {
    for (let i = 0; i < count && !this.isOver; i++) {
      if (this.tried > 0)
        this.#turn();
      const found = error(this.weights);
      if (found < this.best.error)
        this.best = { error: found, weights: [...this.weights] };
      this.tried++;
    }

    return this;
  }

  #turn() {
    const turns = this.#turns;
    for (let i = 0; i < turns.length; i++) {
      turns[i] = (turns[i] + 1) % this.#values;
      this.weights[i] = valueAt(turns[i], this.#values);
      if (turns[i] !== 0)
        return;
    }
  }
}

// The lowest error of a number of random guesses from −1 to 1, after each of them.
export function guesses(seed, count) {
  const next = random(seed);
  let best = Infinity;
  return Array.from({ length: count }, () => best = Math.min(best, error(Array.from(BookWeights, () => 2 * next() - 1))));
}

// The error before and after each step of gradient descent from the book's weights.
export function descent(rate, steps) {
  let weights = BookWeights;
  return Array.from({ length: steps + 1 }, (_, i) => {
    if (i > 0) {
      const slopes = gradient(weights);
      weights = weights.map((weight, j) => weight - rate * slopes[j]);
    }

    return error(weights);
  });
}

// A time in the unit that suits it: { value, unit }.
export function span(seconds) {
  const units = [["years", Year], ["days", 86400], ["hours", 3600], ["minutes", 60]];
  const [unit, length] = units.find(([, one]) => seconds >= one) ?? ["seconds", 1];
  return { value: seconds / length, unit };
}
