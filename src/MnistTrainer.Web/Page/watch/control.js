// Pause, resume, and stop so that the network trained so far is kept.
import { text } from "../language.js";
import { ask } from "./requests.js";

export class Control {
  #host;
  #pause;
  #stop;
  #message;
  #state = null;

  constructor(page) {
    [this.#host, this.#pause, this.#stop, this.#message] = ["control", "pause", "stop", "control-message"].map(id => page.getElementById(id));
    this.#pause.addEventListener("click", () => this.#ask(this.#state?.isPaused ? "resume" : "pause"));
    this.#stop.addEventListener("click", () => {
      if (confirm(text("stopQuestion")))
        this.#ask("stop");
    });
  }

  get isPaused() { return this.#state?.isPaused === true; }
  get isStopping() { return this.#state?.isStopping === true; }

  receive(state) { this.#state = state; }

  show(isRunning) {
    this.#host.hidden = !isRunning || this.#state === null;
    this.#pause.textContent = text(this.isPaused ? "resume" : "pause");
    this.#pause.disabled = this.#stop.disabled = this.isStopping;
  }

  async #ask(what) {
    this.#message.textContent = "";
    try {
      await ask(`api/training/${what}`, "POST");
    } catch (error) {
      this.#message.textContent = error.message;
    }
  }
}
