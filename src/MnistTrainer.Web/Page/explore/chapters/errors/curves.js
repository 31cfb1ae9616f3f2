// The three error functions as curves of the output, and their slopes.
import { curve, dot, segment, tangent } from "../../marks.js";
import { legend } from "../../legend.js";
import { decimal } from "../../numbers.js";
import { Plot } from "../../plot.js";
import { readout } from "../../readout.js";
import { slider } from "../../slider.js";
import { table } from "../../table.js";
import { tries } from "../../tries.js";
import { functions } from "./model.js";

export const Kinds = { difference: "four", absolute: "two", square: "one" };
const Names = Object.keys(functions);
const Places = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];

export const curves = {
  key: "curves",
  build(chapter) {
    const { text, state } = chapter;
    const plot = new Plot(chapter, { label: text("curvesPlot"), x: { from: 0, to: 1, label: text("output") }, y: { from: -0.6, to: 1, label: text("error") } });
    const slopes = new Plot(chapter, { label: text("slopesPlot"), ratio: 0.4, x: { from: 0, to: 1, label: text("output") }, y: { from: -2, to: 2, label: text("slope") } });
    plot.addHandle({ label: text("output"), step: 0.01, at: () => [state.values.output, 0], move: x => state.set({ output: Number(x.toFixed(3)) }), text: () => decimal(state.values.output, 2), kind: "three" });
    state.onChange(({ output, target }) => {
      plot.draw(p => [
        segment(p, [0, 0], [1, 0], "guide"), segment(p, [target, -0.6], [target, 1], "guide"),
        Names.map(name => [curve(p, y => functions[name].value(y, target), Kinds[name]), tangent(p, [output, functions[name].value(output, target)], functions[name].slope(output, target), "faint", 0.1),
          dot(p, [output, functions[name].value(output, target)], Kinds[name], 5)]),
      ]);
      slopes.draw(p => [
        segment(p, [0, 0], [1, 0], "guide"), segment(p, [target, -2], [target, 2], "guide"), segment(p, [output, -2], [output, 2], "guide"),
        Names.map(name => [curve(p, y => functions[name].slope(y, target), Kinds[name]), dot(p, [output, functions[name].slope(output, target)], Kinds[name], 5)]),
      ]);
    });
    return {
      beside: [tries(chapter, [{ text: text("curvesTry1"), set: { output: 0.51, target: 0.5 } }, { text: text("curvesTry2"), set: { output: 0.99, target: 0.5 } }])],
      figure: [
        legend(Names.map(name => ({ kind: Kinds[name], name: text(name) }))),
        plot.element, slopes.element,
        readout(chapter, ({ output, target }) => text("curvesReadout", ...Names.map(name => decimal(functions[name].slope(output, target), 2)))),
        slider(chapter, { field: "target", label: text("target"), from: 0, to: 1, step: 0.01 }),
        table(chapter, {
          id: "curves", caption: text("curvesTable"), columns: [text("output"), ...Names.flatMap(name => [text(name), text("slopeOf", text(name))])],
          rows: ({ target }) => Places.map(y => [decimal(y, 1), ...Names.flatMap(name => [decimal(functions[name].value(y, target)), decimal(functions[name].slope(y, target))])]),
        }),
      ],
    };
  },
};
