// Why not guess: brute force, counted.
import { integer, number } from "../../state.js";
import { counting } from "./count.js";
import { live } from "./live.js";
import { sums } from "./sums.js";
import { english } from "./texts.en.js";
import { korean } from "./texts.ko.js";
import { way } from "./way.js";

export const guess = {
  id: "guess",
  number: 2,
  texts: { en: english, ko: korean },
  state: {
    turned: integer(0, 0, 18), values: integer(1000, 2, 1000),
    free: integer(3, 1, 18), grid: integer(10, 2, 1000), tried: integer(0, 0, 1000),
    nodes: integer(3, 2, 500), line: integer(0, 0, 4),
    seed: integer(1, 0, 999), rate: number(1, 0.1, 10), effort: integer(0, 0, 30),
  },
  sections: [counting, live, sums, way],
};
