import type { JSX } from 'preact';
import type { Avatars } from '../hooks/use-avatars.js';
import { Icon, type IconName } from '../parts/icons.js';
import { Failure } from '../parts/notice.js';

interface Door {
  href: string;
  icon: IconName;
  title: string;
  text: string;
  action: string;
}

const doors: readonly Door[] = [
  {
    href: '#/sample',
    icon: 'eye',
    title: 'Watch two of them talk',
    text: 'A sample conversation, both faces live. No microphone needed.',
    action: 'Watch',
  },
  {
    href: '#/avatar',
    icon: 'mic',
    title: 'Be the avatar',
    text: 'Speak, and watch a head speak with your voice while you do.',
    action: 'Speak',
  },
  {
    href: '#/invite',
    icon: 'link',
    title: 'Invite someone',
    text: 'Send a link. Each of you hears the other and sees the other’s avatar.',
    action: 'Invite',
  },
];

/** The entrance: what this is, and three doors. */
export function Home({ avatars }: { avatars: Avatars }): JSX.Element {
  return (
    <div class="home">
      <section class="hero" aria-labelledby="claim">
        <div class="hero-text">
          <h1 id="claim" tabIndex={-1}>
            A voice gets a face.
          </h1>
          <p class="lead">
            visavis listens to a voice and answers with a head that speaks it: lips, brows and gaze, 25
            pictures a second, drawn on an ordinary processor while you talk.
          </p>
        </div>
        <div class="hero-faces" aria-hidden="true">
          {avatars.choices.slice(0, 2).map((avatar) => (
            <img key={avatar.name} src={avatar.picture} alt="" width="512" height="512" />
          ))}
        </div>
      </section>
      {avatars.error && <Failure error={avatars.error} />}
      <nav class="doors" aria-label="Doors">
        {doors.map((door) => (
          <a class="door" href={door.href} key={door.href}>
            <span class="door-icon">
              <Icon name={door.icon} size={26} />
            </span>
            <h2>{door.title}</h2>
            <p>{door.text}</p>
            <span class="door-action">
              {door.action} <Icon name="arrow" size={18} />
            </span>
          </a>
        ))}
      </nav>
    </div>
  );
}
