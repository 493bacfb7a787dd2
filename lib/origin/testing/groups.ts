import { answers, clicks } from '../classify.cases.ts';
import { clickGroups } from './clicks.cases.ts';
import { eighteenthGroups } from './eighteenth.cases.ts';
import { eighthGroups } from './eighth.cases.ts';
import { eleventhGroups } from './eleventh.cases.ts';
import { englishGroups } from './english.cases.ts';
import { fifteenthGroups } from './fifteenth.cases.ts';
import { fifthGroups } from './fifth.cases.ts';
import { fourteenthGroups } from './fourteenth.cases.ts';
import { fourthGroups } from './fourth.cases.ts';
import type { Group } from './group.ts';
import { languageGroups } from './languages.cases.ts';
import { nineteenthGroups } from './nineteenth.cases.ts';
import { ninthGroups } from './ninth.cases.ts';
import { seventeenthGroups } from './seventeenth.cases.ts';
import { seventhGroups } from './seventh.cases.ts';
import { sixteenthGroups } from './sixteenth.cases.ts';
import { sixthGroups } from './sixth.cases.ts';
import { tenthGroups } from './tenth.cases.ts';
import { thirdGroups } from './third.cases.ts';
import { thirteenthGroups } from './thirteenth.cases.ts';
import { trickyGroups } from './tricky.cases.ts';
import { twelfthGroups } from './twelfth.cases.ts';
import { twentiethGroups } from './twentieth.cases.ts';

/** Every case there is, as groups. */
export const groups: readonly Group[] = [
  { name: 'basic clicks', tricky: false, rows: clicks },
  { name: 'basic answers', tricky: false, rows: answers },
  ...clickGroups,
  ...englishGroups,
  ...languageGroups,
  ...trickyGroups,
  ...thirdGroups,
  ...fourthGroups,
  ...fifthGroups,
  ...sixthGroups,
  ...seventhGroups,
  ...eighthGroups,
  ...ninthGroups,
  ...tenthGroups,
  ...eleventhGroups,
  ...twelfthGroups,
  ...thirteenthGroups,
  ...fourteenthGroups,
  ...fifteenthGroups,
  ...sixteenthGroups,
  ...seventeenthGroups,
  ...eighteenthGroups,
  ...nineteenthGroups,
  ...twentiethGroups,
];
export const languages = languageGroups
  .filter(({ name }) => name.endsWith(': plain'))
  .map(({ name }) => name.replace(': plain', ''));
