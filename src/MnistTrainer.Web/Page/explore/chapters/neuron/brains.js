// How many neurons animals have, beside the nodes of a network.
import { dot, note, segment } from "../../marks.js";
import { brief, tenPower } from "../../numbers.js";
import { player } from "../../player.js";
import { Plot } from "../../plot.js";
import { prediction } from "../../prediction.js";
import { readout } from "../../readout.js";
import { slider } from "../../slider.js";
import { table } from "../../table.js";
import { neurons } from "./model.js";

export const From = 10;
export const To = 1e12;
const count = value => Math.round(value).toLocaleString("en-US");
const times = ratio => ratio < 100 ? brief(ratio, 3) : count(ratio);

export const brains = {
  key: "brains",
  build(chapter) {
    const { text, state } = chapter;
    const own = neurons.length;
    const plot = new Plot(chapter, {
      label: text("brainsPlot"), ratio: 0.46, x: { from: From, to: To, scale: "log", label: text("brainsCount"), format: tenPower }, y: { from: 0, to: own + 1, format: () => "" },
    });
    plot.addHandle({
      label: text("ownNodes"), kind: "two", step: 1.1, at: () => [state.values.nodes, 0.7], move: x => state.set({ nodes: Math.round(Number(x.toPrecision(3))) }), text: () => count(state.values.nodes),
    });
    state.onChange(({ animal, nodes }) => plot.draw(p => {
      const named = (x, y, name) => note(p, [x, y], name, x > 1e6 ? { anchor: "end", dx: -12, dy: 4 } : { dx: 12, dy: 4 });
      return [
        segment(p, [nodes, 0], [nodes, own + 1], "guide"), note(p, [nodes, 0.7], text("ownNodes"), nodes > 1e6 ? { anchor: "end", dx: -20, dy: 4 } : { dx: 20, dy: 4 }),
        neurons.slice(0, animal).map(({ key, cells }, i) => [segment(p, [From, own - i + 0.4], [cells, own - i + 0.4], "faint"), dot(p, [cells, own - i + 0.4], "one", 7), named(cells, own - i + 0.4, text(key))]),
      ];
    }));
    return {
      beside: [
        prediction(chapter, {
          id: "fly", question: text("brainsQuestion"), choices: ["brainsHundreds", "brainsThousands", "brainsMillions"].map(one => text(one)), answer: 1, reason: text("brainsReason"),
          reveal: () => state.set({ animal: 2 }),
        }),
      ],
      figure: [
        plot.element,
        readout(chapter, ({ animal, nodes }) => animal === 0 ? text("brainsBegin") : text("brainsReadout", text(neurons[animal - 1].key), count(neurons[animal - 1].cells), times(neurons[animal - 1].cells / nodes))),
        slider(chapter, { field: "nodes", label: text("ownNodes"), from: From, to: To, scale: "log", step: 1 }),
        player(chapter, { field: "animal", last: () => neurons.length, interval: 1200 }),
        table(chapter, {
          id: "brains", caption: text("brainsTable"), columns: [text("animal"), text("brainsCount"), text("source")],
          rows: () => neurons.map(({ key, cells, source }) => [text(key), count(cells), source]), marked: values => values.animal - 1,
        }),
      ],
    };
  },
};
