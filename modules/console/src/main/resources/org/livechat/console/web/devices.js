import { LivechatError } from './errors.js';
import { openCamera, openMicrophone, openScreen } from './capture.js';

/** What one channel captures and sends: a microphone, and a camera or the screen in its place. */
export class Devices {
  #tracks = { microphone: null, camera: null, screen: null };
  #options;
  #send;
  #onLost;
  #over = false;

  /**
   * @param {{voiceProcessing?: boolean}} options
   * @param {(kind: 'audio' | 'video') => Promise<void>} send told that another track is to be sent on a line
   * @param {(device: 'microphone' | 'camera' | 'screen') => void} onLost a device was taken away, or the person stopped
   *   sharing in the browser's own bar
   */
  constructor(options, send, onLost) {
    this.#options = options;
    this.#send = send;
    this.#onLost = onLost;
  }

  get microphone() {
    return this.#tracks.microphone;
  }

  get camera() {
    return this.#tracks.camera;
  }

  get screen() {
    return this.#tracks.screen;
  }

  /** What is sent on a line now. */
  sent(kind) {
    return kind === 'audio' ? this.microphone : (this.screen ?? this.camera);
  }

  useMicrophone() {
    return this.#use('microphone', () => openMicrophone(this.#options));
  }

  useCamera() {
    return this.#use('camera', openCamera);
  }

  useScreen() {
    return this.#use('screen', openScreen);
  }

  async drop(device) {
    this.#tracks[device]?.stop();
    this.#tracks[device] = null;
    await this.#sendAgain(device);
  }

  /** Lets go of everything, for good. */
  end() {
    this.#over = true;
    for (const track of Object.values(this.#tracks)) {
      track?.stop();
    }
  }

  async #use(device, open) {
    if (this.#tracks[device]?.readyState === 'live') {
      return;
    }
    const track = await open();
    if (this.#over) {
      // the person left while the browser asked for permission
      track.stop();
      throw new LivechatError('closed', 'The channel was left.');
    }
    track.addEventListener('ended', () => this.#onLost(device));
    this.#tracks[device] = track;
    await this.#sendAgain(device);
  }

  #sendAgain(device) {
    return this.#send(device === 'microphone' ? 'audio' : 'video');
  }
}
