/**
 * Names that automatic visitors give themselves: crawlers, fetchers of link previews, scanners of mail links, headless
 * browsers, command line tools. "cubot" is a phone maker.
 */
const automatic =
  /(?<!cu)bot(\b|_)|crawl|spider|slurp|headless|phantomjs|lighthouse|pagespeed|prerender|preview|facebookexternalhit|mediapartners|adsbot|feedfetcher|archiver|scanner|safelinks|proofpoint|mimecast|barracuda|pingdom|uptime|monitor|curl\/|wget\/|python-|aiohttp|httpx?\/|go-http-client|java\/|okhttp|axios\/|node-fetch|undici|libwww|scrapy|chatgpt-user|claude-user|perplexity-user|mistralai-user|google-agent|gemini-deep-research|kimi-user|amzn-user|gptbot|ccbot/i;

/** Whether a user agent names a machine. An agent a machine borrowed from a browser cannot be told apart. */
export function isAutomatic(userAgent: string | null): boolean {
  return userAgent !== null && automatic.test(userAgent.slice(0, 1000));
}
