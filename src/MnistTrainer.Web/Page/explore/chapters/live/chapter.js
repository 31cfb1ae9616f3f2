// Digits live: a network learns in the page, where it can be broken, restored and tried.
import { choice, integer, number } from "../../state.js";
import { breaking } from "./breaking.js";
import { command } from "./command.js";
import { confusion } from "./confusion.js";
import { drawing } from "./drawing.js";
import { learning } from "./learning.js";
import { one } from "./one.js";
import { english } from "./texts.en.js";
import { korean } from "./texts.ko.js";

export const live = {
  id: "live",
  number: 9,
  texts: { en: english, ko: korean },
  state: {
    image: integer(1, 0, 99), imageRate: number(0.1, 0.01, 1), step: integer(0, 0, 10),
    hidden: integer(30, 1, 100), rate: number(0.1, 0.001, 10), rule: choice("book", ["book", "exact"]),
    start: choice("random", ["random", "equal"]), order: choice("shuffled", ["shuffled", "sorted"]), pace: choice("medium", ["slow", "medium", "full"]),
  },
  sections: [one, learning, breaking, confusion, drawing, command],
};
