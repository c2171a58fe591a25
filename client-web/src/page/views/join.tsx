import type { JSX } from 'preact';
import { type AvatarChoice, control } from '../../lib/index.js';
import type { Invitation } from '../invitation.js';
import { TwoWay } from '../parts/two-way.js';

/** The one who was invited. */
export function Join({
  invitation,
  avatars,
}: {
  invitation: Invitation;
  avatars: AvatarChoice[];
}): JSX.Element {
  const { conversation, me, host } = invitation;
  return (
    <div class="view">
      <h1 tabIndex={-1}>You are invited</h1>
      <TwoWay
        me={me}
        partner={host}
        partnerName="Your host"
        avatars={avatars}
        defaultAvatar={avatars[1]?.name}
        action="Join with my microphone"
        waiting="Waiting for your host"
        open={async ({ avatar, relation, emotion, background }, signal) => {
          await control(
            conversation,
            me,
            { relation, emotion, background, ...(avatar ? { avatar } : {}) },
            signal,
          );
          return conversation;
        }}
      />
    </div>
  );
}

export function BadLink(): JSX.Element {
  return (
    <div class="view">
      <h1 tabIndex={-1}>This invitation cannot be read</h1>
      <div class="notice failure" role="alert">
        <p class="notice-title">The link is cut short or was changed</p>
        <p>Copy the whole link, or ask for a new one.</p>
        <a class="button" href="#/">
          All doors
        </a>
      </div>
    </div>
  );
}
