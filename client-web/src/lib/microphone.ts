import { VisavisError } from './errors.js';

/** The microphone with the browser's echo cancellation, or a {@link VisavisError} that says why not. */
export async function openMicrophone(constraints: MediaTrackConstraints = {}): Promise<MediaStream> {
  if (globalThis.isSecureContext === false) {
    throw new VisavisError(
      'insecure-context',
      'Browsers give the microphone only to https pages and to localhost.',
    );
  }
  if (!navigator.mediaDevices?.getUserMedia) {
    throw new VisavisError('unsupported', 'This browser cannot open a microphone.');
  }
  const wanted = { echoCancellation: true, noiseSuppression: true, autoGainControl: true, channelCount: 1 };
  try {
    return await navigator.mediaDevices.getUserMedia({ audio: { ...wanted, ...constraints } });
  } catch (thrown) {
    throw microphoneError(thrown);
  }
}

function microphoneError(thrown: unknown): VisavisError {
  const name = thrown instanceof Error || thrown instanceof DOMException ? thrown.name : '';
  const because = { cause: thrown };
  switch (name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return new VisavisError(
        'microphone-denied',
        'This page may not use the microphone.',
        undefined,
        undefined,
        because,
      );
    case 'NotFoundError':
    case 'OverconstrainedError':
      return new VisavisError('microphone-missing', 'There is no microphone.', undefined, undefined, because);
    case 'NotReadableError':
    case 'AbortError':
      return new VisavisError(
        'microphone-busy',
        'The microphone could not be opened.',
        undefined,
        undefined,
        because,
      );
    default:
      return new VisavisError(
        'unsupported',
        'The microphone could not be opened.',
        undefined,
        undefined,
        because,
      );
  }
}
