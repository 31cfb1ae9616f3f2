// Earlier runs, which the browser keeps: the last few, each with a bounded number of epochs. Those that are chosen are drawn beside the current one.
import { currentLanguage, percent, text } from "../language.js";
import { visible } from "../visible.js";
import { read, write } from "./store.js";

const Key = "runs";
const MaximumRuns = 6;
const MaximumEpochs = 200;
const Pause = 1000; // milliseconds between two writes of a run in progress

export class Runs {
  #list;
  #empty;
  #onChange;
  #current = null;
  #chosen = new Set();
  #timer = null;

  constructor(page, onChange) {
    this.#list = page.getElementById("runs");
    this.#empty = page.getElementById("no-runs");
    this.#onChange = onChange;
    addEventListener("pagehide", () => this.#store());
  }

  get key() { return [...this.#chosen].join(); }

  // Keeps what is known of the current run, now and then while it continues.
  keep({ start, epochs, outcome }, isOver) {
    if (epochs.length === 0)
      return;
    const step = Math.ceil(epochs.length / MaximumEpochs);
    const values = epochs.filter((_, i) => (epochs.length - 1 - i) % step === 0)
      .map(one => [one.number, one.validationLoss ?? one.trainLoss, one.validationAccuracy ?? one.trainAccuracy]);
    this.#current = { id: start.started, name: start.name, accuracy: outcome?.accuracy ?? null, epochs: values };
    if (isOver)
      this.#store();
    else
      this.#timer ??= setTimeout(() => this.#store(), Pause);
  }

  // The chosen runs as lines of a chart. index: 1 for losses, 2 for accuracies.
  lines(current, index) {
    return others(current).flatMap((run, i) => this.#chosen.has(run.id)
      ? [{ name: label(run), kind: `earlier earlier-${i + 1}`, points: run.epochs.map(values => [values[0], values[index]]) }]
      : []);
  }

  show(page, current) {
    const runs = others(current);
    this.#empty.hidden = runs.length > 0;
    this.#list.replaceChildren(...runs.map((run, i) => this.#entry(page, run, i)));
  }

  #entry(page, run, i) {
    const [entry, choice, box, sign, name, details, forget] = ["li", "label", "input", "i", "span", "small", "button"].map(kind => page.createElement(kind));
    box.type = "checkbox";
    box.checked = this.#chosen.has(run.id);
    box.addEventListener("change", () => {
      this.#chosen[box.checked ? "add" : "delete"](run.id);
      this.#onChange();
    });
    sign.className = `sign earlier-${i + 1}`;
    name.textContent = label(run);
    const [epoch, loss, accuracy] = run.epochs.at(-1);
    details.textContent = [text("epochs", epoch), `${text("loss")} ${loss.toPrecision(3)}`, `${text("accuracy")} ${percent(run.accuracy ?? accuracy)}`].join(" · ");
    choice.append(box, sign, name);
    forget.type = "button";
    forget.className = "quiet";
    forget.textContent = text("forget");
    forget.setAttribute("aria-label", text("forgetRun", label(run)));
    forget.addEventListener("click", () => {
      write(Key, stored().filter(one => one.id !== run.id));
      this.#chosen.delete(run.id);
      this.#onChange();
    });
    choice.append(details);
    entry.append(choice, forget);
    return entry;
  }

  #store() {
    clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#current)
      write(Key, [this.#current, ...stored().filter(run => run.id !== this.#current.id)].slice(0, MaximumRuns + 1));
  }
}

const others = current => stored().filter(run => run.id !== current).slice(0, MaximumRuns);

// Whatever else has this key is no run.
function stored() {
  const runs = read(Key, []);
  return Array.isArray(runs) ? runs.filter(isRun).slice(0, MaximumRuns + 1) : [];
}

const isRun = run => typeof run?.id === "string" && typeof run.name === "string" && (run.accuracy === null || Number.isFinite(run.accuracy))
  && Array.isArray(run.epochs) && run.epochs.length > 0 && run.epochs.length <= MaximumEpochs + 1
  && run.epochs.every(values => Array.isArray(values) && values.length === 3 && values.every(Number.isFinite));

function label(run) {
  const started = new Date(run.id);
  const when = Number.isNaN(started.getTime())
    ? ""
    : started.toLocaleString(currentLanguage(), { month: "short", day: "numeric", hour: "2-digit", minute: "2-digit" });
  return `${visible(run.name)} · ${when}`;
}
