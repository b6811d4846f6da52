import { Op } from './protocol.js';

/** STUN and TURN servers on the way to the server's media, and which ways may be taken. Credentials are for a time, and renewed after half of it. */
export class IceServers {
  #policy;
  #request;
  #servers = [];
  #staleAt = Infinity;

  /**
   * @param {RTCIceTransportPolicy} policy `relay`: media goes through a TURN server or not at all
   * @param {(op: number) => Promise<any>} request asks the server something
   */
  constructor(policy, request) {
    this.#policy = policy;
    this.#request = request;
  }

  /**
   * Takes what the server says.
   *
   * @param {{ice_servers?: RTCIceServer[], ice_lifetime?: number}} said as in READY, the lifetime in ms
   */
  told({ ice_servers: servers = [], ice_lifetime: lifetime = Infinity }) {
    this.#servers = servers;
    this.#staleAt = performance.now() + lifetime / 2;
  }

  /** As it is now, for a connection that does not begin yet. */
  get configuration() {
    return { iceServers: this.#servers, iceTransportPolicy: this.#policy };
  }

  /** Whether there is a way at all. */
  get suffices() {
    return this.#policy !== 'relay' || this.hasRelay;
  }

  get hasRelay() {
    return this.#servers.some(({ urls }) => [urls].flat().some((url) => url.startsWith('turn')));
  }

  /**
   * With credentials that will do for a while.
   *
   * @returns {Promise<RTCConfiguration>}
   */
  async fresh() {
    if (performance.now() > this.#staleAt) {
      try {
        this.told(await this.#request(Op.ICE_SERVERS));
      } catch {
        // those that there are may still do
      }
    }
    return this.configuration;
  }
}
