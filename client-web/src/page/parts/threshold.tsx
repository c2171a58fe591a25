import type { ComponentChildren, JSX } from 'preact';
import type { AvatarChoice } from '../../lib/index.js';

interface Props {
  avatar: AvatarChoice | undefined;
  busy: boolean;
  children: ComponentChildren;
}

/** What stands in the place of the face before one goes live: the chosen avatar and the way in. */
export function Threshold({ avatar, busy, children }: Props): JSX.Element {
  return (
    <div class="face threshold" aria-busy={busy}>
      {avatar && <img class="face-poster" src={avatar.picture} alt={`${avatar.title}, the chosen avatar`} />}
      <div class="threshold-way">{children}</div>
    </div>
  );
}
