// An area to draw a digit on, which stays when the language changes.
import { element, svg } from "./dom.js";
import { shared } from "./texts.js";

const Size = 560;
const Signs = { undo: "M9 5 4 10l5 5M4 10h10a5 5 0 0 1 0 10h-3", clear: "M6 6l12 12M18 6 6 18" };

function paperOf({ memory }) {
  const found = memory.get("paper");
  if (found)
    return found;
  const canvas = element("canvas", { class: "drawing-paper", id: "paper", width: Size, height: Size, tabindex: 0, role: "application", "aria-describedby": "paper-help" });
  const paper = Promise.all([import("../paper.js"), import("./frame.js")]).then(([{ Paper }, frame]) => ({ paper: new Paper(canvas), frame }));
  memory.set("paper", { canvas, paper, framed: null });
  return memory.get("paper");
}

// onDrawn(pixels): called after each change with the drawing in the frame of the digits, 784 values from 0 to 255; null without ink. Returns the area, an
// explanation of its keys to put beside it, and what is drawn now.
export function drawingArea(chapter, onDrawn) {
  const own = paperOf(chapter);
  own.canvas.setAttribute("aria-label", shared("paper"));
  const hint = element("p", { class: "drawing-hint", "aria-hidden": "true", hidden: own.framed !== null }, shared("drawHere"));
  own.paper.then(({ paper, frame }) => {
    let last = 0;
    paper.onChange = async () => {
      const number = ++last;
      const found = paper.isEmpty ? null : await frame.framed(await paper.toImage());
      // Images are encoded in parallel: an older one may be ready later.
      if (number !== last)
        return;
      own.framed = found;
      hint.hidden = found !== null;
      onDrawn(found);
    };
  });
  const tool = (name, action) => element("button", { type: "button", onclick: () => own.paper.then(({ paper }) => action(paper)) },
    svg("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, svg("path", { d: Signs[name] })), element("span", {}, shared(`${name}Drawing`)));
  return {
    element: element("div", { class: "drawing" }, element("div", { class: "drawing-sheet" }, own.canvas, hint),
      element("div", { class: "drawing-tools" }, tool("undo", paper => paper.undo()), tool("clear", paper => paper.clear()))),
    help: element("details", { class: "keys-help" }, element("summary", {}, shared("paperKeys")), element("p", { id: "paper-help" }, shared("paperHelp"))),
    get framed() { return own.framed; },
  };
}
