/**
 * Every table of the context API: who is who, what was told of them, what was answered and worked out. `workspace_id` leads
 * every key and every reference, so that a row of one workspace can never point at a row of another. The epoch alone is of the whole
 * database.
 */
export * from './schema/answers.ts';
export * from './schema/delivery.ts';
export * from './schema/facts.ts';
export * from './schema/identity.ts';
export * from './schema/privacy.ts';
export * from './schema/sign-in.ts';
