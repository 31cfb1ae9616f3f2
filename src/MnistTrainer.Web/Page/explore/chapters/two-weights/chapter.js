// Two weights: errors as landscapes, and all optimizers of the library on them.
import { choice, integer, number, numbers } from "../../state.js";
import { family } from "./family.js";
import { names, Rates, surfaces } from "./model.js";
import { neuron } from "./neuron.js";
import { race } from "./race.js";
import { surface } from "./surface.js";
import { english } from "./texts.en.js";
import { korean } from "./texts.ko.js";

// The best on the bowl, except that plain descent would be there in one step.
const First = { "gradient-descent": 0.1, sgd: 0.1, momentum: 0.2, nesterov: 0.631, adagrad: 2, adadelta: 200, rmsprop: 0.316, adam: 0.794, nadam: 1.58, adamw: 1 };

export const twoWeights = {
  id: "two-weights",
  number: 6,
  texts: { en: english, ko: korean },
  state: {
    surface: choice("bowl", Object.keys(surfaces)), start: numbers(surfaces.bowl.start, -6, 6), step: integer(0, 0, 100), turn: number(-35, -180, 180), tilt: number(38, 10, 90),
    ...Object.fromEntries(names.map(name => [name, number(First[name], Rates.from, Rates.to)])),
    runners: numbers(names.map(() => 1), 0, 1), lap: integer(0, 0, 100), inside: choice("adam", names),
    learner: choice("gradient-descent", names), origin: numbers(surfaces.neuron.start, -6, 6), epoch: integer(0, 0, 100),
  },
  sections: [surface, race, neuron, family],
};
