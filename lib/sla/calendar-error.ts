/** A calendar, instant or duration that cannot be worked with. Its message is one sentence that says what to write instead. */
export class CalendarError extends Error {
  override name = 'CalendarError';
}
