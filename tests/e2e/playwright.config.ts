import { defineConfig } from '@playwright/test';

/*
 * The page in Debian's Chromium, in front of the real executable.
 *   ROA2WEB_EXECUTABLE  path of the executable; it is started on a free port with data of its own
 *   CHROMIUM            path of the browser, /usr/bin/chromium if unset
 */
export default defineConfig({
  testDir: './specs',
  globalSetup: './support/startServer.ts',
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: !!process.env.CI,
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    viewport: { width: 1440, height: 900 },
    locale: 'ro-RO',
    timezoneId: 'Europe/Bucharest',
    contextOptions: { reducedMotion: 'reduce' },
    screenshot: 'only-on-failure',
    trace: 'off',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
