import { type Conversation, secretOf } from './conversation.js';
import { callForJson } from './http.js';

/** The stages of a frame, in the order in which it passes them. */
export const stages = [
  'listen',
  'hear',
  'move',
  'correct',
  'pose',
  'splat',
  'inpaint',
  'convert',
  'handover',
] as const;
export type Stage = (typeof stages)[number];

/** What the picture of motion frame `n` took, from the voice to its hand-over; null where it was dropped. */
export interface FrameDelay {
  n: number;
  voiceToVideoMs: number | null;
}

/** What the server measures of one portrayal; times in milliseconds. */
export interface PortrayalStats {
  of: string;
  fps: number;
  /** Pictures that came late or not at all. */
  late: number;
  /** Null until a voice was shown. */
  voiceToVideoMs: { p50: number; p95: number } | null;
  /** The last two and a half seconds, frame by frame, oldest first. */
  recent: FrameDelay[];
  stagesMs: Partial<Record<Stage, number>>;
}

/** The server's measurements of the portrayal of `participant`; either of its secrets will do. */
export async function portrayalStats(
  conversation: Conversation,
  participant: string,
  signal?: AbortSignal,
): Promise<PortrayalStats | undefined> {
  const access = conversation.participants.find((each) => each.id === participant);
  const secret = access?.watchSecret ?? secretOf(conversation, participant, 'publish');
  const url = `${conversation.server}/v1/conversations/${encodeURIComponent(conversation.id)}/stats`;
  const { portrayals } = await callForJson<{ portrayals: PortrayalStats[] }>({
    method: 'GET',
    url,
    secret,
    signal,
  });
  return portrayals.find((each) => each.of === participant);
}
