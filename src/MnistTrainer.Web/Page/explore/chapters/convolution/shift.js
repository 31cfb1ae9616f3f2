// The digit moves: what that does to its map, to the map after pooling, and to a dense layer.
import { Pixels, Side } from "../../digits.js";
import { element } from "../../dom.js";
import { legend } from "../../legend.js";
import { dot, segment } from "../../marks.js";
import { decimal } from "../../numbers.js";
import { player } from "../../player.js";
import { Plot } from "../../plot.js";
import { prediction } from "../../prediction.js";
import { random } from "../../random.js";
import { readout } from "../../readout.js";
import { slider } from "../../slider.js";
import { table } from "../../table.js";
import { tries } from "../../tries.js";
import { written } from "./filters.js";
import { denseOf, differenceOf, mapOf, moved, pooled } from "./model.js";
import { sheet } from "./sheet.js";
import { Source } from "./source.js";

export const Farthest = 6; // pixels
const Windows = [2, 4];
const Nodes = 8;
const filter = { weights: written.vertical[3], size: 3, activation: "relu" };

// Weights of a dense layer from -0.1 to 0.1, in hundredths.
const next = random(1);
const weights = Array.from({ length: Nodes }, () => Array.from({ length: Pixels }, () => Math.round(20 * next() - 10) / 100));

// All that is compared, for an image.
const layersOf = image => {
  const map = mapOf(image, Side, filter);
  return { image, map, pools: Windows.map(size => pooled(map, size, "max")), dense: denseOf(image, weights) };
};

// By how much the map, the pooled maps and the dense layer's signals differ from those of the image in its place.
function differencesOf(image, by) {
  const [before, after] = [image, moved(image, Side, by)].map(layersOf);
  return [differenceOf(before.map.values, after.map.values), ...Windows.map((_, i) => differenceOf(before.pools[i].values, after.pools[i].values)), differenceOf(before.dense, after.dense)];
}

export const shift = {
  key: "shift",
  build(chapter) {
    const { text, state } = chapter;
    const source = Source.of(chapter);
    const [image, map, small] = [sheet({ caption: text("theImage"), isInk: true }), sheet({ caption: text("theMap") }), sheet({ caption: text("pooledFour") })];
    const plot = new Plot(chapter, { label: text("densePlot"), ratio: 0.34, x: { from: 0.5, to: Nodes + 0.5, label: text("node") }, y: { from: -4, to: 4, label: text("signal") } });
    source.follow(chapter, ["shift"], (values, pixels) => {
      const [before, after] = [pixels, moved(pixels, Side, values.shift)].map(layersOf);
      const largest = Math.max(1e-9, ...before.map.values);
      image.show(after.image, Side);
      map.show(after.map.values, after.map.side, { largest });
      small.show(after.pools[1].values, after.pools[1].side, { largest });
      for (const view of [image, map, small])
        view.frame(null);
      const reach = Math.ceil(Math.max(1, ...before.dense.map(Math.abs), ...after.dense.map(Math.abs)));
      plot.draw(p => [segment(p, [0.5, 0], [Nodes + 0.5, 0], "guide"), before.dense.map((value, i) => [
        segment(p, [i + 1, value], [i + 1, after.dense[i]], "faint"), dot(p, [i + 1, value], "faint", 6), dot(p, [i + 1, after.dense[i]], "two", 5)])], { y: { from: -reach, to: reach } });
    });
    const percents = (values, by) => differencesOf(source.imageOf(values), by).map(one => `${decimal(100 * one, 0)} %`);
    return {
      beside: [
        prediction(chapter, {
          id: "shift", question: text("shiftQuestion"), choices: ["shiftSame", "shiftMoves", "shiftAll"].map(name => text(name)), answer: 1, reason: text("shiftReason"),
          reveal: () => state.set({ shift: 3 }),
        }),
        tries(chapter, [
          { text: text("shiftTry1"), set: { source: "digit", image: 4, shift: 1 } },
          { text: text("shiftTry2"), set: { source: "digit", image: 1, shift: 1 } },
        ]),
      ],
      figure: [
        element("div", { class: "sheets three" }, image.element, map.element, small.element),
        player(chapter, { field: "shift", last: () => Farthest, interval: 900 }),
        readout(chapter, values => values.shift === 0 ? text("shiftNone") : text("shiftReadout", values.shift, ...percents(values, values.shift))),
        slider(chapter, { field: "shift", label: text("shiftLabel"), from: 0, to: Farthest, step: 1 }),
        plot.element,
        legend([{ kind: "faint", name: text("inPlace") }, { kind: "two", name: text("afterShift") }]),
        table(chapter, {
          id: "shift", caption: text("shiftTable"), columns: [text("pixels"), text("theMap"), ...Windows.map(size => text("pooledBy", size)), text("denseSignals")],
          rows: values => Array.from({ length: Farthest + 1 }, (_, by) => [String(by), ...differencesOf(source.imageOf(values), by).map(one => decimal(one, 3))]),
          marked: values => values.shift,
        }),
      ],
    };
  },
};
