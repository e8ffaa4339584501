// What the engine does to hand out a report: two replacements in the template, nothing else.
// node scripts/fill-report.mjs DOCUMENT.json OUT.html [TEMPLATE]
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const entities = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text) => String(text ?? '').replace(/[&<>"]/g, (c) => entities[c]);

/** Inside a script element only "<" can end the block; U+2028 and U+2029 break older readers. */
export const inlined = (document) =>
  JSON.stringify(document)
    .replace(/</g, '\\u003c')
    .replace(/\u2028/g, '\\u2028')
    .replace(/\u2029/g, '\\u2029');

/** What mail previews, searches and browsers without script see. */
export function summary(document) {
  const said = typeof document.verdict === 'object' ? document.verdict : document;
  const lines = [said.sentence, ...(said.because ?? said.reasons ?? said.sentences ?? [])].filter(Boolean);
  const title =
    [document.title, document.claim, document.source, document.current, document.contract].find(Boolean) ??
    document.after?.named;
  const head = [title && `<h1>${escaped(title)}</h1>`, said.headline && `<p><b>${escaped(said.headline)}</b></p>`];
  const paragraphs = lines.map((line) => `<p>${escaped(line)}</p>`);
  return `<main>${[...head, ...paragraphs].filter(Boolean).join('')}</main>`;
}

export function fill(template, document) {
  let html = template;
  // the data last: what it holds is never searched for marks
  for (const [mark, value] of [
    ['<!--assay:summary-->', summary(document)],
    ['<!--assay:data-->', inlined(document)],
  ]) {
    const parts = html.split(mark);
    if (parts.length !== 2) throw new Error(`the template must hold ${mark} once`);
    html = parts.join(value);
  }
  return html;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , document, out, template = 'dist/report/report.html'] = process.argv;
  writeFileSync(out, fill(readFileSync(template, 'utf8'), JSON.parse(readFileSync(document, 'utf8'))));
}
