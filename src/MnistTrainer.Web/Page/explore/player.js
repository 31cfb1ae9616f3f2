// Reset, back, step and play over numbered steps, by buttons and keys.
import { element, svg } from "./dom.js";
import { clamp } from "./numbers.js";
import { shared } from "./texts.js";

export const Signs = {
  reset: "M6 5v14M19 5 9 12l10 7z", back: "M15 5 6 12l9 7zM18.5 5v14", step: "M9 5l9 7-9 7zM5.5 5v14", play: "M7 4.5 19 12 7 19.5z", pause: "M8 5v14M16 5v14",
};
const Keys = { KeyR: "reset", KeyB: "back", KeyS: "step", KeyP: "play" };

// field: the step's number in the state, an integer from 0. last(values): the number of the last step. interval: milliseconds of a step while it plays.
export function player({ state, onLeave }, { field, last, interval = 450 }) {
  let playing = null;
  const at = () => clamp(state.values[field], 0, last(state.values));
  const go = step => state.set({ [field]: clamp(step, 0, last(state.values)) });
  const stop = () => {
    cancelAnimationFrame(playing);
    playing = null;
    show();
  };
  const play = () => {
    if (playing !== null)
      return stop();
    if (at() >= last(state.values))
      go(0);
    let since = performance.now();
    const frame = now => {
      if (now - since >= interval) {
        since = now;
        go(at() + 1);
      }

      if (at() >= last(state.values))
        return stop();
      playing = requestAnimationFrame(frame);
    };
    playing = requestAnimationFrame(frame);
    show();
  };
  const actions = {
    reset: () => { stop(); go(0); },
    back: () => { stop(); go(at() - 1); },
    step: () => { stop(); go(at() + 1); },
    play,
  };
  const buttons = Object.fromEntries(Object.entries(actions).map(([name, action]) =>
    [name, element("button", { type: "button", class: `player-${name}`, "aria-keyshortcuts": name[0].toUpperCase(), onclick: action })]));
  const sign = (name, kind = name) => buttons[name].replaceChildren(
    svg("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, svg("path", { d: Signs[kind] })), element("span", {}, shared(kind)));
  const position = element("output", { class: "position" });
  const show = () => {
    sign("play", playing === null ? "play" : "pause");
    position.textContent = shared("position", at(), last(state.values));
  };
  for (const name of ["reset", "back", "step"])
    sign(name);
  const bar = element("div", { class: "player", role: "group", "aria-label": shared("steps") }, Object.values(buttons), position);
  // The keys work wherever the focus is in the figure, except where letters are typed.
  bar.pressKey = event => {
    const name = Keys[event.code];
    if (name === undefined || event.ctrlKey || event.altKey || event.metaKey || event.target.matches("input[type=text], textarea"))
      return;
    event.preventDefault();
    actions[name]();
  };
  state.onChange(show);
  onLeave(() => cancelAnimationFrame(playing));
  return bar;
}
