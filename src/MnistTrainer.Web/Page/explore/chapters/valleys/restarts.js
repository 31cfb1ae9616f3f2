// Start several times and keep the best.
import { dot, note, path, segment } from "../../marks.js";
import { decimal } from "../../numbers.js";
import { legend } from "../../legend.js";
import { player } from "../../player.js";
import { Plot } from "../../plot.js";
import { prediction } from "../../prediction.js";
import { readout } from "../../readout.js";
import { table } from "../../table.js";
import { tries } from "../../tries.js";
import { ground, hill, Kinds, place } from "./ground.js";
import { chanceToMiss, deep, height, misses, throwStarts, valleyOf, wrong } from "./model.js";

const Most = 10;
const Series = 1000;
const Places = { deep, wrong };

let last = { seed: null };
function seriesOf(seed) {
  if (last.seed !== seed)
    last = { seed, starts: throwStarts(seed, Most).map(x => ({ x, end: valleyOf(x) })), shares: misses(seed, Series, Most) };
  return last;
}

const best = (starts, count) => starts.slice(0, count).some(one => one.end === "deep") ? "deep" : "wrong";

export const restarts = {
  key: "restarts",
  build(chapter) {
    const { text, state } = chapter;
    const plot = ground(chapter, text("restartsPlot"), 0.46);
    const chance = new Plot(chapter, {
      label: text("chancePlot"), ratio: 0.42, x: { from: 0, to: Most, label: text("startsColumn") }, y: { from: 0, to: 1, label: text("missColumn") },
    });
    state.onChange(({ series, starts: count }) => {
      const { starts, shares } = seriesOf(series);
      const shown = starts.slice(0, count);
      plot.draw(p => [
        hill(p, text),
        shown.map(({ x, end }, i) => [segment(p, place(x), place(Places[end]), "faint"), dot(p, place(x), Kinds[end], 4), note(p, place(x), String(i + 1), { dx: 5, dy: -7 })]),
        count > 0 && dot(p, place(Places[best(starts, count)]), Kinds[best(starts, count)], 9),
      ]);
      const all = Array.from({ length: count + 1 }, (_, i) => i);
      chance.draw(p => [
        path(p, all.map(i => [i, chanceToMiss(i)]), "one"), all.map(i => dot(p, [i, chanceToMiss(i)], "one", 4)),
        all.map(i => dot(p, [i, shares[i]], "six", 2.5)),
      ]);
    });
    return {
      beside: [
        prediction(chapter, {
          id: "enough", question: text("restartsQuestion"), number: { from: 1, to: 100, answer: 5, tolerance: 0 }, reason: text("restartsReason"),
          reveal: () => state.set({ starts: 5 }),
        }),
        tries(chapter, [{ text: text("restartsTry1"), set: { series: 1, starts: 5 } }, { text: text("restartsTry2"), set: { starts: Most } }]),
      ],
      figure: [
        plot.element,
        readout(chapter, ({ series, starts: count }) => count === 0 ? text("restartsNone")
          : text("restartsReadout", count, decimal(height(Places[best(seriesOf(series).starts, count)])), decimal(100 * chanceToMiss(count), 2))),
        legend([{ kind: "one", name: text("computed") }, { kind: "six", name: text("measured", Series) }]),
        chance.element,
        player(chapter, { field: "starts", last: () => Most, interval: 700 }),
        table(chapter, {
          id: "restarts", caption: text("restartsTable"), columns: [text("startsColumn"), text("start"), text("throwEnd"), text("bestColumn"), text("missColumn"), text("measured", Series)],
          rows: ({ series }) => {
            const { starts, shares } = seriesOf(series);
            return starts.map(({ x, end }, i) => [String(i + 1), decimal(x), text(end), decimal(height(Places[best(starts, i + 1)])), decimal(chanceToMiss(i + 1)), decimal(shares[i + 1], 3)]);
          },
          marked: ({ starts: count }) => count - 1,
        }),
      ],
    };
  },
};
