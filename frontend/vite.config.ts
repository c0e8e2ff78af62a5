import { fileURLToPath } from 'node:url';
import vue from '@vitejs/plugin-vue';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { serviceWorker } from './scripts/service-worker.mjs';

const server = { target: `http://localhost:${process.env.PORT ?? '8000'}`, changeOrigin: true };

/**
 * primeicons.css names its font in five formats, of which every browser that runs this page reads
 * the first, woff2. The others would only make the executable 600 KB larger.
 */
function primeiconsWoff2Only(): Plugin {
  return {
    name: 'primeicons-woff2-only',
    enforce: 'pre',
    transform(code, id) {
      if (!id.includes('primeicons.css')) return null;
      const fontFace = `@font-face {
        font-family: 'primeicons';
        font-display: block;
        src: url('./fonts/primeicons.woff2') format('woff2');
      }`;
      return { code: code.replace(/@font-face\s*\{[^}]*\}/, fontFace), map: null };
    },
  };
}

export default defineConfig({
  plugins: [primeiconsWoff2Only(), vue(), serviceWorker()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  server: {
    proxy: {
      '/api': server,
      '/health': server,
      '/openapi.json': server,
      '/docs': server,
    },
  },
  build: {
    target: 'es2022',
    // The server's Content-Security-Policy lets fonts and pictures come as data: but a file of its
    // own is cached on its own, so nothing is inlined.
    assetsInlineLimit: 0,
    // In KB. The drawing program is 520 KB; only pages with charts load it, after their figures.
    chunkSizeWarningLimit: 600,
    rollupOptions: {
      output: {
        // The framework changes less often than the page: a new version keeps it cached. PrimeVue is
        // left to the bundler, so that signing in does not wait for the date picker.
        manualChunks: (id: string) =>
          /\/node_modules\/(@?vue[a-z-]*|pinia|@intlify)\//.test(id) ? 'vendor' : undefined,
      },
    },
  },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.spec.ts', 'scripts/**/*.spec.mjs'],
    setupFiles: ['src/shared/testing/setup.ts'],
    maxWorkers: 2,
    restoreMocks: true,
    unstubGlobals: true,
  },
});
