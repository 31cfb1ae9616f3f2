// Several filters give several maps.
import { Pixels, Side } from "../../digits.js";
import { element } from "../../dom.js";
import { canvas, signedImage } from "../../images.js";
import { clamp } from "../../numbers.js";
import { player } from "../../player.js";
import { prediction } from "../../prediction.js";
import { readout } from "../../readout.js";
import { table } from "../../table.js";
import { tries } from "../../tries.js";
import { names, written } from "./filters.js";
import { denseCount, filterCount, mapOf, sideOf } from "./model.js";
import { pick } from "./settings.js";
import { sheet } from "./sheet.js";
import { Source } from "./source.js";
import { trained } from "./trained.js";

const sets = {
  written: names.map(name => ({ name, weights: written[name][3], bias: 0, size: 3, activation: "relu" })),
  trained: trained.map(one => ({ ...one, name: null, size: 5, activation: "relu" })),
};
const filtersOf = ({ set }) => sets[set];
const Most = Math.max(...Object.values(sets).map(all => all.length));
const largestOf = values => Math.max(1e-9, ...values.map(Math.abs));

function small(label, { weights, size }) {
  const view = canvas(size, size, "small-filter", label);
  view.getContext("2d").putImageData(signedImage(weights, size, size, largestOf(weights)), 0, 0);
  return view;
}

export const maps = {
  key: "maps",
  build(chapter) {
    const { text, state } = chapter;
    const source = Source.of(chapter);
    const nameOf = (filter, i) => filter.name === null ? text("trainedName", i + 1) : text(filter.name);
    const shown = values => clamp(values.maps, 0, filtersOf(values).length);
    const list = element("ul", { class: "maps" });
    let built = null;
    let views = [];
    source.follow(chapter, ["set", "maps"], (values, pixels) => {
      const filters = filtersOf(values);
      if (built !== filters) {
        built = filters;
        views = filters.map((filter, i) => sheet({ caption: nameOf(filter, i) }));
        list.replaceChildren(...views.map((view, i) => element("li", {}, small(text("filterImage", nameOf(filters[i], i)), filters[i]), view.element)));
      }

      filters.forEach((filter, i) => {
        const { side, values: map } = mapOf(pixels, Side, filter);
        views[i].show(i < shown(values) ? map : map.map(() => 0), side);
        views[i].frame(null);
      });
    });
    return {
      beside: [
        prediction(chapter, {
          id: "counts", question: text("mapsQuestion"), number: { from: 1, to: 1e8, answer: 208, tolerance: 0 }, reason: text("mapsReason"),
          reveal: () => state.set({ set: "trained", maps: Most }),
        }),
        tries(chapter, [
          { text: text("mapsTry1"), set: { set: "trained", maps: Most } },
          { text: text("mapsTry2"), set: { set: "written", maps: Most, source: "digit", image: 2 } },
          { text: text("mapsTry3"), set: { source: "own" } },
        ]),
      ],
      figure: [
        pick(chapter, "set", ["written", "trained"], "setLabel"),
        player(chapter, { field: "maps", last: values => filtersOf(values).length, interval: 700 }),
        list,
        readout(chapter, values => {
          const filters = filtersOf(values);
          const { size } = filters[0];
          const side = sideOf(Side, { size });
          const outputs = filters.length * side * side;
          return text("mapsReadout", filters.length, size * size, filterCount(filters.length, size), side, outputs, denseCount(Pixels, outputs));
        }),
        table(chapter, {
          id: "maps", caption: text("mapsTable"), columns: [text("filter"), text("bias"), ...Array.from({ length: 25 }, (_, i) => `w${i + 1}`)],
          rows: values => filtersOf(values).map((filter, i) => [nameOf(filter, i), ...[filter.bias, ...filter.weights].map(one => String(one).replace("-", "−"))]),
        }),
      ],
    };
  },
};
