import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { AvatarChoice, Conversation } from '../../lib/index.js';
import { type ControlState, useControls } from '../hooks/use-controls.js';
import { useFace } from '../hooks/use-face.js';
import { useVoice } from '../hooks/use-voice.js';
import { ControlsPanel } from './controls-panel.js';
import { Dock, DockToggle, LeaveButton } from './dock.js';
import { FaceView } from './face-view.js';
import { FiguresPanel } from './figures-panel.js';
import { Icon } from './icons.js';
import { MicMeter } from './mic-meter.js';
import { Failure } from './notice.js';
import { Threshold } from './threshold.js';

interface Props {
  me: string;
  partner: string;
  partnerName: string;
  avatars: AvatarChoice[];
  defaultAvatar?: string | undefined;
  /** On the button that begins. */
  action: string;
  /** Said while the partner is not there. */
  waiting: string;
  open: (chosen: ControlState, signal: AbortSignal) => Promise<Conversation>;
  /** Said before one begins. */
  before?: ComponentChildren;
  /** Shown in the side once there is a conversation. */
  beside?: (conversation: Conversation) => ComponentChildren;
}

/** A call of two: my voice goes out, the partner's face and voice come in; my own face is a click away. */
export function TwoWay(props: Props): JSX.Element {
  const { me, partner, partnerName, avatars } = props;
  const voice = useVoice();
  const controls = useControls(voice.conversation, me);
  const [sound, setSound] = useState(true);
  const [mirror, setMirror] = useState(false);
  const live = voice.phase === 'live' ? voice.conversation : undefined;
  const theirs = useFace(live, partner);
  const mine = useFace(mirror ? live : undefined, me);
  const chosenName = controls.avatar ?? props.defaultAvatar;
  const avatar = avatars.find((each) => each.name === chosenName) ?? avatars[0];
  const start = () => voice.start(me, (signal) => props.open({ ...controls, avatar: avatar?.name }, signal));

  return (
    <div class="stage">
      <div class="stage-main">
        <div class="faces">
          {live ? (
            <FaceView
              name={partnerName}
              watched={theirs}
              muted={!sound}
              waiting={props.waiting}
              onSoundBlocked={() => setSound(false)}
              onRetry={start}
            >
              {mirror && (
                <div class="mirror">
                  <FaceView name="You" watched={mine} muted poster={avatar?.picture} />
                </div>
              )}
            </FaceView>
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
                {voice.phase === 'starting'
                  ? 'Connecting…'
                  : voice.phase === 'failed'
                    ? 'Try again'
                    : props.action}
              </button>
            </Threshold>
          )}
        </div>
        {live ? (
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
            <DockToggle on={sound} icon="sound" iconOff="soundOff" label="Sound" onChange={setSound} />
            <DockToggle on={mirror} icon="eye" iconOff="eye" label="Mirror" onChange={setMirror} />
            <LeaveButton onLeave={voice.stop} />
          </Dock>
        ) : (
          props.before
        )}
      </div>
      <aside class="stage-side" aria-label="Settings">
        {live && props.beside?.(live)}
        <ControlsPanel title="Your face" avatars={avatars} controls={{ ...controls, avatar: avatar?.name }} />
        {live && <FiguresPanel conversation={live} participant={partner} face={theirs.face} />}
      </aside>
    </div>
  );
}
