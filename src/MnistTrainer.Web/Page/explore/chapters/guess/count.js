// Possibilities multiply: weight after weight.
import { dot, note, path, segment } from "../../marks.js";
import { legend } from "../../legend.js";
import { tenPower } from "../../numbers.js";
import { player } from "../../player.js";
import { Plot } from "../../plot.js";
import { prediction } from "../../prediction.js";
import { readout } from "../../readout.js";
import { slider } from "../../slider.js";
import { table } from "../../table.js";
import { tries } from "../../tries.js";
import { drawing } from "./drawing.js";
import { grouped, large } from "./large.js";
import { added, AgeOfUniverse, AtomsOfEarth, BookWeights, digitsOf, logPossibilities, possibilities, Year } from "./model.js";

const Most = BookWeights.length;
const Highest = 1e55;
const Marks = [["markAge", AgeOfUniverse * Year], ["markAtoms", AtomsOfEarth]];

export const counting = {
  key: "count",
  build(chapter) {
    const { text, state } = chapter;
    const network = drawing(text("network"));
    const plot = new Plot(chapter, {
      label: text("countPlot"), x: { from: 0, to: Most, label: text("weightsColumn") }, y: { from: 1, to: Highest, scale: "log", label: text("possible"), format: tenPower },
    });
    state.onChange(({ turned, values }) => {
      network.show(BookWeights.map((_, i) => i < turned ? { kind: "one", width: 3.2 } : { kind: "faint", width: 1.4 }));
      const all = Array.from({ length: turned + 1 }, (_, i) => i);
      const [products, sums] = [all.map(n => [n, 10 ** logPossibilities(n, values)]), all.slice(1).map(n => [n, added(n, values)])];
      plot.draw(p => [
        Marks.map(([name, value]) => [segment(p, [0, value], [Most, value], "guide"), note(p, [0, value], text(name), { dx: 6, dy: -6 })]),
        path(p, sums, "two"), sums.map(point => dot(p, point, "two", 4)),
        path(p, products, "one"), products.map(point => dot(p, point, "one", 4)),
      ]);
    });
    return {
      beside: [
        prediction(chapter, {
          id: "locks", question: text("countQuestion"), choices: ["2000", "20,000", "1,000,000"], answer: 2, reason: text("countReason"), reveal: () => state.set({ turned: 2, values: 1000 }),
        }),
        tries(chapter, [
          { text: text("countTry1"), set: { turned: Most, values: 1000 } },
          { text: text("countTry2"), set: { turned: Most, values: 2 } },
          { text: text("countTry3"), set: { turned: 6, values: 1000 } },
        ]),
      ],
      figure: [
        network.element,
        legend([{ kind: "one", name: text("multiplied") }, { kind: "two", name: text("addedUp") }]),
        plot.element,
        readout(chapter, ({ turned, values }) => turned === 0 ? text("countNone")
          : text("countReadout", turned, values, large(logPossibilities(turned, values)), grouped(added(turned, values)), digitsOf(logPossibilities(turned, values)))),
        slider(chapter, { field: "values", label: text("values"), from: 2, to: 1000, scale: "log", step: 1, snaps: [10, 100, 1000] }),
        player(chapter, { field: "turned", last: () => Most, interval: 400 }),
        table(chapter, {
          id: "count", caption: text("countTable"), columns: [text("weightsColumn"), text("addedUp"), text("digitsColumn"), text("multiplied")],
          rows: ({ values }) => Array.from({ length: Most }, (_, i) => [
            String(i + 1), String(added(i + 1, values)), String(String(possibilities(i + 1, values)).length), grouped(possibilities(i + 1, values)),
          ]),
          marked: ({ turned }) => turned - 1,
        }),
      ],
    };
  },
};
