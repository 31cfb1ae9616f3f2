// Downhill: gradient descent on y = (x − 1)² + 1.
import { integer, number, words } from "../../state.js";
import { ownFunction } from "./own.js";
import { proportional } from "./proportional.js";
import { english } from "./texts.en.js";
import { korean } from "./texts.ko.js";
import { walk } from "./walk.js";
import { zones } from "./zones.js";

export const downhill = {
  id: "downhill",
  number: 3,
  texts: { en: english, ko: korean },
  state: {
    start: number(3, -3, 5), rate: number(0.1, 0.001, 2), step: integer(0, 0, 30),
    size: number(0.7, 0.05, 2), stride: integer(0, 0, 30),
    f: words("x^4/4 - x^2 + x/3"), ownStart: number(2.2, -20, 20), ownRate: number(0.05, 0.0001, 10), reach: number(3, 0.5, 20), ownStep: integer(0, 0, 50),
  },
  sections: [walk, zones, proportional, ownFunction],
};
