import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { type AvatarChoice, createConversation } from '../../lib/index.js';
import { useControls } from '../hooks/use-controls.js';
import { useFace } from '../hooks/use-face.js';
import { useVoice } from '../hooks/use-voice.js';
import { endWith } from '../own-conversation.js';
import { ControlsPanel } from '../parts/controls-panel.js';
import { Dock, DockToggle, LeaveButton } from '../parts/dock.js';
import { FaceView } from '../parts/face-view.js';
import { FiguresPanel } from '../parts/figures-panel.js';
import { Icon } from '../parts/icons.js';
import { MicMeter } from '../parts/mic-meter.js';
import { Failure, Hint } from '../parts/notice.js';
import { Threshold } from '../parts/threshold.js';

const me = 'you';

/** The mirror: your voice, the avatar's face. */
export function BeAvatar({ avatars }: { avatars: AvatarChoice[] }): JSX.Element {
  const voice = useVoice();
  const controls = useControls(voice.conversation, me);
  const [cutOut, setCutOut] = useState(false);
  const watched = useFace(voice.phase === 'live' ? voice.conversation : undefined, me, cutOut);
  // Heard through loudspeakers, one's own voice would come back into the microphone.
  const [echo, setEcho] = useState(false);
  const avatar = avatars.find((each) => each.name === controls.avatar) ?? avatars[0];

  const start = () =>
    voice.start(me, async (signal) => {
      const { relation, emotion, background } = controls;
      const chosen = avatar ? { avatar: avatar.name } : {};
      const participants = [{ id: me, ...chosen, relation, emotion, background }];
      const conversation = await createConversation({ participants, signal });
      endWith(conversation, signal);
      return conversation;
    });

  return (
    <div class="view">
      <h1 tabIndex={-1}>Be the avatar</h1>
      <div class="stage">
        <div class="stage-main">
          <div class="faces">
            {voice.phase === 'live' ? (
              <FaceView
                name={avatar?.title ?? 'Your avatar'}
                watched={watched}
                muted={!echo}
                poster={avatar?.picture}
                onRetry={start}
              />
            ) : (
              <Threshold avatar={avatar} busy={voice.phase === 'starting'}>
                {voice.error && <Failure error={voice.error} />}
                <button
                  type="button"
                  class="button primary big"
                  disabled={voice.phase === 'starting'}
                  onClick={start}
                >
                  <Icon name="mic" />
                  {label(voice.phase)}
                </button>
              </Threshold>
            )}
          </div>
          {voice.phase === 'live' && (
            <>
              <Dock>
                <DockToggle
                  on={!voice.muted}
                  icon="mic"
                  iconOff="micOff"
                  label="Microphone"
                  onChange={(on) => voice.setMuted(!on)}
                >
                  <MicMeter stream={voice.microphone} muted={voice.muted} />
                </DockToggle>
                <DockToggle
                  on={echo}
                  icon="headphones"
                  iconOff="headphones"
                  label="Hear myself"
                  onChange={setEcho}
                />
                <DockToggle on={cutOut} icon="cutOut" iconOff="cutOut" label="Cut out" onChange={setCutOut} />
                <LeaveButton onLeave={voice.stop} />
              </Dock>
              <Hint>
                <Icon name="headphones" size={20} />
                <p>
                  {echo
                    ? 'With loudspeakers your voice would return into the microphone: keep your headphones on.'
                    : 'Put headphones on to hear your avatar too.'}
                </p>
              </Hint>
            </>
          )}
        </div>
        <aside class="stage-side" aria-label="Settings">
          <ControlsPanel title="Your face" avatars={avatars} controls={controls} />
          {voice.phase === 'live' && (
            <FiguresPanel conversation={voice.conversation} participant={me} face={watched.face} />
          )}
        </aside>
      </div>
      <p class="sr-only" role="status">
        {voice.phase === 'live' && voice.link === 'reconnecting' ? 'Reconnecting your microphone' : ''}
      </p>
    </div>
  );
}

function label(phase: 'idle' | 'starting' | 'failed' | 'live'): string {
  if (phase === 'starting') return 'Connecting…';
  return phase === 'failed' ? 'Try again' : 'Start with my microphone';
}
