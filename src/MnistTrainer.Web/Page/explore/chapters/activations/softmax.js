// Softmax: outputs that share one whole, so that each depends on all net inputs.
import { svg } from "../../dom.js";
import { note, segment } from "../../marks.js";
import { decimal } from "../../numbers.js";
import { Plot } from "../../plot.js";
import { prediction } from "../../prediction.js";
import { readout } from "../../readout.js";
import { table } from "../../table.js";
import { tries } from "../../tries.js";
import { softmax as sharesOf } from "./model.js";

const Kinds = ["one", "three", "four"];
const whole = value => Number.isInteger(value) ? String(value) : "";

export const softmax = {
  key: "softmax",
  build(chapter) {
    const { text, state } = chapter;
    const x = { from: 0.5, to: 3.5, label: text("node"), format: whole };
    const nets = new Plot(chapter, { label: text("netsPlot"), ratio: 0.45, x, y: { from: -5, to: 5, label: text("net") } });
    for (const [i, kind] of Kinds.entries()) {
      nets.addHandle({
        label: text("netOf", i + 1), axis: "y", step: 0.1, kind, at: () => [i + 1, state.values.nets[i]], text: () => decimal(state.values.nets[i], 2),
        move: (_, y) => state.set({ nets: state.values.nets.map((old, k) => k === i ? Number(y.toFixed(2)) : old) }),
      });
    }

    const shares = new Plot(chapter, { label: text("softmaxPlot"), ratio: 0.45, x, y: { from: 0, to: 1, label: text("output") } });
    state.onChange(values => {
      nets.draw(p => Kinds.map((kind, i) => segment(p, [i + 1, 0], [i + 1, values.nets[i]], kind)));
      shares.draw(p => sharesOf(values.nets).map((share, i) => [
        svg("rect", { class: `share ${Kinds[i]}`, x: p.x(i + 0.75), y: p.y(share), width: p.x(i + 1.25) - p.x(i + 0.75), height: p.y(0) - p.y(share) }),
        note(p, [i + 1, share], decimal(share), { anchor: "middle", dx: 0, dy: share > 0.85 ? 18 : -6 }),
      ]));
    }, ["nets"]);
    return {
      beside: [
        prediction(chapter, {
          id: "shift", question: text("softmaxQuestion"), choices: ["grow", "stay", "shrink"].map(one => text(one)), answer: 1, reason: text("softmaxReason"),
          reveal: () => state.set({ nets: [4, 3, 1] }),
        }),
        tries(chapter, [
          { text: text("softmaxTry1"), set: { nets: [1, 1, 1] } },
          { text: text("softmaxTry2"), set: { nets: [4, 2, -2] } },
        ]),
      ],
      figure: [
        nets.element, shares.element,
        readout(chapter, values => text("softmaxReadout", ...sharesOf(values.nets).map(share => decimal(share)))),
        table(chapter, {
          id: "softmax", caption: text("softmaxTable"), columns: [text("node"), text("net"), "$e^x$", text("output")],
          rows: values => sharesOf(values.nets).map((share, i) => [String(i + 1), decimal(values.nets[i], 2), decimal(Math.exp(values.nets[i])), decimal(share)]),
        }),
      ],
    };
  },
};
