import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useAvatars } from './hooks/use-avatars.js';
import { invitationIn } from './invitation.js';
import { Icon } from './parts/icons.js';
import { useRoute } from './route.js';
import { applyTheme, shownTheme } from './theme.js';
import { BeAvatar } from './views/be-avatar.js';
import { Home } from './views/home.js';
import { Host } from './views/host.js';
import { BadLink, Join } from './views/join.js';
import { Sample } from './views/sample.js';

const titles = {
  home: 'visavis: a voice gets a face',
  sample: 'A sample conversation · visavis',
  avatar: 'Be the avatar · visavis',
  invite: 'Invite someone · visavis',
  join: 'You are invited · visavis',
};

export function App(): JSX.Element {
  const route = useRoute();
  const avatars = useAvatars();
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);

  useEffect(() => {
    document.title = titles[route.view];
    // A new view is read out and tabbed from its heading; the first one leaves the focus to the browser.
    if (!first.current) main.current?.querySelector<HTMLElement>('h1')?.focus();
    first.current = false;
    scrollTo(0, 0);
  }, [route]);

  return (
    <>
      <button type="button" class="skip" onClick={() => main.current?.focus()}>
        Skip to content
      </button>
      <Header home={route.view === 'home'} />
      <main id="main" ref={main} tabIndex={-1} data-view={route.view}>
        {route.view === 'home' && <Home avatars={avatars} />}
        {route.view === 'sample' && <Sample avatars={avatars.choices} />}
        {route.view === 'avatar' && <BeAvatar avatars={avatars.choices} />}
        {route.view === 'invite' && <Host avatars={avatars.choices} />}
        {route.view === 'join' && <Joined code={route.code} avatars={avatars.choices} />}
      </main>
      <footer>
        <p>Your voice goes to this server, becomes a face, and is not stored.</p>
      </footer>
    </>
  );
}

function Joined({
  code,
  avatars,
}: {
  code: string;
  avatars: Parameters<typeof Join>[0]['avatars'];
}): JSX.Element {
  const [invitation] = useState(() => invitationIn(code));
  return invitation ? <Join invitation={invitation} avatars={avatars} /> : <BadLink />;
}

function Header({ home }: { home: boolean }): JSX.Element {
  const [theme, setTheme] = useState(shownTheme);
  const other = theme === 'dark' ? 'light' : 'dark';
  const change = () => {
    applyTheme(other);
    setTheme(other);
  };
  return (
    <header>
      <a class="brand" href="#/" aria-current={home ? 'page' : undefined}>
        <img src="./icon.svg" alt="" width="30" height="30" />
        visavis
      </a>
      {!home && (
        <a class="button quiet" href="#/">
          <Icon name="back" size={18} /> All doors
        </a>
      )}
      <button type="button" class="button quiet round" aria-label={`Use ${other} colours`} onClick={change}>
        <Icon name={theme === 'dark' ? 'sun' : 'moon'} size={20} />
      </button>
    </header>
  );
}
