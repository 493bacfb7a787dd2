import path from 'node:path';
import { expect, test } from 'vitest';
import { readSettings } from './settings.ts';
import { StartupError } from './startup-error.ts';

test('an empty environment, and variables left empty, give the defaults', () => {
  const defaults = readSettings({});
  expect(defaults).toMatchObject({ host: '127.0.0.1', port: 8787, logLevel: 'info' });
  expect(defaults.database).toMatchObject({ url: undefined, dataFolder: path.resolve('.leadside/postgres') });
  expect(readSettings({ PORT: '', DATABASE_URL: ' ', LOG_LEVEL: undefined })).toEqual(defaults);
});

test.each([
  [{ PORT: 'http' }, 'PORT is "http" and must be a port from 0 to 65535 (0 takes a free one).'],
  [{ PORT: '65536' }, 'PORT is "65536" and must be a port'],
  [{ PORT: '80.5' }, 'PORT is "80.5" and must be a port'],
  [{ LEADSIDE_KEEP_EVENTS_DAYS: '1e3' }, 'LEADSIDE_KEEP_EVENTS_DAYS is "1e3" and must be days from 1 to 3650.'],
  [{ LEADSIDE_PROXIES: '0x2' }, 'LEADSIDE_PROXIES is "0x2" and must be how many proxies'],
  [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL is "loud" and must be trace, debug, info, warn, error, fatal or silent.'],
  [{ LEADSIDE_POOL_SIZE: '1' }, 'LEADSIDE_POOL_SIZE is "1" and must be a number of connections from 2 to 500.'],
  [{ LEADSIDE_STATEMENT_TIMEOUT_MS: '5s' }, 'LEADSIDE_STATEMENT_TIMEOUT_MS is "5s" and must be milliseconds'],
])('%o is refused by name', (environment, sentence) => {
  const refuse = () => readSettings(environment);
  expect(refuse).toThrow(sentence);
  expect(refuse).toThrow(expect.objectContaining({ exitCode: 2 }));
  expect(refuse).toThrow(StartupError);
});

test('with fewer leads an hour than the warning begins at, it is written at the last of them', () => {
  expect(readSettings({ LEADSIDE_LEADS_PER_HOUR: '200' }).leadsAnHour).toEqual({ warn: 200, most: 200 });
  expect(readSettings({}).leadsAnHour).toEqual({ warn: 300, most: 1000 });
});

test('several bad ones are all named', () => {
  expect(() => readSettings({ PORT: 'x', LOG_LEVEL: 'y' })).toThrow(/PORT is "x".*; LOG_LEVEL is "y"/);
});

test('a bad database address is not repeated, since it holds a password', () => {
  expect(() => readSettings({ DATABASE_URL: 'mysql://root:secret@db/x' })).toThrow(
    /^DATABASE_URL must be an address that begins with postgres:\/\/\.$/,
  );
});
