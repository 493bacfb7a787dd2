import { paths } from '../../lib/contract/routes.ts';
import { pairingCode, wantedCode } from '../../lib/contract/sign-in.ts';
import { createPairingCode } from '../auth/pairing.ts';
import { changeRoute } from './admin.ts';

export const pairingCodesRoute = changeRoute('pairingCodes', {
  path: paths.pairingCodes,
  summary: 'Make a pairing code for one person',
  says: 'It is told once, and is good once and for 15 minutes. The role, name and address given are those of who uses it.',
  body: wantedCode,
  answer: pairingCode,
  handle: ({ services, now }, who, body) => createPairingCode(services.pool, who.workspaceId, body, who.name, now),
});
