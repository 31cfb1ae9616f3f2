// The chain rule: the slope of the error for every weight, derived line by line and measured.
import { choice, integer, number, numbers } from "../../state.js";
import { check } from "./check.js";
import { hidden } from "./hidden.js";
import { whole } from "./matrix.js";
import { example, Reached, Rules } from "./model.js";
import { Names } from "./numbers.js";
import { output } from "./output.js";
import { slope } from "./slope.js";
import { english } from "./texts.en.js";
import { korean } from "./texts.ko.js";

export const chainRule = {
  id: "chain-rule",
  number: 7,
  texts: { en: english, ko: korean },
  state: {
    inputs: numbers(example.inputs, -10, 10), weights: numbers(example.weights, -Reached, Reached), targets: numbers(example.targets, 0, 1),
    rate: number(1, 0.01, 10), rule: choice("exact", Rules),
    outputWeight: choice("11", Names), outputLine: integer(0, 0, 9), z: number(1, -6, 6), slopeLine: integer(0, 0, 5), hiddenWeight: choice("11", Names), hiddenLine: integer(0, 0, 7),
    layer: choice("output", ["output", "hidden"]), matrixLine: integer(0, 0, 5), checked: integer(0, 0, 7), nudge: number(0.2, 1e-8, 2),
  },
  sections: [output, slope, hidden, whole, check],
};
