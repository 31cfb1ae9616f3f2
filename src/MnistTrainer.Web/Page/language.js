// The language of the page: the browser's until the user chooses another.
import { english } from "./english.js";
import { korean } from "./korean.js";
import { lasting } from "./storage.js";
import { visible } from "./visible.js";

const words = { en: english, ko: korean };
let language = lasting.get("language") ?? (navigator.language.toLowerCase().startsWith("ko") ? "ko" : "en");
const listeners = [];

// The text of a key; some texts take arguments. Undefined for an unknown key.
export function text(name, ...parts) {
  const found = words[language][name];
  return typeof found === "function" ? found(...parts.map(part => typeof part === "string" ? visible(part) : part)) : found;
}

export const metadataName = name => words[language].metadata[name] ?? name;
export const stageName = name => words[language].stageNames[name] ?? name;
export const rejectionText = rejection => words[language].rejections[rejection.reason] ?? rejection.message;
export const problemText = (code, sentence) => words[language].problems[code] ?? sentence;
// A value of the model card, whose words are those of files, in the page's language.
export const metadataValue = (name, value) => words[language].metadataValue(name, visible(value));
export const number = value => value.toLocaleString("en");
export const percent = (share, digits = 1) => {
  const shown = (100 * share).toFixed(digits);
  // Only an exact 1 is shown as 100 %: 99.97 % is cut, not rounded up.
  const cut = Number(shown) === 100 && share < 1 ? (100 - 10 ** -digits).toFixed(digits) : shown;
  return `${Number(cut) % 100 === 0 ? Number(cut) : cut}\u00A0%`;
};

// A network is never certain, even where the probability is 1 in its arithmetic.
const Certain = 0.9995;
export const confidence = probability => probability < Certain ? percent(probability) : text("over", percent(0.999));
export const currentLanguage = () => language;

// Calls the listener now and after every change of language.
export function onLanguage(listener) {
  listeners.push(listener);
  listener();
}

function show() {
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll("[data-text]"))
    element.textContent = text(element.dataset.text);
  for (const element of document.querySelectorAll("[data-label]"))
    element.setAttribute("aria-label", text(element.dataset.label));
  document.title = text(document.documentElement.dataset.title ?? "title");
  const button = document.getElementById("language");
  button.textContent = language === "ko" ? "English" : "한국어";
  button.lang = language === "ko" ? "en" : "ko";
}

// Shows the page in a language, "en" or "ko", from now on.
export function chooseLanguage(chosen) {
  if (chosen === language || !(chosen in words))
    return;
  language = chosen;
  lasting.set("language", language);
  show();
  for (const listener of listeners)
    listener();
}

document.getElementById("language").addEventListener("click", () => chooseLanguage(language === "ko" ? "en" : "ko"));
show();
