import { createHash } from 'node:crypto';
import react from '@vitejs/plugin-react';
import { viteSingleFile } from 'vite-plugin-singlefile';
import { defineConfig, type Plugin } from 'vitest/config';

// The file forbids itself the network: its policy allows its own script by hash and nothing else.
const policy = (): Plugin => ({
  name: 'assay-policy',
  enforce: 'post',
  generateBundle: {
    order: 'post',
    handler(_options, bundle) {
      const html = bundle['report.html'];
      if (html?.type !== 'asset') throw new Error('no report.html in the bundle');
      const text = String(html.source);
      const script = /<script type="module"[^>]*>([\s\S]*?)<\/script>/.exec(text)?.[1];
      if (!script) throw new Error('no inline script in report.html');
      const hash = createHash('sha256').update(script).digest('base64');
      const csp = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'sha256-${hash}'; style-src 'unsafe-inline'; font-src data:; img-src data:; base-uri 'none'; form-action 'none'">`;
      html.source = text.replace('<!--assay:csp-->', () => csp);
    },
  },
});

export default defineConfig({
  plugins: [react(), viteSingleFile(), policy()],
  build: {
    outDir: 'dist/report',
    emptyOutDir: true,
    target: 'baseline-widely-available',
    cssTarget: ['chrome123', 'safari17.5', 'firefox128'],
    modulePreload: { polyfill: false },
    assetsInlineLimit: 1e8,
    rollupOptions: { input: 'report.html' },
  },
  // a page of hundreds of columns takes seconds on a busy machine; the limit is for what hangs
  test: { environment: 'happy-dom', include: ['src/test/**/*.test.{ts,tsx}'], testTimeout: 60_000 },
});
