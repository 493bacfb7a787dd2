import { Check, Minus, X } from 'lucide-react';
import type { Account, AccountPerson } from '../lib/contract/context.ts';
import type { Fact } from '../lib/contract/primitives.ts';
import { Age } from './age.tsx';
import { factId, useOpenFor } from './fact-id.ts';
import { initials } from './initials.ts';
import { Legible } from './legible.tsx';
import { useNow } from './now.ts';
import { More, Nothing, Section } from './section.tsx';
import { moment } from './time.ts';

const fields = [
  ['employees', 'People'],
  ['industry', 'Industry'],
  ['country', 'Country'],
  ['revenue', 'Revenue'],
  ['domain', 'Domain'],
] as const;

function factOf(account: Account, ref: string): Fact | null {
  const field = fields.find(([name]) => ref === `account:${name}`)?.[0];
  return field ? account[field] : null;
}

function Criterion({ account, fit, now, named }: { account: Account; fit: Account['fit'][number]; now: number; named: boolean }) {
  const fact = factOf(account, fit.ref);
  const Icon = fit.meets === null ? Minus : fit.meets ? Check : X;
  const tone = fit.meets === null ? 'text-ink-3' : fit.meets ? 'text-ok' : 'text-bad';
  return (
    <li id={named ? factId(fit.ref) : undefined} className="flex min-h-[26px] items-start gap-2 py-px">
      <Icon size={14} aria-hidden="true" className={`mt-1.5 flex-none ${tone}`} />
      <span className="min-w-0 flex-1 pt-0.5">
        <span className="sr-only">{fit.meets === null ? 'Not known: ' : fit.meets ? 'Meets: ' : 'Does not meet: '}</span>
        <Legible>{fit.label}</Legible>
        {fit.value?.toLowerCase() === fit.label.toLowerCase() ? null : (
          <span className="text-ink-2">
            {', '}
            {fit.value === null ? 'not known' : <Legible>{fit.value}</Legible>}
          </span>
        )}
      </span>
      {fact ? <Age at={fact.at} source={fact.source} staleAt={fact.staleAt} now={now} /> : null}
    </li>
  );
}

function FactRow({ field, name, fact, now }: { field: string; name: string; fact: Fact; now: number }) {
  return (
    <li id={factId(`account:${field}`)} className="flex min-h-[26px] items-start gap-2 py-px">
      <span className="min-w-0 flex-1 ps-[22px] pt-0.5">
        <span className="text-ink-2">{name}: </span>
        <Legible>{fact.value}</Legible>
      </span>
      <Age at={fact.at} source={fact.source} staleAt={fact.staleAt} now={now} />
    </li>
  );
}

function Person({ person, now }: { person: AccountPerson; now: number }) {
  const name = person.name ?? 'Name not known';
  const about = [person.title, person.role].filter((part) => part !== null).join(', ');
  return (
    <li id={factId(`account:person:${person.leadId}`)} className="flex items-start gap-2 py-0.5">
      <span
        aria-hidden="true"
        className="mt-0.5 grid size-6 flex-none place-items-center rounded-full bg-soft text-[10px] font-semibold text-ink-2"
      >
        {initials(name) || '?'}
      </span>
      <span className="min-w-0 flex-1">
        <Legible className="font-medium">{name}</Legible>
        {about ? (
          <span className="text-ink-2">
            {', '}
            <Legible>{about}</Legible>
          </span>
        ) : null}
        <span className="block text-xs text-ink-2">
          {person.did ? <Legible>{person.did}</Legible> : 'Nothing seen from them'}
          {person.touches > 1 ? `, ${person.touches} touches` : ''}
          {person.request && person.request.at !== person.lastAt
            ? `, ${person.request.kind === 'demo_request' ? 'asked for a demo' : 'asked to be contacted'} ${moment(person.request.at, now)}`
            : ''}
        </span>
      </span>
      {person.lastAt ? <Age at={person.lastAt} source={null} now={now} /> : null}
    </li>
  );
}

const peopleFirst = 3;

/** The account against the ideal customer profile, the other people there and what they did, and what it looks for. */
export function TheirAccountSection({ account }: { account: Account | null }) {
  const now = useNow();
  const people = account?.people ?? [];
  const rest = people.slice(peopleFirst);
  const [open, setOpen] = useOpenFor(rest.map((person) => `account:person:${person.leadId}`));
  if (!account) {
    return (
      <Section id="account" title="Their account">
        <Nothing>No account is known for this lead: no company domain has been seen.</Nothing>
      </Section>
    );
  }
  const asked = new Set(account.fit.map((one) => one.ref));
  const met = account.fit.filter((one) => one.meets === true).length;
  const unseen = account.peopleTotal - people.length;
  return (
    <Section id="account" title="Their account" aside={account.fit.length > 0 ? `meets ${met} of ${account.fit.length}` : null}>
      {account.name ? (
        <p className="flex items-center gap-2" id={factId('account:name')}>
          <Legible className="min-w-0 flex-1 font-semibold">{account.name.value}</Legible>
          <Age at={account.name.at} source={account.name.source} staleAt={account.name.staleAt} now={now} />
        </p>
      ) : null}
      <ul>
        {account.fit.map((fit, index) => (
          <Criterion
            key={fit.ref + fit.label}
            account={account}
            fit={fit}
            now={now}
            // One fact has one place: facts of the person stand at the top, and two criteria may ask for the same fact.
            named={fit.ref.startsWith('account:') && account.fit.findIndex((one) => one.ref === fit.ref) === index}
          />
        ))}
        {fields.map(([field, name]) => {
          const fact = account[field];
          return fact && !asked.has(`account:${field}`) ? (
            <FactRow key={field} field={field} name={name} fact={fact} now={now} />
          ) : null;
        })}
      </ul>
      {account.fit.length === 0 ? <Nothing>No fit criteria could be checked.</Nothing> : null}
      <h3 className="mt-2 text-xs font-medium text-ink-2" id={factId('account:people')}>
        {account.peopleTotal === 0
          ? 'Nobody else there is known'
          : `${account.peopleTotal} other ${account.peopleTotal === 1 ? 'person' : 'people'} there`}
      </h3>
      <ul>
        {people.slice(0, peopleFirst).map((person) => (
          <Person key={person.leadId} person={person} now={now} />
        ))}
      </ul>
      {rest.length > 0 ? (
        <More open={open} setOpen={setOpen} more={`${rest.length} more`}>
          <ul>
            {rest.map((person) => (
              <Person key={person.leadId} person={person} now={now} />
            ))}
          </ul>
          {unseen > 0 ? <p className="text-xs text-ink-2">And {unseen} without activity.</p> : null}
        </More>
      ) : null}
      {account.intent.length > 0 ? (
        <>
          <h3 className="mt-2 text-xs font-medium text-ink-2" id={factId('account:intent')}>
            What the account looks for
          </h3>
          <ul>
            {account.intent.map((one) => (
              <li key={one.topic + one.source} className="flex items-start gap-2">
                <span className="min-w-0 flex-1 pt-0.5">
                  <Legible>{one.topic}</Legible>
                  {one.strength ? (
                    <span className="text-ink-2">
                      {', '}
                      <Legible>{one.strength}</Legible>
                    </span>
                  ) : null}
                </span>
                <Age at={one.at} source={one.source} now={now} before={one.source} />
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </Section>
  );
}
