import type { ComponentChildren, JSX } from 'preact';
import type { AvatarChoice } from '../../lib/index.js';
import type { ControlHandle } from '../hooks/use-controls.js';
import { AvatarPicker } from './avatar-picker.js';
import { BackgroundPicker } from './background-picker.js';
import { EmotionPicker } from './emotion-picker.js';
import { Failure } from './notice.js';
import { RelationPicker } from './relation-picker.js';

interface Props {
  /** Whose face these controls change. */
  title: string;
  avatars: AvatarChoice[];
  controls: ControlHandle;
  children?: ComponentChildren;
}

/** Avatar, emotion, relation and background of one face. */
export function ControlsPanel({ title, avatars, controls, children }: Props): JSX.Element {
  return (
    <section class="controls" aria-label={`${title}: avatar, emotion, relation, background`}>
      <h2>{title}</h2>
      {controls.error && <Failure error={controls.error} />}
      {avatars.length > 0 && (
        <AvatarPicker
          choices={avatars}
          chosen={controls.avatar ?? avatars[0]?.name}
          onChoose={(avatar) => controls.change({ avatar })}
        />
      )}
      <EmotionPicker emotion={controls.emotion} onChange={(emotion) => controls.change({ emotion })} />
      <RelationPicker relation={controls.relation} onChange={(relation) => controls.change({ relation })} />
      <BackgroundPicker
        background={controls.background}
        onChange={(background) => controls.change({ background })}
      />
      {children}
    </section>
  );
}
