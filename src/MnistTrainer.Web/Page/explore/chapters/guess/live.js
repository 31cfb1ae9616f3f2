// Brute force, live: this machine tries all settings of some weights, and counts.
import { element } from "../../dom.js";
import { brief, decimal } from "../../numbers.js";
import { player } from "../../player.js";
import { inline } from "../../prose.js";
import { prediction } from "../../prediction.js";
import { slider } from "../../slider.js";
import { table } from "../../table.js";
import { tries } from "../../tries.js";
import { drawing } from "./drawing.js";
import { grouped, large, time } from "./large.js";
import { BookWeights, logPossibilities, Nodes, outputs, Search, Targets } from "./model.js";

const ByHand = 1000; // tries one by one
const Budget = 8; // milliseconds of a frame
const Batch = 500;
const Calm = 500; // milliseconds between changes where the system asks for reduced motion

const look = (weight, isFree) => ({ kind: isFree ? weight < 0 ? "two" : "one" : "faint", width: (0.6 + 4 * Math.abs(weight)).toFixed(1) });
const nameOf = i => i < Nodes * Nodes ? `w${i % Nodes + 1}${Math.floor(i / Nodes) + 1} →` : `→ w${i % Nodes + 1}${Math.floor(i / Nodes) - Nodes + 1}`;

export const live = {
  key: "live",
  build(chapter) {
    const { text, state } = chapter;
    const network = drawing(text("networkLive"));
    const wheels = BookWeights.map(() => element("span", {}));
    const counter = element("p", { class: "counter" });
    const progress = element("dl", { class: "progress" });
    let search = null;
    let shown = ""; // the state that the search began from
    let frame = null;
    let seconds = 0;
    let counted = 0; // tries in those seconds

    let drawn = 0;

    const button = element("button", { type: "button", class: "run", onclick: () => frame === null ? run() : stop() });
    const show = () => {
      const { free, grid } = state.values;
      const total = logPossibilities(free, grid);
      network.show(search.weights.map((weight, i) => look(weight, i < free)));
      wheels.forEach((wheel, i) => {
        wheel.textContent = decimal(search.weights[i], 2);
        wheel.className = i < free ? "turning" : "";
      });
      counter.replaceChildren(...inline(text("counter", grouped(search.tried), large(total))));
      const speed = seconds > 0 ? counted / seconds : null;
      const best = search.best.weights;
      progress.replaceChildren(...[
        [text("speed"), speed === null ? "–" : text("perSecond", grouped(Number(speed.toPrecision(3))))],
        [text("left"), search.isOver ? text("nothingLeft") : speed === null ? "–" : time(text, Math.log10((10 ** total - search.tried) / speed))],
        [text("best"), best ? brief(search.best.error) : "–"],
        [text("bestOutputs"), best ? outputs(best).map(output => decimal(output, 3)).join(", ") : "–"],
        [text("targets"), Targets.map(target => decimal(target, 3)).join(", ")],
      ].flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, inline(value))]));
      button.textContent = text(frame === null ? "runAll" : "stop");
      button.disabled = frame === null && search.isOver;
    };

    function run() {
      const turn = () => {
        const begin = performance.now();
        const before = search.tried;
        while (performance.now() - begin < Budget && !search.isOver)
          search.next(Batch);
        seconds += (performance.now() - begin) / 1000;
        counted += search.tried - before;
        frame = search.isOver ? null : requestAnimationFrame(turn);
        if (frame === null || begin - drawn >= (matchMedia("(prefers-reduced-motion: reduce)").matches ? Calm : 0)) {
          drawn = begin;
          show();
        }

        if (frame === null)
          state.set({});
      };
      frame = requestAnimationFrame(turn);
      show();
    }

    function stop() {
      cancelAnimationFrame(frame);
      frame = null;
      show();
      state.set({});
    }

    chapter.onLeave(() => cancelAnimationFrame(frame));
    state.onChange(({ free, grid, tried }) => {
      const key = `${free} ${grid} ${tried}`;
      if (key === shown)
        return;
      shown = key;
      cancelAnimationFrame(frame);
      frame = null;
      seconds = counted = 0;
      search = new Search(free, grid).next(tried);
      show();
    });
    const set = (free, grid) => ({ free, grid, tried: 0 });
    return {
      beside: [
        prediction(chapter, {
          id: "twelve", question: text("liveQuestion"), choices: ["liveTwo", "liveMinute", "liveDays"].map(one => text(one)), answer: 2, reason: text("liveReason"),
          reveal: () => state.set(set(12, 10)),
        }),
        tries(chapter, [
          { text: text("liveTry1"), set: set(3, 100) }, { text: text("liveTry2"), set: set(6, 10) }, { text: text("liveTry3"), set: set(18, 2) }, { text: text("liveTry4"), set: set(18, 1000) },
        ]),
      ],
      figure: [
        network.element,
        element("div", { class: "wheels", role: "img", "aria-label": text("wheels") }, wheels),
        counter, element("p", {}, button), progress,
        slider(chapter, { field: "free", label: text("free"), from: 1, to: 18, step: 1 }),
        slider(chapter, { field: "grid", label: text("values"), from: 2, to: 1000, scale: "log", step: 1, snaps: [10, 100, 1000] }),
        player(chapter, { field: "tried", last: ({ free, grid }) => Math.min(ByHand, grid ** free), interval: 120 }),
        table(chapter, {
          id: "live", caption: text("liveTable"), columns: [text("weight"), text("now"), text("bestSoFar")],
          rows: ({ free }) => BookWeights.map((_, i) => [nameOf(i), decimal(search.weights[i], 3), search.best.weights ? decimal(search.best.weights[i], 3) : "–"]).slice(0, free),
        }),
      ],
    };
  },
};
