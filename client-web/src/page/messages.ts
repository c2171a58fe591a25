import type { VisavisError } from '../lib/index.js';

export interface Message {
  /** What happened, as a heading. */
  title: string;
  /** What to do about it. */
  advice: string;
}

/** What is said to people when something failed: what happened, and what helps. */
export function messageFor(error: VisavisError): Message {
  switch (error.reason) {
    case 'microphone-denied':
      return {
        title: 'This page may not use your microphone',
        advice: 'Allow the microphone in the address bar of your browser, then try again.',
      };
    case 'microphone-missing':
      return {
        title: 'No microphone found',
        advice: 'Plug one in, or choose one in the settings of your system, then try again.',
      };
    case 'microphone-busy':
      return {
        title: 'Your microphone is in use',
        advice: 'Close the program that holds it, then try again.',
      };
    case 'insecure-context':
      return {
        title: 'Your browser gives the microphone to secure pages only',
        advice: 'Open the page on https: or localhost. Started with --share, the server offers https.',
      };
    case 'unsupported':
      return {
        title: 'This browser cannot receive live video',
        advice: 'Use a current Chrome, Edge, Firefox or Safari.',
      };
    case 'unreachable':
      return {
        title: 'The server does not answer',
        advice: 'See whether it still runs, then try again.',
      };
    case 'connection-lost':
      return {
        title: 'The connection could not be made',
        advice: 'A firewall may block the media path (UDP). Try again, or another network.',
      };
    case 'full':
      return {
        title: 'The server is full',
        advice: 'It refuses a newcomer rather than letting every face stutter. Try again in a moment.',
      };
    case 'taken':
      return {
        title: 'This place is taken',
        advice: 'Someone already speaks here with this link. Close the other page, then try again.',
      };
    case 'gone':
      return {
        title: 'This conversation has ended',
        advice: 'Conversations end a minute after everyone has left. Start a new one.',
      };
    case 'unauthorized':
      return {
        title: 'The server does not let this page in',
        advice: 'Its link may be cut short or out of date. Ask for a new one.',
      };
    default:
      return { title: 'That did not work', advice: error.message };
  }
}
