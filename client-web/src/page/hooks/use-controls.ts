import { useCallback, useRef, useState } from 'preact/hooks';
import {
  type Controls,
  type Conversation,
  control,
  type Emotion,
  type Relation,
  type VisavisError,
} from '../../lib/index.js';

/** Sends at most this often, the newest value last: a slider fires far more often than a face can follow. */
const everyMs = 120;

export interface ControlState {
  avatar: string | undefined;
  relation: Relation;
  emotion: Emotion;
  background: string;
}

export interface ControlHandle extends ControlState {
  change(change: Controls): void;
  /** Why the last change did not reach the face. */
  error?: VisavisError | undefined;
}

/**
 * What one participant's face is set to. Changes show at once and go to the server while there is a
 * conversation; before that they are only kept.
 */
export function useControls(
  conversation: Conversation | undefined,
  participant: string,
  initial: Partial<ControlState> = {},
): ControlHandle {
  const [state, setState] = useState<ControlState>({
    avatar: undefined,
    relation: { kin: 'non_blood', status: 'equal' },
    emotion: {},
    background: 'default',
    ...initial,
  });
  const [error, setError] = useState<VisavisError>();
  const pending = useRef<Controls | undefined>(undefined);
  const target = useRef(conversation);
  target.current = conversation;

  const flush = useCallback(() => {
    const change = pending.current;
    if (!change || !target.current) {
      pending.current = undefined;
      return;
    }
    pending.current = {};
    control(target.current, participant, change).then(() => setError(undefined), setError);
    setTimeout(() => {
      if (pending.current && Object.keys(pending.current).length > 0) flush();
      else pending.current = undefined;
    }, everyMs);
  }, [participant]);

  const change = useCallback(
    (wanted: Controls) => {
      setState((now) => ({ ...now, ...wanted }));
      const idle = pending.current === undefined;
      pending.current = { ...pending.current, ...wanted };
      if (idle) flush();
    },
    [flush],
  );
  return { ...state, change, error };
}
