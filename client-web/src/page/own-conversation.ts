import { type Conversation, endConversation } from '../lib/index.js';

/** Ends a conversation that has only this visitor, when `signal` aborts or the page goes. */
export function endWith(conversation: Conversation, signal: AbortSignal): void {
  const end = () => {
    void endConversation(conversation);
  };
  if (signal.aborted) {
    end();
    return;
  }
  addEventListener('pagehide', end, { signal });
  signal.addEventListener('abort', end, { once: true });
}
