import { defineConfig } from 'vite';

/** The server that `npm run dev` passes API calls on to. */
const server = process.env.VISAVIS_SERVER ?? 'http://127.0.0.1:8080';
const api = Object.fromEntries(
  ['/v1', '/whip', '/whep'].map((path) => [path, { target: server, changeOrigin: true }]),
);

/** The demo page. */
export default defineConfig({
  base: './',
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  server: { proxy: api },
});
