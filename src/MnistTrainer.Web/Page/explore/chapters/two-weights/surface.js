// A landscape: the error over two weights, in three dimensions and as lines of equal error, and plain gradient descent on it.
import { arrow, dot, path } from "../../marks.js";
import { decimal } from "../../numbers.js";
import { player } from "../../player.js";
import { Plot } from "../../plot.js";
import { prediction } from "../../prediction.js";
import { prose } from "../../prose.js";
import { readout } from "../../readout.js";
import { slider } from "../../slider.js";
import { table } from "../../table.js";
import { tries } from "../../tries.js";
import { element } from "../../dom.js";
import { axesOf, chosen, round, surfacePicker } from "./choose.js";
import { ground } from "./ground.js";
import { landscape } from "./landscape.js";
import { descend, Rates, Steps, surfaces } from "./model.js";

const Name = "gradient-descent";
const Fields = ["surface", "start", "step", Name];
const pathOf = ({ surface, start, ...values }) => descend(surfaces[surface], Name, values[Name], start);
const current = values => {
  const way = pathOf(values);
  return way[Math.min(values.step, way.length - 1)];
};

export const surface = {
  key: "surface",
  build(chapter) {
    const { text, state } = chapter;
    const plot = new Plot(chapter, { label: text("contourPlot"), ratio: 0.7, ...axesOf(state.values.surface) });
    plot.addHandle({
      label: text("start"), axis: "both", step: 0.1, at: () => state.values.start, move: (x, y) => state.set({ start: round([x, y]), step: 0, lap: 0 }),
      text: () => state.values.start.map(value => decimal(value, 2)).join(", "),
    });
    const formula = element("div", { class: "prose" });
    state.onChange(values => {
      const way = pathOf(values);
      const points = way.map(({ at }) => at);
      const last = Math.min(values.step, way.length - 1);
      const { at, slope } = way[last];
      const { x, y } = surfaces[values.surface];
      // The arrow shows the direction downhill; its length is that of the slope, within bounds.
      const unit = (x.to - x.from) / 8 / Math.max(1e-9, Math.hypot(...slope));
      const scaleOf = Math.min(unit, (x.to - x.from) / 10);
      plot.draw(p => [
        ground(p, values.surface),
        path(p, points.slice(0, last + 1), "two"),
        points.slice(0, last + 1).map(point => dot(p, point, "two", 2.8)),
        arrow(p, at, at.map((value, i) => value - scaleOf * slope[i]), "three"),
        dot(p, at, "two", 6),
      ], axesOf(values.surface));
    }, Fields);
    state.onChange(values => formula.replaceChildren(...prose(text(`${values.surface}Formula`))), ["surface"]);
    return {
      beside: [
        prediction(chapter, {
          id: "across", question: text("surfaceQuestion"), choices: ["towardMinimum", "acrossRavine", "alongRavine"].map(one => text(one)), answer: 1, reason: text("surfaceReason"),
          reveal: () => state.set({ ...chosen("ravine"), "gradient-descent": 0.0501, step: 0 }),
        }),
        tries(chapter, [
          { text: text("surfaceTry1"), set: () => ({ ...chosen("ravine"), "gradient-descent": 0.07, step: 50 }) },
          { text: text("surfaceTry2"), set: () => ({ ...chosen("ravine"), "gradient-descent": 0.081, step: 20 }) },
          { text: text("surfaceTry3"), set: () => ({ ...chosen("saddle"), start: [-2.4, 0], "gradient-descent": 0.2, step: 60 }) },
          { text: text("surfaceTry4"), set: () => ({ ...chosen("rosenbrock"), "gradient-descent": 0.00158, step: 100 }) },
        ]),
      ],
      figure: [
        surfacePicker(chapter), formula,
        landscape(chapter, { label: text("landscape"), fields: Fields, pathOf: values => pathOf(values).slice(0, values.step + 1).map(({ at }) => at) }),
        plot.element,
        readout(chapter, values => {
          const { at, value, slope, move } = current(values);
          return text("surfaceReadout", ...[...at, value, ...slope, ...move].map(one => decimal(one)));
        }),
        slider(chapter, { field: Name, label: text("rate"), ...Rates, scale: "log" }),
        player(chapter, { field: "step", last: values => Math.min(Steps, pathOf(values).length - 1), interval: 160 }),
        element("div", { class: "pair" },
          slider(chapter, { field: "turn", label: text("turn"), from: -180, to: 180, step: 1 }),
          slider(chapter, { field: "tilt", label: text("tilt"), from: 10, to: 90, step: 1 })),
        table(chapter, {
          id: "surface", caption: text("surfaceTable"), columns: [text("stepColumn"), "$x$", "$y$", text("error"), text("slopeAlong", "x"), text("slopeAlong", "y")],
          rows: values => pathOf(values).map(({ at, value, slope }, i) => [String(i), ...[...at, value, ...slope].map(one => decimal(one))]),
          marked: values => values.step,
        }),
      ],
    };
  },
};
