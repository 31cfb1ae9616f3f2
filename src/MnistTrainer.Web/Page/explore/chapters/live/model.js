// The network of the book: sigmoids without biases, inputs from 0.01 to 1, targets of 0.01 and 0.99, the squared error, and a step after every image.
// No part of the page: the tests hold it against the library.
import { Digits, Pixels } from "../../digits.js";
import { sigmoid } from "../../logistic.js";
import { Random } from "./random.js";

const Off = 0.01;
const On = 0.99;
const Paper = 0.01; // the input of a pixel without ink

// Where an image has ink, and by how much its inputs exceed those of paper.
export function inputOf(pixels) {
  const ink = [];
  for (let i = 0; i < Pixels; i++) {
    if (pixels[i] > 0)
      ink.push(i);
  }

  const strengths = Float64Array.from(ink, i => (1 - Paper) * pixels[i] / 255);
  return { ink: Uint16Array.from(ink), strengths, total: strengths.reduce((sum, one) => sum + one, 0) };
}

const Equal = 0.01;

// One weight for each pair of nodes, node by node of the layer before: normal with standard deviation n^-1/2 for n nodes before, or all of them equal.
export function startingWeights(hidden, seed, areEqual = false) {
  const random = new Random(seed);
  const layer = (before, after) => Float64Array.from({ length: before * after }, () => areEqual ? Equal : random.normal() / Math.sqrt(before));
  return { first: layer(Pixels, hidden), second: layer(hidden, Digits) };
}

export class Network {
  // Every input is that of paper, and ink adds to it. So a weight of the first layer is stored as a part of its own and a part that all weights into its node have in
  // common: a step changes the former only where there is ink, which makes it about five times as fast.
  #own;
  #common;
  #sums; // of the own parts into each hidden node
  #second;
  #errors;
  #deltas = new Float64Array(Digits);

  constructor({ first, second }) {
    this.hidden = first.length / Pixels;
    this.#own = Float64Array.from(first);
    this.#common = new Float64Array(this.hidden);
    this.#sums = new Float64Array(this.hidden);
    first.forEach((weight, i) => { this.#sums[i % this.hidden] += weight; });
    this.#second = Float64Array.from(second);
    this.#errors = new Float64Array(this.hidden);
    this.signals = new Float64Array(this.hidden); // what the hidden nodes gave
    this.outputs = new Float64Array(Digits);
  }

  get weights() {
    return { first: this.#own.map((weight, i) => weight + this.#common[i % this.hidden]), second: this.#second.slice() };
  }

  // Fills the outputs, and returns the digit of the largest.
  answer({ ink, strengths, total }) {
    const { hidden, signals, outputs } = this;
    for (let j = 0; j < hidden; j++)
      signals[j] = Paper * (this.#sums[j] + Pixels * this.#common[j]) + total * this.#common[j];
    for (let n = 0; n < ink.length; n++) {
      const strength = strengths[n];
      for (let j = 0, k = ink[n] * hidden; j < hidden; j++, k++)
        signals[j] += strength * this.#own[k];
    }

    outputs.fill(0);
    for (let i = 0, k = 0; i < hidden; i++) {
      signals[i] = sigmoid(signals[i]);
      for (let j = 0; j < Digits; j++, k++)
        outputs[j] += signals[i] * this.#second[k];
    }

    let best = 0;
    for (let j = 0; j < Digits; j++) {
      outputs[j] = sigmoid(outputs[j]);
      if (outputs[j] > outputs[best])
        best = j;
    }

    return best;
  }

  // One step. rule: "book" sends the errors back as they are, "exact" with the slope of the outputs. Returns the loss and the answer before it.
  learn(input, label, rate, rule) {
    const best = this.answer(input);
    const { hidden, signals, outputs } = this;
    const errors = this.#errors.fill(0);
    const deltas = this.#deltas;
    let loss = 0;
    for (let j = 0; j < Digits; j++) {
      const error = (j === label ? On : Off) - outputs[j];
      loss += error * error / 2;
      deltas[j] = error * outputs[j] * (1 - outputs[j]);
      const sent = rule === "book" ? error : deltas[j];
      for (let i = 0; i < hidden; i++)
        errors[i] += this.#second[i * Digits + j] * sent;
    }

    for (let i = 0, k = 0; i < hidden; i++) {
      for (let j = 0; j < Digits; j++, k++)
        this.#second[k] += rate * signals[i] * deltas[j];
      errors[i] *= rate * signals[i] * (1 - signals[i]);
      this.#common[i] += Paper * errors[i];
      this.#sums[i] += input.total * errors[i];
    }

    for (let n = 0; n < input.ink.length; n++) {
      const strength = input.strengths[n];
      for (let j = 0, k = input.ink[n] * hidden; j < hidden; j++, k++)
        this.#own[k] += strength * errors[j];
    }

    return { loss, answer: best };
  }
}

// How a network reads images: counts[label][answer], and for each image the answer and its output.
export function examine(network, inputs, labels) {
  const counts = Array.from({ length: Digits }, () => new Array(Digits).fill(0));
  const answers = inputs.map((input, i) => {
    const digit = network.answer(input);
    counts[labels[i]][digit]++;
    return { digit, output: network.outputs[digit] };
  });
  return { counts, answers, correct: counts.reduce((sum, row, i) => sum + row[i], 0) / inputs.length };
}
