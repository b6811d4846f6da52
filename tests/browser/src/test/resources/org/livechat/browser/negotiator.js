// A client of its own RTCPeerConnection, which a test has negotiate anew as a browser application may.

window.Negotiator = class Negotiator {
  #socket;
  #waiting = [];
  #events = [];
  #closed = false;

  /** What the client changes of its offers before they hold. */
  change = (sdp) => sdp;

  /** Signs in over the page's own server. */
  static async signIn(user, token, configuration = { bundlePolicy: 'max-bundle' }) {
    const self = new Negotiator(configuration);
    self.#socket = new WebSocket(`${location.origin.replace('http', 'ws')}/ws`);
    self.#socket.onmessage = ({ data }) => self.#received(JSON.parse(data));
    self.#socket.onclose = () => (self.#closed = true);
    await self.#next(({ op }) => op === 0);
    self.#send(3, { user_id: user, token });
    await self.#next(({ op }) => op === 4);
    return self;
  }

  constructor(configuration) {
    this.peer = new RTCPeerConnection(configuration);
  }

  async join(channel) {
    this.channel = channel;
    await this.#offer(11, { channel_id: channel, ssrc: 1 });
    await this.connected();
  }

  async renegotiate(options) {
    await this.#offer(17, { channel_id: this.channel }, options);
  }

  async #offer(op, fields, options) {
    const { sdp } = await this.peer.createOffer(options);
    await this.peer.setLocalDescription({ type: 'offer', sdp: this.change(sdp) });
    this.#send(op, { ...fields, sdp_offer: this.peer.localDescription.sdp });
    const { op: kind, d } = await this.#next((packet) => (packet.op === 200 || packet.op === 201) && packet.d.op === op);
    if (kind === 201) {
      throw new Error(`${d.code} ${d.reason}`);
    }
    this.answer = d.data.sdp_answer;
    await this.peer.setRemoteDescription({ type: 'answer', sdp: this.answer });
  }

  /** Ends when ICE and DTLS are done. */
  async connected() {
    while (this.peer.connectionState !== 'connected') {
      await new Promise((resolve) => this.peer.addEventListener('connectionstatechange', resolve, { once: true }));
    }
  }

  /** The server's side of ICE as it was answered last. */
  get credentials() {
    return /^a=ice-ufrag:(\S+)/m.exec(this.answer)?.[1];
  }

  /** How many frames of all that it receives were decoded so far. */
  async framesDecoded() {
    return this.#sum('inbound-rtp', 'framesDecoded');
  }

  async #sum(type, key) {
    return (await this.reports(type)).reduce((sum, report) => sum + (report[key] ?? 0), 0);
  }

  /** The statistics of one type. */
  async reports(type) {
    return [...(await this.peer.getStats()).values()].filter((report) => report.type === type);
  }

  /** Ends when so many more frames have been decoded; throws after a time. */
  async sees(more = 3, milliseconds = 20_000) {
    const begin = performance.now();
    let before = await this.framesDecoded();
    let seen = 0;
    while (seen < more) {
      if (performance.now() - begin > milliseconds) {
        throw new Error(`${seen} of ${more} frames within ${milliseconds} ms; ${JSON.stringify(this.events)}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
      const now = await this.framesDecoded();
      seen += Math.max(0, now - before); // a line that is stopped takes its frames along
      before = now;
    }
  }

  /** Ends when a condition holds; throws after a time, with what `seen` tells. */
  static async until(condition, seen = () => '') {
    const begin = performance.now();
    while (!(await condition())) {
      if (performance.now() - begin > 20_000) {
        throw new Error(`not so after 20 s: ${condition} ${JSON.stringify(await seen())}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** All that came unasked. */
  get events() {
    return this.#events;
  }

  /** The channels' events of one opcode. */
  eventsOf(op) {
    return this.#events.filter((packet) => packet.op === op);
  }

  request(op, fields) {
    this.#send(op, { channel_id: this.channel, ...fields });
  }

  close() {
    this.peer.close();
    this.#socket.close();
  }

  #send(op, d) {
    this.#socket.send(JSON.stringify({ op, d }));
  }

  #received(packet) {
    const waiting = this.#waiting.find(({ wanted }) => wanted(packet));
    if (waiting) {
      this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
      waiting.resolve(packet);
    } else {
      this.#events.push(packet);
    }
  }

  #next(wanted) {
    return new Promise((resolve) => this.#waiting.push({ wanted, resolve }));
  }
};
