// Prose: paragraphs between blank lines, with **important** words, `code`, $formulas$ and, as a paragraph of its own, $$a formula$$.
import { element } from "./dom.js";
import { formula } from "./formula.js";

// Blocks of a text.
export const prose = text => text.trim().split(/\n\s*\n/).map(block => {
  const alone = block.trim().match(/^\$\$([^$]+)\$\$$/);
  return alone ? element("p", { class: "formula" }, formula(alone[1], true)) : element("p", {}, inline(block.trim()));
});

// The nodes of one line.
export const inline = text => text.split(/(\*\*[^*]+\*\*|`[^`]+`|\$[^$]+\$)/).filter(part => part !== "").map(part =>
  part.startsWith("**") ? element("strong", {}, part.slice(2, -2))
  : part.startsWith("`") ? element("code", {}, part.slice(1, -1))
  : part.startsWith("$") ? formula(part.slice(1, -1))
  : part);
