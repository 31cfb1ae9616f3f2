// Error functions of one output, and descent on them. No part of the page: the tests hold it against the library.
import { sigmoid } from "../../logistic.js";

export { descend } from "../../descent.js";

// Of the output, with its slope: the book's three, where the error is the target less the output.
export const functions = {
  difference: { value: (output, target) => target - output, slope: () => -1 },
  absolute: { value: (output, target) => Math.abs(target - output), slope: (output, target) => Math.sign(output - target) },
  square: { value: (output, target) => (target - output) ** 2, slope: (output, target) => 2 * (output - target) },
};
export const sum = (name, outputs, targets) => outputs.reduce((total, output, i) => total + functions[name].value(output, targets[i]), 0);

// Of the net input of a sigmoid whose target is 1, with its slope.
export const throughSigmoid = {
  square: { value: z => (1 - sigmoid(z)) ** 2, slope: z => -2 * (1 - sigmoid(z)) * sigmoid(z) * (1 - sigmoid(z)) },
  entropy: { value: z => Math.log1p(Math.exp(-z)), slope: z => sigmoid(z) - 1 },
};
