import { LivechatError, errorOfDevice } from './errors.js';

/**
 * Opens the microphone.
 *
 * @param {{voiceProcessing?: boolean, deviceId?: string}} [options] `voiceProcessing`: echo cancellation, noise
 *   suppression and gain control, on unless the source is not a voice (a radio, an instrument)
 * @returns {Promise<MediaStreamTrack>}
 * @throws {LivechatError} insecure-context, device-missing, device-denied or device-busy
 */
export async function openMicrophone({ voiceProcessing = true, deviceId } = {}) {
  const stream = await capture('microphone', {
    audio: {
      echoCancellation: voiceProcessing,
      noiseSuppression: voiceProcessing,
      autoGainControl: voiceProcessing,
      channelCount: 1,
      ...(deviceId ? { deviceId: { exact: deviceId } } : {}),
    },
  });
  return stream.getAudioTracks()[0];
}

/**
 * Opens the camera.
 *
 * @param {{deviceId?: string}} [options]
 * @returns {Promise<MediaStreamTrack>}
 * @throws {LivechatError} insecure-context, device-missing, device-denied or device-busy
 */
export async function openCamera({ deviceId } = {}) {
  const stream = await capture('camera', {
    video: {
      width: { ideal: 640 },
      height: { ideal: 360 },
      frameRate: { ideal: 24 },
      ...(deviceId ? { deviceId: { exact: deviceId } } : { facingMode: 'user' }),
    },
  });
  return stream.getVideoTracks()[0];
}

/**
 * Lets the person choose a screen, a window or a tab.
 *
 * @returns {Promise<MediaStreamTrack>}
 * @throws {LivechatError} insecure-context, device-missing, or device-denied, as when the person chooses none
 */
export async function openScreen() {
  const stream = await capture('screen', { video: { frameRate: { max: 15 } }, audio: false }, 'getDisplayMedia');
  const [track] = stream.getVideoTracks();
  track.contentHint = 'detail'; // text stays sharp, and moves slower when there is little bandwidth
  return track;
}

/** Whether this browser can share a screen; those of phones cannot. */
export function canShareScreen() {
  return navigator.mediaDevices?.getDisplayMedia !== undefined;
}

async function capture(device, constraints, how = 'getUserMedia') {
  if (!navigator.mediaDevices) {
    throw new LivechatError(
      'insecure-context',
      `The browser gives the ${device} only to pages opened over https:// or from localhost. Ask the operator for the https link.`,
      { device },
    );
  }
  try {
    return await navigator.mediaDevices[how](constraints);
  } catch (cause) {
    throw errorOfDevice(device, cause);
  }
}
