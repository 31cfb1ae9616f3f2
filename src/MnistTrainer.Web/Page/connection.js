// The way to the program: questions with problem documents as errors, and what to do while nobody answers.
import { problemText } from "./language.js";

const Patience = 1000; // milliseconds between two looks whether the program is back

// A rejection: its status, and a sentence for people.
export class Rejected extends Error {
  constructor(status, sentence) {
    super(problemText(status, sentence));
    this.status = status;
  }
}

// The program does not answer at all.
export class Offline extends Error { }

export class Connection {
  #banner;
  #isWaiting = false;

  onBack = () => { };

  constructor(banner) { this.#banner = banner; }

  // The answer's JSON; null where there is none to expect.
  async ask(path, request = {}) {
    let response;
    try {
      response = await fetch(path, request);
    } catch {
      this.#waitForProgram();
      throw new Offline();
    }

    if (response.status === 204)
      return null;
    const json = await response.json();
    if (!response.ok)
      throw new Rejected(response.status, json.detail ?? json.title);
    return json;
  }

  // As above, but again and again until the program answers and allows it.
  async insist(path) {
    for (; ;) {
      try {
        return await this.ask(path);
      } catch {
        await new Promise(resolve => setTimeout(resolve, Patience));
      }
    }
  }

  async #waitForProgram() {
    if (this.#isWaiting)
      return;
    this.#isWaiting = true;
    this.#banner.hidden = false;
    while (!await fetch("healthz").then(answer => answer.ok, () => false))
      await new Promise(resolve => setTimeout(resolve, Patience));
    this.#banner.hidden = true;
    this.#isWaiting = false;
    this.onBack();
  }
}
