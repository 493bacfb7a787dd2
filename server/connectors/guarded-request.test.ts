import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isIP } from 'node:net';
import { afterAll, beforeEach, expect, test, vi } from 'vitest';

/** What the name resolves to, question after question; the last answer stays. */
let answers: { address: string; family: number }[][] = [];
vi.mock('node:dns', () => ({
  lookup: (_name: string, _options: unknown, tell: (error: null, found: unknown) => void) =>
    tell(null, answers.length > 1 ? answers.shift() : answers[0]),
}));
const { guardedPost, mayReach } = await import('./guarded-request.ts');

let called = 0;
const server = createServer((_request, response) => {
  called += 1;
  response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data/' }).end();
});
await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
afterAll(() => server.close());
const { port } = server.address() as AddressInfo;
beforeEach(() => {
  called = 0;
  answers = [];
});

const post = (url: string) =>
  guardedPost(new URL(url), { headers: {}, body: '{}', signal: AbortSignal.timeout(5000), mostBytes: 1024 });
const blocked = { code: 'BLOCKED_ADDRESS' };

const closed = [
  '169.254.169.254',
  '169.254.170.2',
  '169.254.0.1',
  '169.254.255.255',
  '0.0.0.0',
  '0.1.2.3',
  '224.0.0.1',
  '239.255.255.250',
  '240.0.0.1',
  '255.255.255.255',
  '100.100.100.200',
  '192.0.0.192',
];
/** One IPv4 address as people hide it: in other numbers, and inside IPv6 addresses that only wrap it. */
function spellings(address: string): string[] {
  const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number);
  const hex = (value: number, digits = 2) => value.toString(16).padStart(digits, '0');
  const [high, low] = [hex(a) + hex(b), hex(c) + hex(d)];
  const whole = ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
  const hosts = [
    address,
    String(whole),
    `0x${whole.toString(16)}`,
    `0${whole.toString(8)}`,
    [a, b, c, d].map((part) => `0x${part.toString(16)}`).join('.'),
    [a, b, c, d].map((part) => `0${part.toString(8)}`).join('.'),
    `${a}.${b}.${(c << 8) | d}`,
    `${a}.${(b << 16) | (c << 8) | d}`,
    `[::ffff:${address}]`,
    `[::ffff:${high}:${low}]`,
    `[0:0:0:0:0:ffff:${high}:${low}]`,
    `[64:ff9b::${address}]`,
    `[64:ff9b::${high}:${low}]`,
    `[2002:${high}:${low}::1]`,
    address.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit))).replaceAll('.', '。'),
    `${address}.`,
    `${encodeURIComponent(address).replaceAll('.', '%2e')}`,
  ];
  return hosts.map((host) => `http://${host}/`);
}
const inSix = ['[::]', '[fe80::1]', '[febf::1]', '[ff02::1]', '[fd00:ec2::254]', '[FE80::A]', '[ff05::2]'].map(
  (host) => `http://${host}/`,
);
const addresses = [...closed.flatMap(spellings), ...inSix];

test('200 spellings of closed addresses are never reached', async () => {
  expect(new Set(addresses).size).toBeGreaterThanOrEqual(200);
  for (const url of addresses) {
    const host = new URL(url).hostname.replace(/^\[|\]$/g, '');
    // A name that is no address in numbers would be asked for: it leads to the closed address then.
    if (isIP(host) === 0) answers = [[{ address: '169.254.169.254', family: 4 }]];
    await expect(post(url), url).rejects.toMatchObject(blocked);
  }
});

test('a name that points elsewhere the second time is judged by where it points', async () => {
  const here = [{ address: '127.0.0.1', family: 4 }];
  answers = [here, [{ address: '169.254.169.254', family: 4 }]];
  expect(await post(`http://crm.example:${port}/`)).toMatchObject({ status: 302 });
  await expect(post(`http://crm.example:${port}/`)).rejects.toMatchObject(blocked);
  expect(called).toBe(1);
});

test('a name with one closed address among open ones is not asked', async () => {
  answers = [
    [
      { address: '127.0.0.1', family: 4 },
      { address: '::ffff:169.254.169.254', family: 6 },
    ],
  ];
  await expect(post(`http://crm.example:${port}/`)).rejects.toMatchObject(blocked);
  expect(called).toBe(0);
});

test('a redirect is an answer, not a way', async () => {
  answers = [[{ address: '127.0.0.1', family: 4 }]];
  expect(await post(`http://crm.example:${port}/`)).toMatchObject({ status: 302 });
  expect(called).toBe(1);
});

test('what is open stays open', () => {
  for (const address of ['10.0.0.1', '192.168.1.1', '93.184.215.14', '127.0.0.1', '::1', '2606:4700::1111'])
    expect(mayReach(address), address).toBe(true);
});
