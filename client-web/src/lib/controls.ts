import { type Conversation, secretOf } from './conversation.js';
import { call } from './http.js';

export type Kin = 'blood' | 'non_blood';
/** `self` is the one who is portrayed; `unequal` leaves open who is higher. */
export type Status = 'equal' | 'self_higher' | 'self_lower' | 'unequal';

export interface Relation {
  kin: Kin;
  status: Status;
}

/** The emotions with an intensity; neutral is their absence. */
export const emotionNames = ['happy', 'sad', 'fear', 'disgusted', 'contempt', 'angry', 'surprised'] as const;
export type EmotionName = (typeof emotionNames)[number];
/** Intensities from 0 to 3, in sum at most 3; empty is neutral. */
export type Emotion = Partial<Record<EmotionName, number>>;

export interface Controls {
  /** A name from {@link listAvatars}. */
  avatar?: string;
  /**
   * What is behind the head: a name from {@link serverInfo}, a colour such as `#203040`, or `default` (the
   * avatar's own plate, or a calm grey-blue).
   */
  background?: string;
  relation?: Relation;
  emotion?: Emotion;
}

/** Changes a portrayal while it runs; the server eases the change in. Needs the publish secret. */
export async function control(
  conversation: Conversation,
  participant: string,
  change: Controls,
  signal?: AbortSignal,
): Promise<void> {
  await call({
    method: 'PATCH',
    url: `${conversation.server}/v1/conversations/${encodeURIComponent(conversation.id)}`,
    secret: secretOf(conversation, participant, 'publish'),
    body: { participants: [{ id: participant, ...change }] },
    signal,
  });
}
