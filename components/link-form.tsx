import { useId, useState } from 'react';
import { Legible } from './legible.tsx';
import type { Actions, View } from './view.ts';

type Link = Extract<View, { kind: 'unknown_record' }>['link'];

/** Ties the open record to a lead by email, and says what else can be done. */
export function LinkForm({ link, actions }: { link: Link; actions: Actions }) {
  const id = useId();
  const [email, setEmail] = useState('');
  const sending = link.state === 'sending';
  return (
    <>
      <form
        className="mt-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (email.trim() && !sending) actions.linkByEmail(email.trim());
        }}
      >
        <label htmlFor={id} className="text-sm text-ink-2">
          Email of the person on this record
        </label>
        <div className="mt-1 flex gap-1.5">
          <input
            id={id}
            type="email"
            required
            maxLength={320}
            autoComplete="off"
            className="box min-w-0 flex-1"
            aria-describedby={link.state === 'failed' ? `${id}-why` : undefined}
            aria-invalid={link.state === 'failed'}
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
          <button type="submit" className="btn btn-main flex-none" aria-disabled={sending}>
            {sending ? 'Linking' : 'Link'}
          </button>
        </div>
        {link.state === 'failed' ? (
          <p id={`${id}-why`} role="alert" className="mt-1 text-sm text-bad">
            <Legible>{link.message}</Legible>
          </p>
        ) : null}
      </form>
      <h2 className="mt-5 text-sm font-medium">What else can be done</h2>
      <ul className="mt-1 list-disc space-y-1 ps-4 text-ink-2">
        <li>Ask marketing to send the record's address with the person's next event.</li>
        <li>
          If it was linked a moment ago,{' '}
          <button type="button" className="link min-h-6" onClick={actions.refresh}>
            look again
          </button>
          .
        </li>
      </ul>
    </>
  );
}
