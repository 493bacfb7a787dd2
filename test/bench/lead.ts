import { randomUUID } from 'node:crypto';
import type { RecordRef } from '../../lib/contract/record.ts';

/** The events of one lead with a story: an account, a month of pages, a demo request, a handoff. */
export function believableLead(userId: string, ref: RecordRef): Record<string, unknown>[] {
  const at = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
  const message = (type: string, hours: number, rest: Record<string, unknown>) => ({
    type,
    userId,
    messageId: randomUUID(),
    timestamp: at(hours),
    ...rest,
  });
  const page = (hours: number, path: string) =>
    message('page', hours, {
      name: path,
      properties: { url: `https://www.example.com${path}`, title: `Page ${path}`, referrer: 'https://www.google.com/' },
    });
  return [
    message('identify', 200, {
      traits: {
        name: `Ana ${userId}`,
        title: 'Head of Operations',
        company: 'Example Works',
        email: `${userId}@works.example`,
        phone: '+44 20 5550 0100',
        owner: 'Dana Whitfield',
        crmRecords: [ref],
      },
    }),
    message('group', 199, {
      groupId: 'works.example',
      traits: { name: 'Example Works', domain: 'works.example', employees: 300, industry: 'Software' },
    }),
    ...Array.from({ length: 24 }, (_, index) => page(190 - index * 6, `/page-${index}`)),
    message('track', 2, { event: 'Demo Requested', properties: { title: 'Demo request' } }),
    message('track', 1, { event: 'Lead Handed Off', properties: { trigger: 'Demo request' } }),
  ];
}
