import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

// Reads the tokens themselves, so a colour cannot be changed without passing here.
const css = readFileSync('src/ui/tokens.css', 'utf8');
const hex = /--([\w-]+):\s*light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)/g;
const tokens: Record<'light' | 'dark', Record<string, string>> = { light: {}, dark: {} };
for (const m of css.matchAll(hex)) {
  tokens.light[m[1] as string] = m[2] as string;
  tokens.dark[m[1] as string] = m[3] as string;
}
type V = [number, number, number];
const rgb = (h: string) => [1, 3, 5].map((i) => Number.parseInt(h.slice(i, i + 2), 16) / 255) as V;
const lin = (c: V) => c.map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)) as V;
const lum = (h: string) => {
  const [r, g, b] = lin(rgb(h));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (a: string, b: string) => {
  const [x, y] = [lum(a), lum(b)].sort((p, q) => q - p) as [number, number];
  return (x + 0.05) / (y + 0.05);
};
// Machado, Oliveira and Fernandes 2009, full severity, on linear light
const eyes: Record<string, number[]> = {
  usual: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protan: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deutan: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritan: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
};
function oklab(c: V): V {
  const [r, g, b] = c;
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}
function seen(h: string, eye: string): V {
  const c = lin(rgb(h));
  const k = eyes[eye] as number[];
  return oklab(
    [0, 3, 6].map((i) =>
      Math.min(1, Math.max(0, (k[i] as number) * c[0] + (k[i + 1] as number) * c[1] + (k[i + 2] as number) * c[2])),
    ) as V,
  );
}
const dist = (a: V, b: V) => 100 * Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);

test('all colours are found', () => {
  expect(Object.keys(tokens.light)).toEqual(
    expect.arrayContaining(['paper', 'ink', 'accent', 'accent-on', 'care', 'care-on']),
  );
});

describe.each(['light', 'dark'] as const)('%s', (theme) => {
  const t = tokens[theme];
  const on = (a: string, b: string) => contrast(t[a] as string, t[b] as string);
  test('text is readable on every ground it stands on', () => {
    for (const ink of ['ink', 'ink-2', 'ink-3', 'accent', 'care'])
      for (const ground of ['paper', 'canvas', 'sunken'])
        expect([ink, ground, on(ink, ground) >= 4.5]).toEqual([ink, ground, true]);
    for (const c of ['accent', 'care']) expect(on(`${c}-on`, c)).toBeGreaterThanOrEqual(4.5);
  });
  test.each(Object.keys(eyes))('recommendation, care and ink can be told apart (%s)', (eye) => {
    expect(dist(seen(t.accent as string, eye), seen(t.care as string, eye))).toBeGreaterThanOrEqual(12);
  });
});
