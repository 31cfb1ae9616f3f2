// A digit of the reader's own, which the network reads while it learns.
import { element, svg } from "../../dom.js";
import { decimal } from "../../numbers.js";
import { outputBars } from "./bars.js";
import { controls } from "./controls.js";
import { digitImage } from "./images.js";
import { Session } from "./session.js";

const Size = 560;
const Signs = { undo: "M9 5 4 10l5 5M4 10h10a5 5 0 0 1 0 10h-3", clear: "M6 6l12 12M18 6 6 18" };

// The paper stays when the language changes.
function paperOf({ memory }) {
  const found = memory.get("paper");
  if (found)
    return found;
  const canvas = element("canvas", { class: "live-paper", id: "paper", width: Size, height: Size, tabindex: 0, role: "application", "aria-describedby": "paper-help" });
  const paper = Promise.all([import("../../../paper.js"), import("./frame.js")]).then(([{ Paper }, frame]) => ({ paper: new Paper(canvas), frame }));
  memory.set("paper", { canvas, paper, framed: null });
  return memory.get("paper");
}

export const drawing = {
  key: "drawing",
  build(chapter) {
    const { text } = chapter;
    const session = Session.of(chapter);
    const own = paperOf(chapter);
    own.canvas.setAttribute("aria-label", text("paper"));
    const seen = digitImage(text("seen"));
    const bars = outputBars(text("outputs"));
    const answer = element("output", { class: "live-answer" }, "\u2013");
    const remark = element("p", { class: "help" });
    const hint = element("p", { class: "live-hint", "aria-hidden": "true" }, text("drawHere"));
    const show = ({ model, network, images }) => {
      seen.show(own.framed);
      hint.hidden = own.framed !== null;
      if (own.framed === null || network === null) {
        bars.show(null);
        answer.textContent = "\u2013";
        remark.textContent = text("nothingDrawn");
        return;
      }

      const digit = network.answer(model.inputOf(own.framed));
      bars.show([...network.outputs]);
      answer.textContent = String(digit);
      remark.textContent = text("drawnAnswer", images, decimal(network.outputs[digit], 2));
    };
    session.onChange(show);
    own.paper.then(({ paper, frame }) => {
      let last = 0;
      paper.onChange = async () => {
        const number = ++last;
        const found = paper.isEmpty ? null : await frame.framed(await paper.toImage());
        // Images are encoded in parallel: an older one may be ready later.
        if (number !== last)
          return;
        own.framed = found;
        show(session.values);
      };
    });
    const tool = (name, action) => element("button", { type: "button", onclick: () => own.paper.then(({ paper }) => action(paper)) },
      svg("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, svg("path", { d: Signs[name] })), element("span", {}, text(`${name}Drawing`)));
    return {
      beside: [element("details", { class: "keys-help" }, element("summary", {}, text("paperKeys")), element("p", { id: "paper-help" }, text("paperHelp")))],
      figure: [
        controls(chapter, session),
        element("div", { class: "live-drawing" },
          element("div", { class: "live-left" }, element("div", { class: "live-sheet" }, own.canvas, hint), element("div", { class: "live-tools" }, tool("undo", paper => paper.undo()), tool("clear", paper => paper.clear()))),
          element("div", { class: "live-verdict" }, element("div", { class: "live-seen" }, answer, seen.element), remark, bars.element)),
      ],
    };
  },
};
