import { attemptsRoute } from './attempts.ts';
import { contextRoute } from './context.ts';
import { dispositionsRoute } from './dispositions.ts';
import { docsRoute } from './docs.ts';
import { feedbackRoute } from './feedback.ts';
import { healthRoute } from './health.ts';
import { ingestRoutes } from './ingest.ts';
import { linksRoute } from './links.ts';
import { liveRoute } from './live.ts';
import { metricsRoute } from './metrics.ts';
import { openapiRoute } from './openapi.ts';
import { readyRoute } from './ready.ts';
import type { Route } from './route.ts';
import { sessionRoute } from './session.ts';

/** Every route there is. */
export const routes: readonly Route[] = [
  contextRoute,
  sessionRoute,
  dispositionsRoute,
  attemptsRoute,
  feedbackRoute,
  linksRoute,
  liveRoute,
  ...ingestRoutes,
  healthRoute,
  readyRoute,
  metricsRoute,
  openapiRoute,
  docsRoute,
];
