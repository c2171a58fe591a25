import { defineConfig } from 'vite';

/** The client library as one ES module, served by the demo's server under /lib/visavis.js. */
export default defineConfig({
  publicDir: false,
  build: {
    outDir: 'dist/lib',
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: true,
    lib: { entry: 'src/lib/index.ts', formats: ['es'], fileName: () => 'visavis.js' },
  },
});
