/** How they found us, in every state the verdict can be in: read by the real rules from what a lead might bring. */
import type { LeadContext } from '../../lib/contract/context.ts';
import type { EvidenceClass, Origin, OriginConfirmation } from '../../lib/contract/origin.ts';
import { classifyOrigin, type OriginInput } from '../../lib/origin/index.ts';
import { sentenceFor } from '../../lib/origin/sentence.ts';
import { ago, baseLead, fact, unit } from './base-lead.ts';

const { minute, day } = unit;
const landingUrl = 'https://northbeam.example/integrations';

function origin(
  input: OriginInput,
  evidenceClass: EvidenceClass,
  confirmation: OriginConfirmation | null = null,
): Partial<LeadContext> {
  const verdict = classifyOrigin(input);
  const read: Origin = {
    ...baseLead.origin,
    verdict,
    evidenceClass,
    sentence: sentenceFor(verdict, evidenceClass, confirmation),
    selfReported: input.selfReported ?? null,
    confirmation,
  };
  return { origin: read };
}

const word = (
  confirmed: boolean,
  channel: OriginConfirmation['channel'],
  assistant: string | null,
  note: string | null,
): OriginConfirmation => ({
  by: 'Dana Okafor',
  at: ago(40 * minute),
  confirmed,
  channel,
  assistant,
  note,
});

export const originStates: readonly (readonly [string, Partial<LeadContext>])[] = [
  ['origin-observed-high', origin({ referrer: 'https://www.perplexity.ai/', landingUrl }, 'observed')],
  ['origin-observed-medium', origin({ referrer: 'android-app://com.openai.chatgpt', landingUrl }, 'observed')],
  ['origin-tagged-high', origin({ landingUrl: `${landingUrl}?utm_source=chatgpt.com` }, 'tagged')],
  ['origin-tagged-medium', origin({ landingUrl: `${landingUrl}?utm_source=openai` }, 'tagged')],
  ['origin-paid', origin({ referrer: 'https://chatgpt.com/', landingUrl: `${landingUrl}?oppref=a81` }, 'tagged')],
  ['origin-self-reported', origin({ landingUrl, selfReported: 'eine KI hat euch empfohlen' }, 'self_reported')],
  [
    'origin-inferred',
    origin(
      { userAgent: 'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko); compatible; ChatGPT-User/1.0; +https://openai.com/bot' },
      'inferred',
    ),
  ],
  ['origin-google', origin({ referrer: 'https://www.google.com/', landingUrl: `${landingUrl}#:~:text=two%20way` }, 'observed')],
  [
    'origin-google-told',
    origin({ referrer: 'https://www.google.com/', landingUrl, selfReported: 'the AI overview on Google' }, 'self_reported'),
  ],
  [
    'origin-contested',
    origin({ referrer: 'https://chatgpt.com/', landingUrl, selfReported: 'a colleague told me' }, 'self_reported'),
  ],
  [
    'origin-leaked-tag',
    origin({ referrer: 'https://www.linkedin.com/', landingUrl: `${landingUrl}?utm_source=chatgpt.com` }, 'observed'),
  ],
  [
    'origin-corrected',
    origin(
      { referrer: 'https://www.google.com/', landingUrl },
      'rep_confirmed',
      word(false, 'ai_assistant', 'chatgpt', 'Asked ChatGPT first, then searched our name.'),
    ),
  ],
  ['origin-corrected-unknown', origin({ landingUrl }, 'rep_confirmed', word(false, 'word_of_mouth', null, null))],
  [
    'heard-shown',
    {
      heard: {
        question: fact('Do you sync custom objects both ways?', 'web form', 18 * minute),
        objections: [fact('Last rollout took seven months', 'Dana Okafor', day), fact('Price per record', 'Dana Okafor', day)],
        competitors: [fact('Hightouch', 'Dana Okafor', day)],
        words: [fact('We just want one list of customers that everybody believes', 'Dana Okafor', day)],
        notes: [fact('Merger closes in March; two instances until then', 'Salesforce', 2 * day)],
      },
    },
  ],
];

/** What a rep has typed of a call and not saved yet. */
export const heardDraft = {
  objections: 'Last rollout took seven months\nPrice per record',
  competitors: 'Hightouch',
  words: 'One list that everybody believes',
  claims: 'Said we have no Dynamics connector',
};
