// A chapter: its title, and its sections, each of which has prose beside a figure.
import { neighbors } from "./contents.js";
import { element } from "./dom.js";
import { prose } from "./prose.js";
import { shared } from "./texts.js";

// chapter: what the sections get: { text, state, memory, onLeave }.
export function showChapter(main, chapters, definition, chapter) {
  const { text } = chapter;
  main.replaceChildren(
    element("header", { class: "title" }, element("p", { class: "number" }, shared("chapter", definition.number)), element("h2", {}, text("title")),
      element("div", { class: "lead" }, prose(text("lead")))),
    ...definition.sections.map(section => showSection(section, chapter)),
    element("details", { class: "keys-help" }, element("summary", {}, shared("keys")), element("p", {}, shared("keysHelp"))),
    neighbors(chapters, definition));
}

function showSection({ key, build }, chapter) {
  const heading = `section-${key}`;
  const { beside = [], figure = [] } = build(chapter);
  const nodes = figure.flat().filter(Boolean);
  const player = nodes.find(node => node.pressKey);
  const drawing = nodes.length > 0 && element("div", { class: "figure", id: `figure-${key}`, role: "group", "aria-labelledby": heading, onkeydown: event => player?.pressKey(event) }, nodes);
  // A click on the figure brings its keys, where it does not bring the focus to a part of it.
  if (player) {
    drawing.addEventListener("pointerup", () => {
      if (!drawing.contains(document.activeElement))
        player.querySelector(".player-step").focus({ preventScroll: true });
    });
  }

  return element("section", { class: `card part${drawing ? "" : " words"}`, "aria-labelledby": heading },
    element("div", { class: "prose" }, element("h3", { id: heading }, chapter.text(`${key}Title`)), prose(chapter.text(key)), beside.flat()),
    drawing);
}
