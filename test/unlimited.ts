/** Settings for a server that is asked by one person from one address what in life a whole company asks. */
export const unlimited = {
  LEADSIDE_PERSON_PER_SECOND: '1000000',
  LEADSIDE_WRITE_KEY_PER_SECOND: '1000000',
  LEADSIDE_ADDRESS_PER_SECOND: '1000000',
  LEADSIDE_LEADS_PER_HOUR: '1000000',
  LEADSIDE_LEADS_PER_HOUR_WARNING: '1000000',
};
