import { defineConfig } from 'vite';
import { viteSingleFile } from 'vite-plugin-singlefile';

// One file, dist/index.html, with script and style inside: the server sends it as it is, a report carries its documents in it.
export default defineConfig({
  base: './',
  plugins: [viteSingleFile()],
  // npm run dev asks a running coterie serve for its documents.
  server: { proxy: { '/api': 'http://127.0.0.1:6060' } },
  build: { target: 'es2022', chunkSizeWarningLimit: 2000 },
});
