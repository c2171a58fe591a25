import type { JSX } from 'preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import { type AvatarChoice, type Conversation, createSample, type VisavisError } from '../../lib/index.js';
import { useControls } from '../hooks/use-controls.js';
import { useFace } from '../hooks/use-face.js';
import { endWith } from '../own-conversation.js';
import { ControlsPanel } from '../parts/controls-panel.js';
import { Dock, DockToggle } from '../parts/dock.js';
import { FaceView } from '../parts/face-view.js';
import { FiguresPanel } from '../parts/figures-panel.js';
import { Icon } from '../parts/icons.js';
import { Failure } from '../parts/notice.js';
import { Segments } from '../parts/segments.js';

/** The server's own conversation: two faces, two voices, nothing asked of the visitor. */
export function Sample({ avatars }: { avatars: AvatarChoice[] }): JSX.Element {
  const [conversation, setConversation] = useState<Conversation>();
  const [error, setError] = useState<VisavisError>();
  const [round, setRound] = useState(0);

  useEffect(() => {
    const stop = new AbortController();
    setError(undefined);
    const begin = (made: Conversation) => {
      endWith(made, stop.signal);
      if (!stop.signal.aborted) setConversation(made);
    };
    createSample({ signal: stop.signal }).then(begin, (refused: VisavisError) => {
      if (!stop.signal.aborted) setError(refused);
    });
    return () => {
      stop.abort();
      setConversation(undefined);
    };
  }, [round]);

  const again = useCallback(() => setRound((now) => now + 1), []);
  return (
    <div class="view">
      <h1 tabIndex={-1}>A sample conversation</h1>
      {error && (
        <Failure error={error}>
          <button type="button" class="button" onClick={again}>
            Try again
          </button>
        </Failure>
      )}
      {conversation ? (
        <Duet key={round} conversation={conversation} avatars={avatars} onAgain={again} />
      ) : (
        !error && <p role="status">Two voices are being fetched…</p>
      )}
    </div>
  );
}

interface DuetProps {
  conversation: Conversation;
  avatars: AvatarChoice[];
  onAgain: () => void;
}

function Duet({ conversation, avatars, onAgain }: DuetProps): JSX.Element {
  const [left = '', right = ''] = conversation.participants.map((each) => each.id);
  const [cutOut, setCutOut] = useState(false);
  const watched = {
    [left]: useFace(conversation, left, cutOut),
    [right]: useFace(conversation, right, cutOut),
  };
  const [of, by] = conversation.participants;
  const controls = {
    [left]: useControls(conversation, left, { avatar: of?.avatar }),
    [right]: useControls(conversation, right, { avatar: by?.avatar }),
  };
  const [sound, setSound] = useState(true);
  const [blocked, setBlocked] = useState(false);
  const [chosen, setChosen] = useState(left);
  const block = useCallback(() => {
    setSound(false);
    setBlocked(true);
  }, []);
  const turnSound = (on: boolean) => {
    setSound(on);
    setBlocked(false);
  };
  const nameOf = (id: string) => titleOf(id, controls[id]?.avatar, avatars);
  const chosenControls = controls[chosen];

  return (
    <div class="stage">
      <div class="stage-main">
        <div class="faces two">
          {[left, right].map((id) => (
            <FaceView
              key={id}
              name={nameOf(id)}
              watched={watched[id] ?? { state: 'connecting' }}
              muted={!sound}
              poster={pictureOf(controls[id]?.avatar, avatars)}
              onSoundBlocked={block}
              onRetry={onAgain}
            />
          ))}
          {blocked && (
            <button type="button" class="button primary sound-ask" onClick={() => turnSound(true)}>
              <Icon name="sound" /> Turn the sound on
            </button>
          )}
        </div>
        <Dock>
          <DockToggle on={sound} icon="sound" iconOff="soundOff" label="Sound" onChange={turnSound} />
          <DockToggle on={cutOut} icon="cutOut" iconOff="cutOut" label="Cut out" onChange={setCutOut} />
        </Dock>
      </div>
      <aside class="stage-side" aria-label="Settings">
        <div class="control-target">
          <Segments
            legend="Change the face of"
            choices={[left, right].map((id) => ({ value: id, label: nameOf(id) }))}
            value={chosen}
            onChange={setChosen}
          />
        </div>
        {chosenControls && (
          <ControlsPanel key={chosen} title={nameOf(chosen)} avatars={avatars} controls={chosenControls} />
        )}
        <FiguresPanel
          key={`figures ${chosen}`}
          conversation={conversation}
          participant={chosen}
          face={watched[chosen]?.face}
        />
      </aside>
    </div>
  );
}

function titleOf(id: string, avatar: string | undefined, avatars: AvatarChoice[]): string {
  const title = avatars.find((each) => each.name === (avatar ?? id))?.title;
  return title ?? id.charAt(0).toUpperCase() + id.slice(1);
}

function pictureOf(avatar: string | undefined, avatars: AvatarChoice[]): string | undefined {
  return avatars.find((each) => each.name === avatar)?.picture;
}
