// A filter at one place after the other: the pixels under it, the products, their sum, the output, and the map that they fill.
import { cell } from "../../cell.js";
import { Side } from "../../digits.js";
import { element } from "../../dom.js";
import { brief } from "../../numbers.js";
import { player } from "../../player.js";
import { prediction } from "../../prediction.js";
import { readout } from "../../readout.js";
import { slider } from "../../slider.js";
import { table } from "../../table.js";
import { tries } from "../../tries.js";
import { cornerOf, mapOf, patchOf, placeOf, sideOf } from "./model.js";
import { patch } from "./patch.js";
import { choose, Fields, filterOf, lastPlace, pick, placeIn, presets } from "./settings.js";
import { sheet } from "./sheet.js";
import { chooser, Source } from "./source.js";

const Largest = 100; // weight that can be typed
const exact = value => brief(value, 6);

// The image with its padding.
const padded = (image, padding) => patchOf(image, Side, { size: Side + 2 * padding, padding }, 0);

function cells(chapter, problem) {
  const of = (field, size) => element("div", { class: "patch-numbers cells", "data-size": size }, Array.from({ length: size * size }, (_, index) =>
    cell(chapter, { field, index, label: chapter.text("weightAt", Math.floor(index / size) + 1, index % size + 1), from: -Largest, to: Largest, step: 0.1, problem })));
  const both = { 3: of("small", 3), 5: of("large", 5) };
  chapter.state.onChange(({ size }) => Object.entries(both).forEach(([name, node]) => { node.hidden = name !== size; }));
  return element("figure", { class: "patch" }, element("figcaption", {}, chapter.text("filter")), Object.values(both));
}

export const slide = {
  key: "slide",
  build(chapter) {
    const { text, state } = chapter;
    const source = Source.of(chapter);
    const now = values => placeOf(source.imageOf(values), Side, filterOf(values), placeIn(values));
    const columns = () => sideOf(Side, filterOf(state.values));
    const at = () => [Math.floor(placeIn(state.values) / columns()), placeIn(state.values) % columns()];
    const words = () => text("placeWords", ...at().map(one => one + 1), exact(now(state.values).output));
    const moves = stride => ({ label: text("place"), text: words, count: columns, stride, at, move: (row, column) => state.set({ place: row * columns() + column }) });
    const image = sheet({ caption: text("theImage"), isInk: true, moves: moves(() => Number(state.values.stride)) });
    const map = sheet({ caption: text("theMap"), moves: moves(() => 1) });
    const [under, products] = [patch({ caption: text("under"), kind: "ink" }), patch({ caption: text("products") })];
    source.follow(chapter, [...Fields, "place"], (values, pixels) => {
      const filter = filterOf(values);
      const { size, padding } = filter;
      const place = placeIn(values);
      const [top, left] = cornerOf(Side, filter, place);
      image.show(padded(pixels, padding), Side + 2 * padding);
      image.frame(top + padding, left + padding, size);
      const whole = mapOf(pixels, Side, filter);
      const largest = Math.max(1e-9, ...whole.values.map(Math.abs));
      map.show(whole.values.map((value, i) => i <= place ? value : 0), whole.side, { largest, name: text("mapOf", whole.side) });
      map.frame(...at(), 1);
      const found = placeOf(pixels, Side, filter, place);
      under.show(found.patch, { largest: 1 });
      products.show(found.products);
    });
    const problem = element("p", { class: "problem", role: "status" });
    return {
      beside: [
        prediction(chapter, {
          id: "flat", question: text("slideQuestion"), number: { from: -100, to: 100, answer: 0, tolerance: 1e-9 }, reason: text("slideReason"),
          reveal: () => state.set({ ...choose("vertical"), source: "digit", image: 4, bias: 0, stride: "1", padding: "0", activation: "identity", place: 14 * 26 + 6 }),
        }),
        tries(chapter, [
          { text: text("slideTry1"), set: { ...choose("horizontal"), place: 675 } },
          { text: text("slideTry2"), set: { ...choose("outline"), activation: "identity", place: 675 } },
          { text: text("slideTry3"), set: { ...choose("blur", "5"), bias: 0, place: 575 } },
          { text: text("slideTry4"), set: { ...choose("vertical"), bias: -1.5, activation: "relu", place: 675 } },
        ]),
        chooser(chapter),
      ],
      figure: [
        element("div", { class: "sheets" }, image.element, map.element),
        player(chapter, { field: "place", last: lastPlace, interval: 40 }),
        element("div", { class: "patches" }, under.element, cells(chapter, problem), products.element),
        problem,
        readout(chapter, values => {
          if (source.isLoading(values))
            return text("loading");
          const { sum, net, output } = now(values);
          return text("slideReadout", exact(sum), `${values.bias < 0 ? "−" : "+"} ${exact(Math.abs(values.bias))}`, exact(net), text(values.activation), exact(output));
        }),
        presets(chapter),
        element("div", { class: "settings-row" }, pick(chapter, "size", ["3", "5"], "sizeLabel"), pick(chapter, "activation", ["identity", "relu", "sigmoid"], "activationLabel")),
        slider(chapter, { field: "bias", label: text("bias"), from: -20, to: 20, step: 0.1 }),
        table(chapter, {
          id: "place", caption: text("placeTable"), columns: [text("pixelColumn"), text("pixel"), text("weight"), text("product")],
          rows: values => {
            const { patch: pixels, products: all, sum, net, output } = now(values);
            const { size, weights } = filterOf(values);
            return [
              ...pixels.map((pixel, i) => [text("rowAndColumn", Math.floor(i / size) + 1, i % size + 1), exact(pixel), exact(weights[i]), exact(all[i])]),
              [text("sumRow"), "", "", exact(sum)], [text("netRow"), "", "", exact(net)], [text("outputRow"), "", "", exact(output)],
            ];
          },
        }),
        table(chapter, {
          id: "map", caption: text("mapTable"), columns: [text("row"), ...Array.from({ length: 30 }, (_, i) => String(i + 1))],
          rows: values => {
            const { side, values: all } = mapOf(source.imageOf(values), Side, filterOf(values));
            return Array.from({ length: side }, (_, row) => [String(row + 1), ...all.slice(row * side, (row + 1) * side).map(value => brief(value))]);
          },
        }),
      ],
    };
  },
};
