// The learning rate decides: three zones, with borders at 0.5 and 1.
import { curve, dot, path, segment, zones as bands } from "../../marks.js";
import { brief, clamp, decimal, tenPower } from "../../numbers.js";
import { Plot } from "../../plot.js";
import { prediction } from "../../prediction.js";
import { readout } from "../../readout.js";
import { slider } from "../../slider.js";
import { table } from "../../table.js";
import { tries } from "../../tries.js";
import { descend, distanceAfter, factor, fate, minimum, slope } from "./model.js";
import { Steps } from "./walk.js";

const After = 10;
const Rates = [0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 1, 1.1, 1.5];
const Range = { from: 0.01, to: 2, scale: "log" };
const Distances = { from: 1e-6, to: 1e6, scale: "log" };

export const zones = {
  key: "zones",
  build(chapter) {
    const { text, state, memory } = chapter;
    // The names of the zones would answer the question.
    const zoneName = name => memory.has("rate") ? text(name) : "";
    const distances = new Plot(chapter, {
      label: text("zonesPlot"), ratio: 0.5,
      x: { ...Range, label: text("rate") }, y: { ...Distances, label: text("distanceAfter", After), format: tenPower },
    });
    const far = (start, rate) => clamp(distanceAfter(start, rate, After), Distances.from, Distances.to);
    const within = rate => clamp(rate, Range.from, Range.to);
    distances.addHandle({
      label: text("rate"), step: 1.05, at: () => [within(state.values.rate), far(state.values.start, within(state.values.rate))],
      move: rate => state.set({ rate: [0.5, 1].find(border => Math.abs(Math.log(rate / border)) < 0.02) ?? Number(rate.toPrecision(3)) }),
      text: () => brief(state.values.rate), kind: "two",
    });
    const time = new Plot(chapter, { label: text("timePlot"), ratio: 0.42, x: { from: 0, to: Steps, label: text("stepColumn") }, y: { from: -3, to: 5, label: "x" } });
    state.onChange(({ start, rate }) => {
      distances.draw(p => [
        bands(p, [
          { from: Range.from, to: 0.5, kind: "good", name: zoneName("zoneSame") },
          { from: 0.5, to: 1, kind: "middle", name: zoneName("zoneOver") },
          { from: 1, to: Range.to, kind: "bad", name: zoneName("zoneAway") },
        ]),
        curve(p, value => far(start, value), "one"),
      ]);
      const points = descend(slope, start, rate, Steps).map(({ x }, i) => [i, x]);
      time.draw(p => [
        segment(p, [0, minimum], [Steps, minimum], "guide"), path(p, points, "two"), points.map(point => dot(p, point, "two", 3.5)),
      ]);
    });
    return {
      beside: [
        prediction(chapter, {
          id: "rate", question: text("zonesQuestion"), choices: ["approaches", "overshoots", "swings", "leaves"].map(one => text(one)), answer: 1, reason: text("zonesReason"),
          reveal: () => state.set({ start: 3, rate: 0.9 }),
        }),
        tries(chapter, [
          { text: text("zonesTry1"), set: { rate: 0.5 } },
          { text: text("zonesTry2"), set: { rate: 1 } },
          { text: text("zonesTry3"), set: { rate: 1.1 } },
        ]),
      ],
      figure: [
        distances.element, time.element,
        readout(chapter, ({ rate }) => text("zonesReadout", brief(rate), decimal(factor(rate)), text(fate(rate)))),
        slider(chapter, { field: "rate", label: text("rate"), from: 0.001, to: 2, scale: "log", snaps: [0.01, 0.1, 0.5, 1] }),
        table(chapter, {
          id: "zones", caption: text("zonesTable"), columns: [text("rate"), "$1 - 2r$", "1", "2", "3", "10", text("fateColumn")],
          rows: ({ start }) => Rates.map(rate => {
            const steps = descend(slope, start, rate, 10);
            return [brief(rate), decimal(factor(rate), 2), ...[1, 2, 3, 10].map(i => decimal(steps[i].x)), text(fate(rate))];
          }),
          marked: ({ rate }) => Rates.indexOf(rate),
        }),
      ],
    };
  },
};
