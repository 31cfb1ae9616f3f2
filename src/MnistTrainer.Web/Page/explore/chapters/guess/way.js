// Guesses at random against steps of gradient descent.
import { element } from "../../dom.js";
import { dot, path } from "../../marks.js";
import { legend } from "../../legend.js";
import { brief, tenPower } from "../../numbers.js";
import { player } from "../../player.js";
import { Plot } from "../../plot.js";
import { prediction } from "../../prediction.js";
import { readout } from "../../readout.js";
import { slider } from "../../slider.js";
import { table } from "../../table.js";
import { tries } from "../../tries.js";
import { grouped } from "./large.js";
import { descent, guesses } from "./model.js";

const Most = 1000;
const Steps = 30; // of the player, ten to a power of ten
const Lowest = 1e-12;
const Rows = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];
const networks = effort => Math.round(10 ** (effort / 10));

let last = {};
function pathsOf({ seed, rate }) {
  if (last.seed !== seed)
    last = { ...last, seed, guessed: guesses(seed, Most) };
  if (last.rate !== rate)
    last = { ...last, rate, walked: descent(rate, Most) };
  return last;
}

export const way = {
  key: "way",
  build(chapter) {
    const { text, state } = chapter;
    const plot = new Plot(chapter, {
      label: text("wayPlot"), x: { from: 1, to: Most, scale: "log", label: text("networksColumn") }, y: { from: Lowest, to: 1, scale: "log", label: text("errorColumn"), format: tenPower },
    });
    state.onChange(values => {
      const { guessed, walked } = pathsOf(values);
      const count = networks(values.effort);
      // Both begin with one network: the first guess, and the book's.
      plot.draw(p => [[guessed, "two"], [walked, "one"]].map(([errors, kind]) => {
        const points = errors.slice(0, count).map((error, i) => [i + 1, Math.max(error, Lowest)]).filter(([n]) => n <= 100 || n % 10 === 0 || n === count);
        return [path(p, points, kind), dot(p, points.at(-1), kind, 6)];
      }));
    });
    return {
      beside: [
        prediction(chapter, {
          id: "guesses", question: text("wayQuestion"), choices: ["wayGuesses", "wayDescent", "wayEqual"].map(one => text(one)), answer: 1, reason: text("wayReason"),
          reveal: () => state.set({ rate: 1, effort: Steps }),
        }),
        tries(chapter, [{ text: text("wayTry1") }, { text: text("wayTry2"), set: { rate: 10, effort: Steps } }, { text: text("wayTry3"), set: { rate: 0.1, effort: Steps } }]),
      ],
      figure: [
        legend([{ kind: "two", name: text("guessed") }, { kind: "one", name: text("walked") }]),
        plot.element,
        readout(chapter, values => {
          const { guessed, walked } = pathsOf(values);
          const count = networks(values.effort);
          return text("wayReadout", grouped(count), brief(guessed[count - 1], 3), brief(walked[count - 1], 3));
        }),
        slider(chapter, { field: "rate", label: text("rate"), from: 0.1, to: 10, scale: "log", snaps: [1] }),
        element("p", {}, element("button", { type: "button", onclick: () => state.set({ seed: (state.values.seed + 1) % 1000 }) }, text("otherGuesses"))),
        player(chapter, { field: "effort", last: () => Steps, interval: 200 }),
        table(chapter, {
          id: "way", caption: text("wayTable"), columns: [text("networksColumn"), text("guessed"), text("walked")],
          rows: values => {
            const { guessed, walked } = pathsOf(values);
            return Rows.map(count => [grouped(count), brief(guessed[count - 1], 3), brief(walked[count - 1], 3)]);
          },
        }),
      ],
    };
  },
};
