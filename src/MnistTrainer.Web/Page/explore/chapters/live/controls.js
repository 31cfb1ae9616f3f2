// The controls of the training: start again, undo, a hundred images, train and pause; by buttons and by the keys of a player.
import { element, svg } from "../../dom.js";
import { Signs } from "../../player.js";
import { shared } from "../../texts.js";
import { select } from "./select.js";

const Count = 100; // images of a step
const Keys = { KeyR: "reset", KeyB: "back", KeyS: "step", KeyP: "play" };

export function controls(chapter, session) {
  const { text } = chapter;
  const actions = {
    reset: () => session.reset(),
    back: () => session.undo(),
    step: () => session.step(Count),
    play: () => session.values.isPlaying ? session.pause() : session.play(),
  };
  const buttons = Object.fromEntries(Object.entries(actions).map(([name, action]) =>
    [name, element("button", { type: "button", class: `player-${name}`, "aria-keyshortcuts": name[0].toUpperCase(), onclick: action })]));
  const sign = (name, kind, label) => buttons[name].replaceChildren(
    svg("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, svg("path", { d: Signs[kind] })), element("span", {}, label));
  sign("reset", "reset", text("again"));
  sign("back", "back", text("undo"));
  sign("step", "step", text("hundred"));
  const position = element("output", { class: "position" });
  const bar = element("div", { class: "player training", role: "group", "aria-label": text("training") }, Object.values(buttons), position,
    select(chapter, "pace", ["slow", "medium", "full"]));
  bar.pressKey = event => {
    const name = Keys[event.code];
    if (name === undefined || event.ctrlKey || event.altKey || event.metaKey || event.target.matches("input[type=text], select"))
      return;
    event.preventDefault();
    actions[name]();
  };
  let isPlaying = null;
  session.onChange(values => {
    position.textContent = text("images", values.images);
    if (values.isPlaying !== isPlaying) {
      isPlaying = values.isPlaying;
      sign("play", isPlaying ? "pause" : "play", isPlaying ? shared("pause") : text("train"));
    }
  });
  return bar;
}
