import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import {
  type AvatarChoice,
  type Conversation,
  createConversation,
  isThisMachine,
  serverInfo,
} from '../../lib/index.js';
import { invitationFor, linkOf, pageForGuests } from '../invitation.js';
import { Hint } from '../parts/notice.js';
import { ShareLink } from '../parts/share-link.js';
import { TwoWay } from '../parts/two-way.js';

const host = 'host';
const guest = 'guest';

/** The one who invites. */
export function Host({ avatars }: { avatars: AvatarChoice[] }): JSX.Element {
  const local = useLoopbackOnly();
  return (
    <div class="view">
      <h1 tabIndex={-1}>Invite someone</h1>
      <TwoWay
        me={host}
        partner={guest}
        partnerName="Your guest"
        avatars={avatars}
        action="Start, and get the link"
        waiting="Waiting for your guest"
        open={({ avatar, relation, emotion, background }, signal) =>
          createConversation({
            participants: [
              { id: host, relation, emotion, background, ...(avatar ? { avatar } : {}) },
              { id: guest, ...(avatars[1] ? { avatar: avatars[1].name } : {}) },
            ],
            signal,
          })
        }
        before={local && <LocalOnly />}
        beside={(conversation) => <Invite conversation={conversation} loopbackOnly={local} />}
      />
    </div>
  );
}

function Invite({
  conversation,
  loopbackOnly,
}: {
  conversation: Conversation;
  loopbackOnly: boolean;
}): JSX.Element {
  const page = pageForGuests(location.href, conversation);
  return (
    <>
      <ShareLink link={linkOf(invitationFor(conversation, guest, host), page)} />
      {loopbackOnly && <LocalOnly />}
      {!loopbackOnly && isThisMachine(page) && (
        <Hint>
          <p>
            This link means “this computer”. For a guest elsewhere, open the page by this computer’s name or
            address in the network, and invite from there.
          </p>
        </Hint>
      )}
    </>
  );
}

function LocalOnly(): JSX.Element {
  return (
    <Hint>
      <p>
        The server listens on this computer only, so the link works in another window here. To invite a phone
        or another computer, start it with <code>./visavis demo --share</code>.
      </p>
    </Hint>
  );
}

/** Whether the server can be reached from its own machine only. */
function useLoopbackOnly(): boolean {
  const [only, setOnly] = useState(false);
  useEffect(() => {
    const stop = new AbortController();
    serverInfo({ signal: stop.signal }).then(
      (info) => setOnly(info.loopbackOnly),
      // Whoever has no answer here finds out by the next button.
      () => undefined,
    );
    return () => stop.abort();
  }, []);
  return only;
}
