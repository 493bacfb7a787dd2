import { expect, test } from 'vitest';
import { addressOf } from './address.ts';

test.each([
  ['a caller’s own word is not believed', '198.51.100.7', '203.0.113.1', 0, '198.51.100.7'],
  ['the proxy says who called it', '10.0.0.1', '203.0.113.1', 1, '203.0.113.1'],
  ['what stands before our proxies is the caller’s own word', '10.0.0.1', '1.1.1.1, 203.0.113.1, 10.0.0.2', 2, '203.0.113.1'],
  ['fewer names than proxies', '10.0.0.1', '203.0.113.1', 2, '10.0.0.1'],
  ['a name that is no address', '10.0.0.1', 'unknown', 1, '10.0.0.1'],
  ['an IPv4 address on a socket of both kinds', '::ffff:198.51.100.7', null, 0, '198.51.100.7'],
  ['of IPv6 the first half', '2001:db8:1:2:3:4:5:6', null, 0, '2001:db8:1:2::/64'],
  ['of IPv6 the first half, written short', '2001:DB8::9', null, 0, '2001:db8:0:0::/64'],
  ['no socket', undefined, null, 0, ''],
])('%s', (_name, remote, forwarded, proxies, expected) => {
  expect(addressOf(remote, forwarded, proxies)).toBe(expected);
});
