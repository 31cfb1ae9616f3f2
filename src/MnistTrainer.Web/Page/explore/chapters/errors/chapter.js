// Error functions: how wrong a network is, as one number that descent can lower.
import { integer, number, numbers } from "../../state.js";
import { curves } from "./curves.js";
import { descent } from "./descent.js";
import { entropy } from "./entropy.js";
import { sums } from "./sums.js";
import { english } from "./texts.en.js";
import { korean } from "./texts.ko.js";

export const errors = {
  id: "errors",
  number: 5,
  texts: { en: english, ko: korean },
  state: {
    outputs: numbers([0.4, 0.6, 0.8], 0, 1.5), output: number(0.8, 0, 1), target: number(0.5, 0, 1),
    begin: number(0.98, 0, 1), rate: number(0.1, 0.01, 0.6), step: integer(0, 0, 30),
    z: number(-1, -8, 8), zRate: number(1, 0.1, 4), zStep: integer(0, 0, 30),
  },
  sections: [sums, curves, descent, entropy],
};
