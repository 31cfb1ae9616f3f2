// The list of chapters: beside a chapter, and as the page that one starts from.
import { element } from "./dom.js";
import { shared, textsOf } from "./texts.js";

const link = chapter => `#/${chapter.id}`;

export function showContents(nav, chapters, current) {
  const list = element("ol", {}, element("li", {}, element("a", { href: "#/", "aria-current": current === null && "page" }, shared("allChapters"))),
    chapters.map(chapter => element("li", {}, element("a", { href: link(chapter), "aria-current": chapter === current && "page" },
      element("b", {}, String(chapter.number)), element("span", {}, textsOf(chapter.texts)("title"))))));
  nav.setAttribute("aria-label", shared("contents"));
  // On a narrow screen the list is closed until it is asked for.
  nav.replaceChildren(element("details", { class: "card", open: matchMedia("(min-width: 1000px)").matches },
    element("summary", {}, current === null ? shared("contents") : `${current.number} · ${textsOf(current.texts)("title")}`), list));
}

export function showWelcome(main, chapters) {
  main.replaceChildren(
    element("p", { class: "lead" }, shared("welcome")),
    element("ol", { class: "shelf" }, chapters.map(chapter => {
      const text = textsOf(chapter.texts);
      return element("li", {}, element("a", { class: "card", href: link(chapter) },
        element("small", {}, shared("chapter", chapter.number)), element("b", {}, text("title")), element("span", {}, text("summary"))));
    })));
}

// The links at the end of a chapter.
export function neighbors(chapters, current) {
  const at = chapters.indexOf(current);
  const one = (chapter, name) => chapter && element("a", { class: `button ${name}`, href: link(chapter) },
    element("small", {}, shared(name)), element("span", {}, `${chapter.number} · ${textsOf(chapter.texts)("title")}`));
  return element("nav", { class: "neighbors", "aria-label": `${shared("previous")}, ${shared("next")}` }, one(chapters[at - 1], "previous"), one(chapters[at + 1], "next"));
}
