// The gradient check: a weight nudged up and down, and the measured slope beside the one by rule.
import { curve, dot, path, segment } from "../../marks.js";
import { legend } from "../../legend.js";
import { brief, decimal, tenPower } from "../../numbers.js";
import { Plot } from "../../plot.js";
import { player } from "../../player.js";
import { prediction } from "../../prediction.js";
import { readout } from "../../readout.js";
import { slider } from "../../slider.js";
import { table } from "../../table.js";
import { tries } from "../../tries.js";
import { ruleChips } from "./hidden.js";
import { errorAt, example, nudge, slopes } from "./model.js";
import { Names } from "./numbers.js";

const Reach = 2;
const Nudge = { from: 1e-8, to: 2 };
const Lowest = 1e-14;
const Agreement = 1e-3;
const Small = 1e-5;

// All eight weights: { byRule, measured, agrees }, with the limit of the library's check.
export const compared = values => slopes(values, values.rule).map((byRule, index) => {
  const measured = nudge(values, index, values.nudge).slope;
  return { byRule, measured, agrees: Math.abs(byRule - measured) <= Agreement * Math.max(Math.abs(byRule), Math.abs(measured), Small) };
});

export const check = {
  key: "check",
  build(chapter) {
    const { text, state } = chapter;
    const nameOf = index => text(index < 4 ? "hiddenName" : "outputName", Names[index % 4]);
    const plot = new Plot(chapter, { label: text("checkPlot"), x: { from: -Reach, to: Reach, label: "w" }, y: { from: 0, to: 1, label: "E" } });
    const precision = new Plot(chapter, {
      label: text("precisionPlot"), ratio: 0.5, x: { ...Nudge, scale: "log", label: text("nudge"), format: tenPower }, y: { from: Lowest, to: 1, scale: "log", label: text("gap"), format: tenPower },
    });
    precision.addHandle({
      label: text("nudge"), axis: "x", step: 1.5, at: () => [state.values.nudge, Lowest], move: h => state.set({ nudge: Number(h.toPrecision(3)) }), text: () => brief(state.values.nudge), kind: "three",
    });
    state.onChange(values => {
      const { checked, weights, nudge: h } = values;
      const w = weights[checked];
      const { below, here, above } = nudge(values, checked, h);
      const slope = slopes(values, values.rule)[checked];
      const top = Math.max(...Array.from({ length: 41 }, (_, i) => errorAt(values, checked, w + (i / 20 - 1) * Reach)), 0.1) * 1.1;
      const secant = (above - below) / (2 * h);
      const line = by => x => here + by * (x - w);
      plot.draw(p => [
        curve(p, x => errorAt(values, checked, x), "one"),
        curve(p, x => (above + below) / 2 + secant * (x - w), "three"), curve(p, line(slope), "two"),
        segment(p, [w - h, 0], [w - h, below], "guide"), segment(p, [w + h, 0], [w + h, above], "guide"),
        dot(p, [w - h, below], "three", 5), dot(p, [w + h, above], "three", 5), dot(p, [w, here], "one", 6),
      ], { x: { from: w - Reach, to: w + Reach }, y: { from: 0, to: top } });
      const gaps = read => Array.from({ length: 67 }, (_, i) => {
        const size = Nudge.from * (Nudge.to / Nudge.from) ** (i / 66);
        return [size, Math.max(Lowest, Math.abs(read(nudge(values, checked, size)) - slope))];
      });
      precision.draw(p => [path(p, gaps(one => one.oneSided), "four"), path(p, gaps(one => one.slope), "three"), segment(p, [h, Lowest], [h, 1], "guide")]);
    });
    return {
      beside: [
        prediction(chapter, {
          id: "book", question: text("checkQuestion"), choices: ["checkNone", "checkOutputs", "checkHidden", "checkAll"].map(one => text(one)), answer: 2, reason: text("checkReason"),
          reveal: () => state.set({ ...example, rule: "book", checked: 0, nudge: 0.001 }),
        }),
        tries(chapter, [
          { text: text("checkTry1"), set: { ...example, rule: "exact", checked: 0, nudge: 0.001 } },
          { text: text("checkTry2"), set: { ...example, rule: "book", checked: 0, nudge: 0.001 } },
          { text: text("checkTry3"), set: { ...example, rule: "exact", checked: 4, nudge: 2 } },
          { text: text("checkTry4"), set: { ...example, rule: "exact", checked: 4, nudge: 1e-8 } },
        ]),
      ],
      figure: [
        ruleChips(chapter),
        player(chapter, { field: "checked", last: () => 7, interval: 1200 }),
        readout(chapter, values => {
          const { byRule, measured, agrees } = compared(values)[values.checked];
          return text("checkReadout", nameOf(values.checked), decimal(byRule, 6), decimal(measured, 6), agrees);
        }),
        legend([{ kind: "one", name: "E" }, { kind: "two", name: text("ruleLine") }, { kind: "three", name: text("nudgeLine") }]),
        plot.element,
        slider(chapter, { field: "nudge", label: text("nudge"), from: Nudge.from, to: Nudge.to, scale: "log" }),
        legend([{ kind: "four", name: text("oneSided") }, { kind: "three", name: text("bothWays") }]),
        precision.element,
        table(chapter, {
          id: "check", caption: text("checkTable"), columns: [text("weight"), text("byRule"), "$E(w - h)$", "$E(w + h)$", text("measured"), text("agrees")],
          rows: values => compared(values).map(({ byRule, measured, agrees }, index) => {
            const { below, above } = nudge(values, index, values.nudge);
            return [nameOf(index), decimal(byRule, 6), decimal(below, 9), decimal(above, 9), decimal(measured, 6), text(agrees ? "agree" : "disagree")];
          }),
          marked: values => values.checked,
        }),
      ],
    };
  },
};
