import { LivechatError } from './errors.js';
import { openCamera, openMicrophone, openScreen } from './capture.js';
import { Device } from './device.js';

/** What one channel captures and sends: a microphone, and a camera or the screen in its place. */
export class Devices {
  #devices;
  #over = false;

  /**
   * @param {{voiceProcessing?: boolean}} options
   * @param {object} on
   * @param {(kind: 'audio' | 'video') => Promise<void>} on.send told that another track is to be sent on a line
   * @param {(device: 'microphone' | 'camera' | 'screen') => void} on.changed told that a device was opened, let go or lost
   * @param {(device: 'microphone' | 'camera' | 'screen') => void} on.lost a device was taken away, or the person stopped
   *   sharing in the browser's own bar
   */
  constructor(options, { send, changed, lost }) {
    const device = (name, kind, open) => {
      const moved = () => {
        changed(name);
        return send(kind);
      };
      return new Device(name, open, moved, () => lost(name));
    };
    this.#devices = {
      microphone: device('microphone', 'audio', () => openMicrophone(options)),
      camera: device('camera', 'video', openCamera),
      screen: device('screen', 'video', openScreen),
    };
  }

  /** @returns {MediaStreamTrack | null} of an open device */
  track(device) {
    return this.#devices[device].track;
  }

  /** What is sent on a line now. */
  sent(kind) {
    return kind === 'audio' ? this.track('microphone') : (this.track('screen') ?? this.track('camera'));
  }

  /** Opens a device; whoever asks for it while it is being opened waits for the same. */
  async use(device) {
    if (this.#over) {
      throw new LivechatError('closed', 'The channel was left.', { device });
    }
    await this.#devices[device].use();
  }

  /** Lets a device go, also one that is being opened. */
  drop(device) {
    return this.#devices[device].drop();
  }

  /** Lets go of everything, for good. */
  end() {
    this.#over = true;
    for (const device of Object.values(this.#devices)) {
      device.end();
    }
  }
}
