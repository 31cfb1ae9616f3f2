// Pooling: of each window of a map only the largest number is left, or the mean.
import { Side } from "../../digits.js";
import { element } from "../../dom.js";
import { brief, clamp } from "../../numbers.js";
import { player } from "../../player.js";
import { prediction } from "../../prediction.js";
import { readout } from "../../readout.js";
import { table } from "../../table.js";
import { tries } from "../../tries.js";
import { mapOf, patchOf, pooled, sideOf } from "./model.js";
import { patch } from "./patch.js";
import { choose, Fields, filterOf, pick } from "./settings.js";
import { sheet } from "./sheet.js";
import { Source } from "./source.js";

const columnsOf = values => sideOf(sideOf(Side, filterOf(values)), { size: Number(values.window), stride: Number(values.window) });
const last = values => columnsOf(values) ** 2 - 1;
const placeIn = values => clamp(values.poolPlace, 0, last(values));

export const pool = {
  key: "pool",
  build(chapter) {
    const { text, state } = chapter;
    const source = Source.of(chapter);
    const size = () => Number(state.values.window);
    // The map, what pooling makes of it, and the numbers under the window.
    const now = values => {
      const map = mapOf(source.imageOf(values), Side, filterOf(values));
      const length = Number(values.window);
      const place = placeIn(values);
      const result = pooled(map, length, values.pooling);
      return { map, result, place, under: patchOf(map.values, map.side, { size: length, stride: length }, place), output: result.values[place], winner: result.winners[place] };
    };
    const at = () => [Math.floor(placeIn(state.values) / columnsOf(state.values)), placeIn(state.values) % columnsOf(state.values)];
    const moves = stride => ({
      label: text("window"), text: () => text("placeWords", ...at().map(one => one + 1), brief(now(state.values).output, 6)), count: () => columnsOf(state.values), stride, at,
      move: (row, column) => state.set({ poolPlace: row * columnsOf(state.values) + column }),
    });
    const map = sheet({ caption: text("theMap"), moves: moves(size) });
    const small = sheet({ caption: text("pooledMap"), moves: moves(() => 1) });
    const numbers = patch({ caption: text("underWindow") });
    source.follow(chapter, [...Fields, "pooling", "window", "poolPlace"], values => {
      const { map: whole, result, place, under, winner } = now(values);
      const largest = Math.max(1e-9, ...whole.values.map(Math.abs));
      const length = Number(values.window);
      map.show(whole.values, whole.side, { largest, name: text("mapOf", whole.side) });
      map.frame(...at().map(one => one * length), length);
      small.show(result.values.map((value, i) => i <= place ? value : 0), result.side, { largest, name: text("pooledOf", result.side) });
      small.frame(...at(), 1);
      numbers.show(under, { largest, marked: values.pooling === "max" ? winner : null });
    });
    return {
      beside: [
        prediction(chapter, {
          id: "pool", question: text("poolQuestion"), choices: ["poolNothing", "poolMean", "poolMoves"].map(name => text(name)), answer: 0, reason: text("poolReason"),
          reveal: () => state.set({ pooling: "max" }),
        }),
        tries(chapter, [
          { text: text("poolTry1"), set: () => ({ ...choose("vertical"), activation: "relu", stride: "1", padding: "0", pooling: "max", window: "4", poolPlace: 35 }) },
          { text: text("poolTry2"), set: { pooling: "average" } },
        ]),
      ],
      figure: [
        element("div", { class: "sheets" }, map.element, small.element),
        player(chapter, { field: "poolPlace", last, interval: 60 }),
        element("div", { class: "patches" }, numbers.element),
        readout(chapter, values => {
          const { under, output, winner, place } = now(values);
          const length = Number(values.window);
          return values.pooling === "max" ? text("poolMax", brief(output, 6), Math.floor(winner / length) + 1, winner % length + 1, place + 1)
            : text("poolAverage", under.length, brief(under.reduce((sum, value) => sum + value, 0), 6), brief(output, 6));
        }),
        element("div", { class: "settings-row" }, pick(chapter, "pooling", ["max", "average"], "poolingLabel"), pick(chapter, "window", ["2", "3", "4"], "window")),
        table(chapter, {
          id: "pool", caption: text("poolTable"), columns: [text("row"), ...Array.from({ length: 15 }, (_, i) => String(i + 1))],
          rows: values => {
            const { result: { side, values: all } } = now(values);
            return Array.from({ length: side }, (_, row) => [String(row + 1), ...all.slice(row * side, (row + 1) * side).map(value => brief(value))]);
          },
        }),
      ],
    };
  },
};
