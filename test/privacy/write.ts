/** `npm run privacy`: writes `PRIVACY.md`. */
import { writeFileSync } from 'node:fs';
import { outgoing } from '../../lib/client/outgoing.ts';
import { permissions } from './manifest.ts';
import { privacyPage } from './page.ts';

writeFileSync('PRIVACY.md', privacyPage(permissions()));
process.stdout.write(`PRIVACY.md: ${outgoing.length} requests\n`);
