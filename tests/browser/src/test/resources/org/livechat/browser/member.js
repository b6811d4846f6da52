// Somebody who uses the library of the page's own server as an application does: moves between channels, talks, is seen.

window.Member = class Member {
  #client;
  #channel = null;
  #camera = false;

  static async signIn(user, token) {
    const { LivechatClient } = await import('/livechat.js');
    const self = new Member();
    self.#client = new LivechatClient({ user, token });
    await self.#client.connect();
    return self;
  }

  get #conference() {
    return this.#channel.mode === 'conference';
  }

  async move(id) {
    await this.#channel?.leave();
    this.#channel = await this.#client.join(id);
    await this.#channel.useMicrophone();
    if (this.#camera) {
      await this.#channel.useCamera();
    }
    await this.#until(() => this.#channel.mediaState === 'connected', 'media');
  }

  async switchCamera() {
    this.#camera = !this.#camera;
    await (this.#camera ? this.#channel.useCamera() : this.#channel.dropCamera());
  }

  async talk() {
    if (!this.#conference) {
      this.#channel.requestFloor();
      await this.#until(() => this.#channel.floor.own === 'talking', 'the floor');
    }
  }

  async stop() {
    this.#channel.releaseFloor();
    await this.#until(() => this.#channel.floor.own === 'listening', 'the end of the turn');
  }

  /** Looks for another way to the server; returns when media flows over it, whatever that is. */
  async restart() {
    await this.#channel.restartMedia();
    await this.#until(() => this.#channel.mediaState === 'connected', 'media over the new way');
  }

  /** Ends when more of the others' voices has come. */
  hears() {
    return this.#grows('audio', 'packetsReceived', 5);
  }

  /** Ends when more of the others' pictures has been decoded. */
  sees() {
    return this.#grows('video', 'framesDecoded', 3);
  }

  async #grows(kind, key, more) {
    const first = await this.#sum(kind, key);
    await this.#until(async () => (await this.#sum(kind, key)) >= first + more, `${more} more ${key}`);
  }

  async #sum(kind, key) {
    return [...(await this.#channel.statistics()).values()]
      .filter((report) => report.type === 'inbound-rtp' && report.kind === kind)
      .reduce((sum, report) => sum + (report[key] ?? 0), 0);
  }

  async #until(condition, what) {
    const begin = performance.now();
    while (!(await condition())) {
      if (performance.now() - begin > 20_000) {
        throw new Error(`waited for ${what} in ${this.#channel.id}; media is ${this.#channel.mediaState}, the floor ${this.#channel.floor.own}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
};
