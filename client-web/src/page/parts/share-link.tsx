import type { JSX } from 'preact';
import { useEffect, useId, useMemo, useRef, useState } from 'preact/hooks';
import { renderSVG } from 'uqr';
import { Icon } from './icons.js';

const thanksMs = 2500;

/** The invitation to copy, to share or to scan. */
export function ShareLink({ link }: { link: string }): JSX.Element {
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  const [copied, setCopied] = useState(false);
  const code = useMemo(() => renderSVG(link, { border: 2, ecc: 'L' }), [link]);

  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), thanksMs);
    return () => clearTimeout(timer);
  }, [copied]);

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(link);
    } catch {
      // Pages without https have no clipboard; the old way works on the selection.
      field.current?.select();
      document.execCommand('copy');
    }
    setCopied(true);
  };

  return (
    <section class="share" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>Your invitation</h2>
      <div class="share-row">
        <label class="sr-only" for={id}>
          Link for your guest
        </label>
        <input id={id} ref={field} readOnly value={link} onFocus={(event) => event.currentTarget.select()} />
        <button type="button" class="button primary" onClick={copy}>
          <Icon name={copied ? 'check' : 'copy'} size={18} />
          {copied ? 'Copied' : 'Copy'}
        </button>
      </div>
      <details>
        <summary>Show it as a code to scan</summary>
        {/* The markup is made here, from the link's bits alone. */}
        <div
          class="qr"
          role="img"
          aria-label="QR code of the link"
          dangerouslySetInnerHTML={{ __html: code }}
        />
      </details>
      <p class="sr-only" role="status">
        {copied ? 'The link is copied.' : ''}
      </p>
    </section>
  );
}
