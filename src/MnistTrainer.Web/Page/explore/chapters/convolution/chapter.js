// Convolution: a filter that moves over an image, its maps, pooling, and what a shift does to them.
import { choice, integer, number, numbers } from "../../state.js";
import { written } from "./filters.js";
import { ink } from "./ink.js";
import { learning, Steps, Wanted, Weights } from "./learning.js";
import { maps } from "./maps.js";
import { pool } from "./pool.js";
import { Farthest, shift } from "./shift.js";
import { size } from "./size.js";
import { slide } from "./slide.js";
import { english } from "./texts.en.js";
import { korean } from "./texts.ko.js";

export const convolution = {
  id: "convolution",
  number: 10,
  texts: { en: english, ko: korean },
  state: {
    source: choice("digit", ["digit", "own"]), image: integer(4, 0, 99), drawing: ink,
    size: choice("3", ["3", "5"]), small: numbers(written.vertical[3], -100, 100), large: numbers(written.vertical[5], -100, 100), bias: number(0, -20, 20),
    activation: choice("relu", ["identity", "relu", "sigmoid"]), stride: choice("1", ["1", "2", "3"]), padding: choice("0", ["0", "1", "2"]), place: integer(195, 0, 899),
    side: integer(7, 5, 14), spot: integer(0, 0, 255),
    set: choice("written", ["written", "trained"]), maps: integer(8, 0, 8),
    pooling: choice("max", ["max", "average"]), window: choice("2", ["2", "3", "4"]), poolPlace: integer(46, 0, 224),
    shift: integer(0, 0, Farthest),
    wanted: choice("vertical", Wanted), learnRate: number(0.002, 0.0001, 0.01), learnStep: integer(0, 0, Steps), weight: choice("11", Weights),
  },
  sections: [slide, size, maps, pool, shift, learning],
};
