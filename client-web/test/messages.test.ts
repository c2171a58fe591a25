import { expect, it } from 'vitest';
import { type Reason, VisavisError } from '../src/lib/index.js';
import { messageFor } from '../src/page/messages.js';

const spoken: Reason[] = [
  'unsupported',
  'insecure-context',
  'microphone-denied',
  'microphone-missing',
  'microphone-busy',
  'unauthorized',
  'gone',
  'taken',
  'full',
  'unreachable',
  'connection-lost',
];

it('should have words of its own for everything that a visitor can run into', () => {
  const titles = spoken.map((reason) => messageFor(new VisavisError(reason, 'technical')).title);
  expect(new Set(titles).size).toBe(spoken.length);
  expect(titles).not.toContain('That did not work');
});

it('should pass on the sentence of the server where it has none of its own', () => {
  expect(messageFor(new VisavisError('invalid', 'There is no avatar "bob".')).advice).toBe(
    'There is no avatar "bob".',
  );
});
