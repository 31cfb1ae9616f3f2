// Where e comes from: growth of 100 % in ever more parts.
import { dot, path, segment } from "../../marks.js";
import { decimal } from "../../numbers.js";
import { player } from "../../player.js";
import { Plot } from "../../plot.js";
import { prediction } from "../../prediction.js";
import { readout } from "../../readout.js";
import { table } from "../../table.js";
import { grown } from "./model.js";

export const Doublings = 20;
const Drawn = 256; // corners; more of them look the same

export const euler = {
  key: "euler",
  build(chapter) {
    const { text, state } = chapter;
    const plot = new Plot(chapter, { label: text("eulerPlot"), ratio: 0.5, x: { from: 0, to: 1, label: text("year") }, y: { from: 1, to: 3.2, label: text("value") } });
    const corners = doubling => {
      const parts = 2 ** doubling;
      const count = Math.min(parts, Drawn);
      return Array.from({ length: count + 1 }, (_, i) => [i / count, grown(parts, i / count)]);
    };
    state.onChange(({ doubling }) => plot.draw(p => {
      const before = doubling > 0 ? corners(doubling - 1) : [];
      const now = corners(doubling);
      return [segment(p, [0, now.at(-1)[1]], [1, now.at(-1)[1]], "guide"), path(p, before, "faint"), path(p, now, "one"), now.length < 40 && now.map(point => dot(p, point, "one", 4)), dot(p, now.at(-1), "two", 7)];
    }));
    return {
      beside: [
        prediction(chapter, {
          id: "limit", question: text("eulerQuestion"), choices: ["eulerEndless", "eulerThree", "eulerBelow"].map(one => text(one)), answer: 2, reason: text("eulerReason"),
          reveal: () => state.set({ doubling: Doublings }),
        }),
      ],
      figure: [
        plot.element,
        readout(chapter, ({ doubling }) => text("eulerReadout", String(2 ** doubling), decimal(grown(2 ** doubling), 6))),
        player(chapter, { field: "doubling", last: () => Doublings, interval: 500 }),
        table(chapter, {
          id: "euler", caption: text("eulerTable"), columns: [text("parts"), "$(1 + 1/n)^n$"],
          rows: () => Array.from({ length: Doublings + 1 }, (_, i) => [String(2 ** i), decimal(grown(2 ** i), 6)]), marked: values => values.doubling,
        }),
      ],
    };
  },
};
