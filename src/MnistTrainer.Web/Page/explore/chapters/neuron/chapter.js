// From neuron to node: what a network's nodes have from biology.
import { integer, number } from "../../state.js";
import { brains, From, To } from "./brains.js";
import { cell, Moments } from "./cell.js";
import { Doublings, euler } from "./euler.js";
import { fade } from "./fade.js";
import { functions } from "./functions.js";
import { layers, Most } from "./layers.js";
import { logistic } from "./logistic.js";
import { neurons, stages } from "./model.js";
import { english } from "./texts.en.js";
import { korean } from "./texts.ko.js";

export const neuron = {
  id: "neuron",
  number: 0,
  texts: { en: english, ko: korean },
  state: {
    animal: integer(0, 0, neurons.length), nodes: integer(210, From, To),
    signal1: number(0.3, 0, 1), signal2: number(0.2, 0, 1), signal3: number(0.6, 0, 1), threshold: number(1, 0.1, 3), moment: integer(0, 0, Moments),
    center: number(1.5, -4, 4), steepness: number(1, 0.2, 50), at: number(1, -6, 6),
    x: number(2, -4, 4), stage: integer(0, 0, stages.length - 1), doubling: integer(0, 0, Doublings),
    first: integer(2, 1, Most), second: integer(2, 1, Most), third: integer(2, 1, Most), reached: integer(0, 0, 3),
    weight1: number(1.5, -3, 3), weight2: number(-1, -3, 3), weight3: number(0.6, -3, 3),
  },
  sections: [brains, cell, functions, logistic, euler, layers, fade],
};
