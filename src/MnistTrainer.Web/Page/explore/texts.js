// Texts in both languages: those that all chapters share, and those of a chapter.
import { currentLanguage } from "../language.js";
import { visible } from "../visible.js";
import { english } from "./texts.en.js";
import { korean } from "./texts.ko.js";

// A function that returns the text of a key; some texts take arguments. texts: { en, ko }, with the same keys.
export const textsOf = texts => (name, ...parts) => {
  const found = texts[currentLanguage()][name];
  if (found === undefined)
    throw new Error(`There is no text ${name}.`);
  return typeof found === "function" ? found(...parts.map(part => typeof part === "string" ? visible(part) : part)) : found;
};

export const shared = textsOf({ en: english, ko: korean });
