import { preferredToBefore } from './candidate-order.js';
import { LivechatError } from './errors.js';
import { after } from './timers.js';
import { withRedundancyFirst } from './voice-redundancy.js';

const CONNECT_TIMEOUT_MS = 12_000;

const ONE_WAY_FOR_ALL = { bundlePolicy: 'max-bundle', rtcpMuxPolicy: 'require' };

/** What a picture begins with, in kbit/s. */
const START_KBIT = 500;

const SMALL = { maxBitrate: 24_000, maxFramerate: 15 };
const MIDDLE = { maxBitrate: 350_000 };

/** A picture as it is gets so much a pixel, and no more than one of 640 x 360: what is above that is not seen, and is room that others miss. */
const MOST = 1_700_000;
const MOST_A_PIXEL = MOST / (640 * 360);

/** The ids of the sizes in which a conference's picture is sent at once, smallest first. */
const SIZE_IDS = ['l', 'm', 'h'];

/**
 * In which sizes a conference's picture is sent: the server gives each of the others the largest that their network carries and
 * their tile needs. Three of the smallest share 300 kbit/s with as many voices. Chromium 156 sends only the first one or two of a
 * small picture, whatever their scale, so those have to be the ones to send.
 */
function sizesOf({ width = 1280, height = 720 }) {
  const pixels = width * height;
  const whole = { scaleResolutionDownBy: 1, maxBitrate: Math.round(Math.min(MOST, MOST_A_PIXEL * pixels)) };
  if (pixels < 480 * 270) {
    return [whole];
  }
  return pixels < 960 * 540
    ? [{ scaleResolutionDownBy: 4, ...SMALL }, whole]
    : [{ scaleResolutionDownBy: 4, ...SMALL }, { scaleResolutionDownBy: 2, ...MIDDLE }, whole];
}

/** Firefox 153 goes on sending what has been sent once, though its encodings are inactive. */
const SENDS_INACTIVE = /\bFirefox\//.test(navigator.userAgent);

/**
 * The media of one channel: one RTCPeerConnection with one audio and one video line to send on, and the lines to
 * receive on. What is sent passes a gate: while it is shut the encodings are inactive and no RTP leaves the browser
 * (the server takes RTP without the floor for a violation), and opening it sends the first packet within one audio
 * frame (11 to 20 ms in Chromium) and a video keyframe, because tracks and encoders stay in place.
 */
export class ChannelMedia {
  #peer;
  #audio;
  #video;
  #tracks = { audio: null, video: null };
  #remoteVideos = [];
  #open = false;
  #gating = Promise.resolve();
  #simulcast;
  #answer = null;
  #repeats = false;
  #onState;
  #watch = null;
  #wasConnected = false;
  #restarts = 0;

  /**
   * @param {{conference: boolean, remoteVoices: number, remoteVideos: number}} shape how many others are heard and seen
   *   at once in a conference
   * @param {RTCConfiguration} ways to the server
   * @param {(state: 'connecting' | 'connected' | 'interrupted' | 'failed') => void} onState `interrupted`: another way to the server may
   *   bring it back (an ICE restart); `failed`: nothing does
   */
  constructor({ conference, remoteVoices, remoteVideos }, ways, onState) {
    this.#peer = new RTCPeerConnection({ ...ONE_WAY_FOR_ALL, ...ways });
    this.#onState = onState;
    const shut = { direction: 'sendrecv', sendEncodings: [{ active: false }] };
    this.#audio = this.#peer.addTransceiver('audio', shut);
    this.#simulcast = conference;
    const sizes = SIZE_IDS.map((rid, at) => ({ rid, active: false, ...sizesOf({})[at] }));
    this.#video = this.#peer.addTransceiver('video', conference ? { ...shut, sendEncodings: sizes } : shut);
    if (conference) {
      for (let line = 0; line < remoteVoices; line++) {
        this.#peer.addTransceiver('audio', { direction: 'recvonly' });
      }
      this.receiveVideos(remoteVideos);
    }
    this.#peer.onconnectionstatechange = () => this.#follow(this.#peer.connectionState);
  }

  /**
   * Makes this the number of videos that can be received, after the next offer and answer. A line that is not needed
   * becomes inactive and is used again before a new one is added, so that mids and the server's streams stay.
   *
   * @param {number} count
   * @param {(mid: string) => boolean} [keeps] lines that are given up last
   */
  receiveVideos(count, keeps = () => false) {
    const open = this.#remoteVideos.filter((line) => line.direction === 'recvonly');
    const givenUp = [...open].sort((one, other) => keeps(one.mid) - keeps(other.mid) || open.indexOf(other) - open.indexOf(one));
    for (const line of givenUp.slice(0, Math.max(0, open.length - count))) {
      line.direction = 'inactive';
    }
    const idle = this.#remoteVideos.filter((line) => line.direction === 'inactive');
    for (let missing = count - open.length; missing > 0; missing--) {
      const line = idle.shift();
      if (line) {
        line.direction = 'recvonly';
      } else {
        this.#remoteVideos.push(this.#peer.addTransceiver('video', { direction: 'recvonly' }));
      }
    }
  }

  /** Takes these ways to the server from the next offer on that looks for one. */
  reach(ways) {
    this.#peer.setConfiguration({ ...ONE_WAY_FOR_ALL, ...ways });
  }

  /** Takes an offer back that was not answered. */
  async withdraw() {
    if (this.#peer.signalingState === 'have-local-offer') {
      await this.#peer.setLocalDescription({ type: 'rollback' });
    }
  }

  /**
   * Makes an offer. The server is ICE-lite and learns our addresses from our checks, so no candidate is waited for.
   *
   * @param {{restart?: boolean}} [options] whether another way to the server is looked for (RFC 8445 9)
   * @returns {Promise<{sdp_offer: string, ufrag: string, ssrc: number, tracks: {kind: string, ssrc: number}[]}>}
   */
  async offer({ restart = false } = {}) {
    if (restart) {
      this.#peer.restartIce();
      this.#restarts++;
    }
    await this.#peer.setLocalDescription();
    const sdp = this.#peer.localDescription.sdp;
    const tracks = tracksOf(sdp);
    return {
      sdp_offer: withVoiceRepair(sdp),
      ufrag: ufragOf(sdp),
      ssrc: tracks.find((track) => track.kind === 'audio')?.ssrc ?? 0,
      tracks,
    };
  }

  /** Takes the server's answer; connecting begins. */
  async accept(sdpAnswer) {
    try {
      await this.#take(withStart(preferredToBefore(sdpAnswer, this.#restarts)));
    } catch (cause) {
      throw new LivechatError('media-failed', 'The browser does not accept the media description of the server.', { cause });
    }
    if (!this.#wasConnected && this.#peer.connectionState !== 'connected') {
      this.#onState('connecting');
      this.#expectToConnect();
    }
  }

  async #take(answer) {
    const sdp = (this.#repeats && withRedundancyFirst(answer)) || answer;
    await this.#peer.setRemoteDescription({ type: 'answer', sdp });
    this.#answer = answer;
  }

  /** Whether the server says ten times a second when what is sent of the voice has come (transport-wide feedback). */
  get isToldOfArrivals() {
    return (this.#answer ?? '')
      .split(/^(?=m=)/m)
      .some((section) => section.startsWith('m=audio') && /^a=rtcp-fb:\S+ transport-cc\r?$/m.test(section));
  }

  /** Whether the voice can be sent once more in the packets that follow. */
  get canRepeatVoice() {
    return this.#answer !== null && withRedundancyFirst(this.#answer) !== null;
  }

  /**
   * Sends the voice once more in the packets that follow (RED, RFC 2198), or no longer. Chromium 156 sends RED where it stands first in
   * the answer (for `encodings[].codec` it takes it and goes on as before), so the answer that stands is taken again in another order,
   * while nothing else is negotiated. The server need not know: it takes both all the time. No packet is lost by it, at most half a frame.
   */
  async repeatVoice(repeats) {
    if (repeats === this.#repeats || !this.canRepeatVoice) {
      return;
    }
    this.#repeats = repeats;
    const way = ufragOf(this.#peer.localDescription.sdp);
    await this.#peer.setLocalDescription();
    if (ufragOf(this.#peer.localDescription.sdp) === way) {
      await this.#take(this.#answer);
    } else {
      await this.withdraw(); // another way to the server is wanted, for which this is no answer; the next one is taken so
    }
  }

  /** Whether it has ended, so that nothing is put into it any more. */
  get isClosed() {
    return this.#peer.signalingState === 'closed';
  }

  /** Whether the browser takes it to be connected. */
  get isConnected() {
    return this.#peer.connectionState === 'connected';
  }

  /** Statistics of the voice that is sent. */
  voiceStatistics() {
    return this.#audio.sender.getStats();
  }

  /** Statistics of the voice that is heard, in a push-to-talk channel. */
  heardStatistics() {
    return this.#audio.receiver.getStats();
  }

  /**
   * What is received: in a push-to-talk channel one audio and one video slot, whose source is the talker.
   *
   * @returns {{mid: string, kind: 'audio' | 'video', track: MediaStreamTrack}[]}
   */
  lines() {
    return this.#peer
      .getTransceivers()
      .filter((line) => /recv/.test(line.currentDirection ?? ''))
      .map((line) => ({ mid: line.mid, kind: line.receiver.track.kind, track: line.receiver.track }));
  }

  /**
   * Puts a microphone or camera track in place, or takes it away. It is sent only while the gate is open.
   *
   * @param {'audio' | 'video'} kind
   * @param {MediaStreamTrack | null} track
   */
  async attach(kind, track) {
    this.#tracks[kind] = track;
    await this.#place(kind);
  }

  /** Opens or shuts the gate, in the order of the calls. Done when the browser's senders have followed. */
  gate(open) {
    this.#open = open;
    const gated = this.#gating.then(async () => {
      await Promise.all([setActive(this.#audio, open), setActive(this.#video, open, this.#sizes())]);
      if (SENDS_INACTIVE) {
        await Promise.all([this.#place('audio'), this.#place('video')]);
      }
    });
    this.#gating = gated.catch(() => {}); // told to who called; the next one tries anew
    return gated;
  }

  /** Puts a track where it is sent from, or takes it away where an inactive encoding does not stop it. */
  #place(kind) {
    const line = kind === 'audio' ? this.#audio : this.#video;
    return line.sender.replaceTrack(SENDS_INACTIVE && !this.#open ? null : this.#tracks[kind]);
  }

  /** What is sent of the picture at once, if it is sent in several sizes. */
  #sizes() {
    return this.#simulcast && this.#tracks.video ? sizesOf(this.#tracks.video.getSettings()) : null;
  }

  get isOpen() {
    return this.#open;
  }

  /** The connection's statistics, for a display or a test. */
  statistics() {
    return this.#peer.getStats();
  }

  /** Ends it; nothing is sent or received any more. */
  close() {
    this.#open = false;
    this.#watch?.stop();
    this.#peer.onconnectionstatechange = null;
    this.#peer.close();
  }

  #follow(state) {
    this.#watch?.stop();
    switch (state) {
      case 'connected':
        this.#wasConnected = true;
        this.#onState('connected');
        break;
      case 'disconnected':
        this.#onState('interrupted');
        break;
      case 'failed':
        this.#onState(this.#mayReturn ? 'interrupted' : 'failed');
        break;
      case 'closed': // the server ended DTLS
        this.#onState('failed');
        break;
      default:
        if (!this.#wasConnected) {
          this.#expectToConnect();
        }
    }
  }

  /** Whether ICE alone has failed, so that keys and streams are good for another way. */
  get #mayReturn() {
    const dtls = this.#audio.sender.transport?.state;
    return this.#wasConnected && dtls !== 'failed' && dtls !== 'closed';
  }

  #expectToConnect() {
    this.#watch?.stop();
    this.#watch = after(CONNECT_TIMEOUT_MS, () => this.#onState('failed'));
  }
}

/** How often somebody else may have set a sender's parameters between reading and setting them, in a row. */
const MOST_CHANGES = 10;

/** Lets a line's encodings out or stops them; where sizes are given, those alone are sent. */
async function setActive(line, active, sizes = null) {
  for (let changes = 0; /send/.test(line.currentDirection ?? ''); changes++) { // else nothing is sent on it, by agreement or since it has ended
    const parameters = line.sender.getParameters();
    parameters.encodings.forEach((encoding, at) => {
      encoding.active = active && (sizes === null || at < sizes.length);
      Object.assign(encoding, sizes?.[at]);
    });
    try {
      await line.sender.setParameters(parameters);
      return;
    } catch (error) {
      // Chromium 156 says that they were never read where something else was being set meanwhile.
      if (error.name !== 'InvalidStateError' || changes === MOST_CHANGES) {
        throw error;
      }
    }
  }
}

/**
 * Offers that lost packets of a voice are asked for. Browsers do not offer it, and do it all the same, as receiver and as
 * sender, once the answer says so (Chromium 156): a voice that is repaired within a round trip has no gap.
 */
function withVoiceRepair(sdp) {
  return sdp.replace(/^a=rtpmap:(\d+) opus\/48000\/2\r\n/gm, (line, type) => `${line}a=rtcp-fb:${type} nack\r\n`);
}

/**
 * Has a picture begin with what its size needs. Chromium 156 begins at 300 kbit/s, halves a picture of 640 x 360 for it, and keeps it
 * so for a whole burst, although half a second later it knows of ten times as much; too much it notices as soon.
 */
function withStart(sdp) {
  return sdp.replace(
    /^a=rtpmap:(\d+) (?:VP8|VP9|H264|AV1)\/90000\r\n(a=fmtp:\1 [^\r]*\r\n)?/gm,
    (line, type, parameters) =>
      parameters === undefined
        ? `${line}a=fmtp:${type} x-google-start-bitrate=${START_KBIT}\r\n`
        : `${line.slice(0, -2)};x-google-start-bitrate=${START_KBIT}\r\n`,
  );
}

function ufragOf(sdp) {
  return /^a=ice-ufrag:(\S+)/m.exec(sdp)?.[1];
}

/** The first SSRC of each line that sends. */
function tracksOf(sdp) {
  return sdp
    .split(/^m=/m)
    .slice(1)
    .map((section) => ({ kind: section.split(' ', 1)[0], ssrc: Number(/^a=ssrc:(\d+)/m.exec(section)?.[1] ?? 0) }))
    .filter((track) => track.ssrc !== 0);
}
