import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import type { AvatarChoice } from '../../lib/index.js';

interface Props {
  choices: AvatarChoice[];
  chosen: string | undefined;
  onChoose: (name: string) => void;
}

/** The server's avatars as picture cards; a radio group underneath, so arrow keys work. */
export function AvatarPicker({ choices, chosen, onChoose }: Props): JSX.Element {
  const group = useId();
  return (
    <fieldset class="control">
      <legend>Avatar</legend>
      <div class="avatars">
        {choices.map((avatar) => (
          <label class="avatar-card" key={avatar.name}>
            <input
              type="radio"
              name={group}
              class="sr-only"
              checked={avatar.name === chosen}
              onChange={() => onChoose(avatar.name)}
            />
            <img src={avatar.picture} alt="" width="128" height="128" loading="lazy" />
            <span>{avatar.title}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
