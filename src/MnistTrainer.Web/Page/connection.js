// The connection to the server: requests with problem documents as errors, and reconnection while the server is down.
import { problemText } from "./language.js";

const Patience = 1000; // milliseconds between attempts to reconnect

// A rejected request: the code of the problem and a message for users.
export class Rejected extends Error {
  constructor(code, sentence) {
    super(problemText(code, sentence));
    this.code = code;
  }
}

// The server does not respond at all.
export class Offline extends Error { }

export class Connection {
  #banner;
  #isWaiting = false;

  onBack = () => { };

  constructor(banner) { this.#banner = banner; }

  // The JSON of the answer; null if there is none.
  async ask(path, request = {}) {
    let response;
    try {
      response = await fetch(path, request);
    } catch {
      this.#waitForServer();
      throw new Offline();
    }

    if (response.status === 204)
      return null;
    // A server that is overloaded may answer without a document.
    const json = await response.json().catch(() => ({}));
    if (!response.ok)
      throw new Rejected(json.code ?? (response.status === 503 ? "busy" : "internal"), json.detail ?? response.statusText);
    return json;
  }

  // Repeats the request until the server answers and allows it.
  async insist(path) {
    for (; ;) {
      try {
        return await this.ask(path);
      } catch {
        await new Promise(resolve => setTimeout(resolve, Patience));
      }
    }
  }

  async #waitForServer() {
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
