// Wrong valleys: a descent ends in a valley, but not always in the deepest.
import { integer, number, toggle } from "../../state.js";
import { ends } from "./ends.js";
import { rolling } from "./momentum.js";
import { network } from "./network.js";
import { shaking } from "./noise.js";
import { restarts } from "./restarts.js";
import { english } from "./texts.en.js";
import { korean } from "./texts.ko.js";
import { throwing } from "./throw.js";

export const valleys = {
  id: "valleys",
  number: 4,
  texts: { en: english, ko: korean },
  state: {
    start: number(-1.6, -2, 2), rate: number(0.05, 0.005, 0.3), step: integer(0, 0, 30), colored: toggle(false),
    seed: integer(2, 0, 999), rolled: integer(0, 0, 30),
    series: integer(0, 0, 999), starts: integer(0, 0, 10),
    noise: number(1, 0, 20), shakes: integer(1, 0, 999), shaken: integer(0, 0, 200),
    push: number(2, -2, 2), pushRate: number(0.01, 0.001, 0.1), decay: number(0.9, 0, 0.98), rolls: integer(0, 0, 150), tinted: toggle(false),
  },
  sections: [ends, throwing, restarts, shaking, rolling, network],
};
