import { attemptsRoute } from './attempts.ts';
import { connectionsListRoute } from './connections-list.ts';
import { connectionsRemoveRoute } from './connections-remove.ts';
import { connectionsSetRoute } from './connections-set.ts';
import { connectionsStateRoute } from './connections-state.ts';
import { connectionsTestRoute } from './connections-test.ts';
import { contextRoute } from './context.ts';
import { crmWebhookRoutes } from './crm-webhooks.ts';
import { deliveriesDiscardRoute } from './deliveries-discard.ts';
import { deliveriesParkedRoute } from './deliveries-parked.ts';
import { deliveriesRetryRoute } from './deliveries-retry.ts';
import { dispositionsRoute } from './dispositions.ts';
import { docsRoute } from './docs.ts';
import { feedbackRoute } from './feedback.ts';
import { healthRoute } from './health.ts';
import { ingestRoutes } from './ingest.ts';
import { leadEraseRoute } from './lead-erase.ts';
import { leadExportRoute } from './lead-export.ts';
import { leadLiftRoute, leadRestrictRoute } from './lead-restrict.ts';
import { linksRoute } from './links.ts';
import { liveRoute } from './live.ts';
import { metricsRoute } from './metrics.ts';
import { openapiRoute } from './openapi.ts';
import { pairingCodesRoute } from './pairing-codes.ts';
import { policyRoute } from './policy.ts';
import { policyApplyRoute } from './policy-apply.ts';
import { policyCheckRoute } from './policy-check.ts';
import { policyDryRunRoute } from './policy-dry-run.ts';
import { policyVersionRoute } from './policy-version.ts';
import { policyVersionsRoute } from './policy-versions.ts';
import { readyRoute } from './ready.ts';
import type { Route } from './route.ts';
import { sessionRoute } from './session.ts';
import { sessionsEndRoute, sessionsRoute } from './sessions.ts';
import { signInOidcRoute, signInPairRoute, signInRefreshRoute, signOutRoute } from './sign-in.ts';
import { signInMethodsRoute } from './sign-in-methods.ts';
import { viewsRoute } from './views.ts';

/** Every route there is. */
export const routes: readonly Route[] = [
  contextRoute,
  sessionRoute,
  dispositionsRoute,
  attemptsRoute,
  feedbackRoute,
  linksRoute,
  viewsRoute,
  leadExportRoute,
  leadEraseRoute,
  leadRestrictRoute,
  leadLiftRoute,
  liveRoute,
  policyRoute,
  policyApplyRoute,
  policyCheckRoute,
  policyDryRunRoute,
  policyVersionsRoute,
  policyVersionRoute,
  connectionsListRoute,
  connectionsSetRoute,
  connectionsTestRoute,
  connectionsStateRoute,
  connectionsRemoveRoute,
  deliveriesParkedRoute,
  deliveriesDiscardRoute,
  deliveriesRetryRoute,
  signInMethodsRoute,
  signInOidcRoute,
  signInPairRoute,
  signInRefreshRoute,
  signOutRoute,
  pairingCodesRoute,
  sessionsRoute,
  sessionsEndRoute,
  ...ingestRoutes,
  ...crmWebhookRoutes,
  healthRoute,
  readyRoute,
  metricsRoute,
  openapiRoute,
  docsRoute,
];
