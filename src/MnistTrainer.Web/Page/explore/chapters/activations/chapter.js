// Activations: all of the library, where they are dead or saturated, and what many layers make of their slopes.
import { choice, integer, number, numbers } from "../../state.js";
import { curves } from "./curves.js";
import { maxout } from "./maxout.js";
import { names } from "./model.js";
import { softmax } from "./softmax.js";
import { english } from "./texts.en.js";
import { korean } from "./texts.ko.js";
import { Layers, vanish } from "./vanish.js";
import { zones } from "./zones.js";

export const activations = {
  id: "activations",
  number: 8,
  texts: { en: english, ko: korean },
  state: {
    name: choice("tanh", names), z: number(1, -6, 6), mean: number(0.5, -8, 8), spread: number(1, 0.1, 10),
    weight: number(1, -5, 5), input: number(0.5, -3, 3), layer: integer(0, 0, Layers),
    pieces: integer(2, 2, 4), lines: numbers([1, 1, -3, 3, -6, -6, -6, -6], -8, 8), at: number(2, -4, 4), nets: numbers([2, 1, -1], -5, 5),
  },
  sections: [curves, zones, vanish, maxout, softmax],
};
