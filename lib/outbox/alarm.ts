/** The name of the alarm on which the background sends what is unsent. */
export const outboxAlarm = 'outbox';
