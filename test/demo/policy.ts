/** Harbourlight's policy: the default with its own profile, catalogue and a sales desk that follows the sun, so the demo's clocks run at any hour. */

import { weekdays } from '../../lib/contract/clock.ts';
import { defaultPolicyInput } from '../../lib/policy/default.ts';
import { site } from './leads.ts';

const industries = ['elevator', 'refrigeration', 'home services', 'utilities', 'telecommunications', 'medical equipment'];
const roles = ['operations', 'service', 'field', 'operating officer', 'kundendienst'];
const page = (path: string) => ({ pages: [path], address: `${site}${path}` });

const content = [
  { id: 'pricing', title: 'Pricing', stage: 'decision', topic: 'pricing', pages: ['/pricing'] },
  { id: 'security', title: 'Security overview', stage: 'decision', topic: 'security', send: true, ...page('/security') },
  { id: 'savings', title: 'Savings calculator', stage: 'decision', topic: 'return on investment', send: true, ...page('/roi') },
  { id: 'terms', title: 'Terms and data processing', stage: 'decision', topic: 'contract', pages: ['/terms'] },
  {
    id: 'nordvik',
    title: 'Case study: Nordvik cut travel by 22 %',
    stage: 'consideration',
    topic: 'case study',
    send: true,
    ...page('/customers/nordvik'),
  },
  {
    id: 'compare',
    title: 'Harbourlight or a spreadsheet',
    stage: 'consideration',
    topic: 'comparison',
    send: true,
    ...page('/compare/spreadsheets'),
  },
  { id: 'connect', stage: 'consideration', topic: 'integrations', pages: ['/docs/*'] },
  {
    id: 'industry',
    stage: 'consideration',
    topic: 'product',
    pages: ['/utilities', '/telecom', '/medical', '/small-teams', '/de/*'],
  },
  {
    id: 'routes',
    title: 'Guide: route planning for cold chain engineers',
    stage: 'awareness',
    topic: 'guide',
    send: true,
    ...page('/guides/route-planning'),
  },
  { id: 'blog', stage: 'awareness', topic: 'blog', pages: ['/blog/*'] },
] as const;

const fit = {
  size: { id: 'size', label: '50 to 2,500 people', field: 'account.employees', atLeast: 50, atMost: 2500 },
  industry: { id: 'industry', label: 'Sends engineers to customers', field: 'account.industry', has: industries },
  role: { id: 'function', label: 'Runs service or operations', field: 'person.title', has: roles },
} as const;

const rules = defaultPolicyInput.score.rules.map((rule) => {
  if (rule.id === 'fit_size') return { ...rule, label: fit.size.label, when: fit.size };
  if (rule.id === 'fit_industry') return { ...rule, label: fit.industry.label, when: fit.industry };
  if (rule.id === 'fit_function') return { ...rule, label: fit.role.label, when: fit.role };
  return rule;
});

const always = Object.fromEntries(weekdays.map((day) => [day, [['00:00', '24:00']]]));

/** The policy as text, as a workspace is given it. */
export function demoPolicy(timeZone: string): string {
  return JSON.stringify({
    ...defaultPolicyInput,
    name: 'Harbourlight',
    icp: {
      ...defaultPolicyInput.icp,
      sentence: 'Companies of 50 to 2,500 people that send engineers to their customers.',
      criteria: [fit.size, fit.industry],
    },
    score: { ...defaultPolicyInput.score, name: 'Harbourlight', version: 7, rules },
    calendars: Object.fromEntries(
      Object.keys(defaultPolicyInput.calendars).map((name) => [name, { timeZone, weekly: always, holidays: [] }]),
    ),
    nextStep: { ...defaultPolicyInput.nextStep, ourNames: ['Harbourlight'] },
    content,
    ownDomains: ['harbourlight.example'],
    staffDomains: ['harbourlight.example'],
    competitorDomains: ['routepilot.example', 'fieldmate.example'],
  });
}
