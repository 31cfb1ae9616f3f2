// Light or dark: the system's setting until the user chooses.
import { lasting } from "./storage.js";

const button = document.getElementById("theme");
const system = matchMedia("(prefers-color-scheme: dark)");
const show = () => {
  const isDark = (lasting.get("theme") ?? (system.matches ? "dark" : "light")) === "dark";
  document.documentElement.dataset.theme = isDark ? "dark" : "light";
  button.setAttribute("aria-pressed", String(isDark));
};

button.addEventListener("click", () => {
  lasting.set("theme", document.documentElement.dataset.theme === "dark" ? "light" : "dark");
  show();
});
system.addEventListener("change", show);
show();
