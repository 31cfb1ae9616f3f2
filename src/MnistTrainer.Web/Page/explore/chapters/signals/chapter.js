// Signals: how a network computes its outputs, number by number.
import { choice, integer, numbers } from "../../state.js";
import { formula, Unfoldings } from "./formula.js";
import { matrix } from "./matrix.js";
import { three as bookOfThree, two as bookOfTwo } from "./model.js";
import { english } from "./texts.en.js";
import { korean } from "./texts.ko.js";
import { Operations, three } from "./three.js";
import { two } from "./two.js";

export const signals = {
  id: "signals",
  number: 1,
  texts: { en: english, ko: korean },
  state: {
    x2: numbers(bookOfTwo.inputs, -10, 10), w2: numbers(bookOfTwo.layers[0], -10, 10), at2: integer(0, 0, 12),
    x3: numbers(bookOfThree.inputs, -10, 10), w3: numbers(bookOfThree.layers[0], -10, 10), v3: numbers(bookOfThree.layers[1], -10, 10), at3: integer(0, 0, Operations),
    output: choice("1", ["1", "2", "3"]), unfold: integer(0, 0, Unfoldings),
    network: choice("three", ["two", "three"]), product: integer(0, 0, 8),
  },
  sections: [two, three, formula, matrix],
};
