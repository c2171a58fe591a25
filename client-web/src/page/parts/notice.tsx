import type { ComponentChildren, JSX } from 'preact';
import type { VisavisError } from '../../lib/index.js';
import { messageFor } from '../messages.js';

/** Says that something failed, and offers what helps. Read out at once by a screen reader. */
export function Failure({
  error,
  children,
}: {
  error: VisavisError;
  children?: ComponentChildren;
}): JSX.Element {
  const { title, advice } = messageFor(error);
  return (
    <div class="notice failure" role="alert" data-reason={error.reason}>
      <p class="notice-title">{title}</p>
      <p>{advice}</p>
      {children}
    </div>
  );
}

export function Hint({ children }: { children: ComponentChildren }): JSX.Element {
  return <div class="notice">{children}</div>;
}
