import { banner, byId } from './dom.js';
import { canShareScreen } from './livechat.js';

/** What the button of each device says while it is off, being opened, and on. */
const LABELS = { camera: ['Camera off', 'Opening…', 'Camera on'], screen: ['Share screen', 'Choosing…', 'Stop sharing'] };

/** The devices of the joined channel: the buttons of camera and screen, and what is wrong with any of them. */
export class DeviceButtons {
  #channel = null;
  #opening = new Map(); // by device: the press that has it opened
  #onError;
  #microphoneMissing = false;

  /** @param {(error: import('./livechat.js').LivechatError) => void} onError of something that is no device's fault */
  constructor(onError) {
    this.#onError = onError;
    byId('camera').onclick = () => this.#switch('camera');
    byId('screen').onclick = () => this.#switch('screen');
    byId('screen').hidden = !canShareScreen();
    navigator.mediaDevices?.addEventListener('devicechange', () => this.#microphoneMissing && this.useMicrophone());
  }

  open(channel) {
    this.#channel = channel;
    this.show();
  }

  close() {
    this.#channel = null;
    this.#opening.clear();
    this.#microphoneMissing = false;
    for (const device of ['microphone', 'camera', 'screen']) {
      banner(device, null);
    }
  }

  /** Shows what is on. */
  show() {
    for (const [device, [off, opening, on]] of Object.entries(LABELS)) {
      const isOn = this.#channel[device] !== null;
      const wanted = isOn || this.#opening.has(device);
      byId(device).setAttribute('aria-pressed', String(wanted));
      byId(device).textContent = isOn ? on : wanted ? opening : off;
    }
  }

  /** Opens the microphone so that the first word is not waited for; says what is wrong when it cannot. */
  useMicrophone() {
    return this.#use('microphone', (channel) => channel.useMicrophone());
  }

  /** Shows what is wrong with a device, and what can be done. A microphone that is missing is opened when one comes. */
  showError(error) {
    const { device, code } = error;
    if (code === 'closed' || (device === 'screen' && code === 'device-denied')) {
      return; // it was let go meanwhile, or the person has chosen nothing to share
    }
    if (device === 'microphone') {
      this.#microphoneMissing = code === 'device-missing';
    }
    const retry = device === 'microphone' ? () => this.useMicrophone() : () => this.#switchOn(device);
    banner(device, error.message, { action: { label: 'Try again', run: retry } });
  }

  /** Every press turns it over, also that of a device which is still being opened. */
  #switch(device) {
    return this.#channel[device] === null && !this.#opening.has(device) ? this.#switchOn(device) : this.#switchOff(device);
  }

  async #switchOn(device) {
    const press = {};
    this.#opening.set(device, press);
    this.show();
    await this.#use(device, (channel) => (device === 'camera' ? channel.useCamera() : channel.useScreen()));
    if (this.#opening.get(device) === press) {
      this.#opening.delete(device);
      this.show();
    }
  }

  #switchOff(device) {
    this.#opening.delete(device);
    return this.#use(device, (channel) => (device === 'camera' ? channel.dropCamera() : channel.dropScreen()));
  }

  /** Does something with a device and shows what came of it, unless the channel was left meanwhile. */
  async #use(device, something) {
    const channel = this.#channel;
    try {
      await something(channel);
      if (channel === this.#channel) {
        this.#microphoneMissing &&= device !== 'microphone';
        banner(device, null);
      }
    } catch (error) {
      if (channel === this.#channel) {
        (error.device === null ? this.#onError : (e) => this.showError(e))(error);
      }
    }
  }
}
