// Holds finished reports against what every one of them must do, in a real browser:
// node scripts/check-report.mjs [--shots FOLDER] FILE.html…
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { sectionsOf } from './sections.mjs';

const args = process.argv.slice(2);
const at = args.indexOf('--shots');
const shots = at >= 0 ? args.splice(at, 2)[1] : undefined;
if (args.length === 0) throw new Error('name at least one report');
if (shots) mkdirSync(shots, { recursive: true });
const axe = readFileSync(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const views = [
  { name: 'light', viewport: { width: 1440, height: 900 }, colorScheme: 'light' },
  { name: 'dark', viewport: { width: 1440, height: 900 }, colorScheme: 'dark' },
  { name: 'phone', viewport: { width: 390, height: 844 }, colorScheme: 'light' },
];
const MOST_BYTES = 1.5e6;

/** What the page itself can tell: sections, sideways scrolling, texts that are no texts. */
function look(sections) {
  const wrong = [];
  for (const id of sections) {
    const box = document.querySelector(`[data-section="${id}"]`)?.getBoundingClientRect();
    if (!box || box.height < 20) wrong.push(`section ${id} is not drawn`);
  }
  const sideways = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (sideways > 0) wrong.push(`scrolls sideways by ${sideways} px`);
  const bad = /\b(NaN|undefined|Infinity)\b|\[object/.exec(document.querySelector('main')?.innerText ?? '');
  if (bad) wrong.push(`the text holds "${bad[0]}"`);
  for (const svg of document.querySelectorAll('svg[role=img]')) {
    if (!/\d|cannot tell/.test(svg.getAttribute('aria-label') ?? '')) {
      wrong.push(`a picture tells no number: "${svg.getAttribute('aria-label')}"`);
    }
    if (/NaN|undefined|Infinity/.test(svg.outerHTML)) wrong.push('a picture is drawn with NaN');
  }
  for (const table of document.querySelectorAll('table.rows')) {
    const boxes = [...table.querySelectorAll('.pic svg')].map((svg) => svg.getBoundingClientRect());
    const odd = boxes.some((box) => Math.abs(box.left - boxes[0].left) + Math.abs(box.right - boxes[0].right) > 2);
    if (odd) wrong.push(`"${table.caption?.textContent}" has rows on different scales`);
  }
  return [...wrong, ...crowded()];

  /** Labels of one picture that lie on one another. */
  function crowded() {
    const found = [];
    for (const svg of document.querySelectorAll('svg.chart')) {
      const boxes = [...svg.querySelectorAll('text')].map((text) => ({ text, box: text.getBoundingClientRect() }));
      for (const [i, a] of boxes.entries()) {
        for (const b of boxes.slice(i + 1)) {
          const wide = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
          const high = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
          if (wide > 2 && high > 4) found.push(`labels collide: "${a.text.textContent}" and "${b.text.textContent}"`);
        }
      }
    }
    return found;
  }
}

async function checkView(browser, url, view, document, name) {
  const context = await browser.newContext({
    viewport: view.viewport,
    colorScheme: view.colorScheme,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const wrong = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) wrong.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => wrong.push(`page error: ${error.message}`));
  page.on('request', (request) => {
    if (!/^(file|data|blob):/.test(request.url())) wrong.push(`outside request: ${request.url()}`);
  });
  await page.goto(url);
  await page.waitForSelector('article.report');
  await page.evaluate(() => document.fonts.ready);
  if (shots) await page.screenshot({ path: join(shots, `${name}-${view.name}.png`), fullPage: true });
  const sections = sectionsOf(document);
  wrong.push(...(await page.evaluate(look, sections)));
  // what is on demand is held to the same
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
    for (const button of [...document.querySelectorAll('[aria-expanded=false]')].slice(0, 12)) button.click();
  });
  if (shots) await page.screenshot({ path: join(shots, `${name}-${view.name}-open.png`), fullPage: true });
  wrong.push(...(await page.evaluate(look, sections)));
  const violations = await page.evaluate(
    `${axe};axe.run(document, { runOnly: ${JSON.stringify(rules)} }).then((result) => result.violations.map((each) => each.id + ': ' + each.nodes.slice(0, 3).map((node) => node.target.join(' ')).join(' | ')))`,
  );
  wrong.push(...violations.map((each) => `axe: ${each}`));
  await context.close();
  return [...new Set(wrong)];
}

async function checkPaper(browser, url, document, name) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, colorScheme: 'dark' });
  const page = await context.newPage();
  await page.goto(url);
  await page.waitForSelector('article.report');
  await page.evaluate(() => document.fonts.ready);
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  if (shots) writeFileSync(join(shots, `${name}.pdf`), pdf);
  const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  await context.close();
  const fewest = document.verdict?.headline ? 2 : 1;
  const most = 14 + Math.ceil((document.columns?.length ?? 0) / 20);
  return { pages, wrong: pages >= fewest && pages <= most ? [] : [`prints on ${pages} pages`] };
}

/** Tab reaches everything that can be used, and nothing else holds it. */
async function checkKeys(browser, url) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto(url);
  await page.waitForSelector('article.report');
  const wanted = await page.evaluate(() => {
    const usable = [...document.querySelectorAll('button, input, select, summary')].filter((each) =>
      each.checkVisibility(),
    );
    for (const each of usable) each.dataset.usable = 'true';
    return usable.length;
  });
  for (let i = 0; i < 2 * wanted + 40; i++) {
    await page.keyboard.press('Tab');
    await page.evaluate(() => delete document.activeElement?.dataset.usable);
  }
  const missed = await page.evaluate(() => document.querySelectorAll('[data-usable]').length);
  await context.close();
  return missed === 0 ? [] : [`Tab does not reach ${missed} of ${wanted} controls`];
}

/** The file refuses the network even when asked. */
async function checkSealed(browser, url) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(url);
  const refused = await page.evaluate(
    () =>
      new Promise((done) => {
        addEventListener('securitypolicyviolation', (event) => done(event.effectiveDirective === 'connect-src'));
        fetch('https://example.invalid/').catch(() => setTimeout(() => done(false), 500));
      }),
  );
  await context.close();
  return refused ? [] : ['does not refuse the network'];
}

/** The verdict can be read without any script. */
async function checkPlain(browser, url, document) {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(url);
  const text = await page.locator('#root').innerText();
  await context.close();
  const { verdict, headline, sentence, sentences, source } = document;
  const said = [verdict?.headline, headline, sentence, sentences?.[0], source].find(Boolean);
  return said && text.includes(said.replace(/\s+/g, ' ')) ? [] : ['says nothing without script'];
}

const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
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
});
let failed = 0;
for (const file of args) {
  const html = readFileSync(file, 'utf8');
  const json = /<script type="application\/json" id="assay-data">([\s\S]*?)<\/script>/.exec(html)?.[1];
  const document = JSON.parse(json ?? 'null');
  const url = pathToFileURL(resolve(file)).href;
  const name = basename(file, '.html');
  const wrong = [];
  if (Buffer.byteLength(html) > MOST_BYTES) wrong.push(`is ${Buffer.byteLength(html)} bytes`);
  for (const view of views) {
    const found = await checkView(browser, url, view, document, name);
    wrong.push(...found.map((each) => `${view.name}: ${each}`));
  }
  const paper = await checkPaper(browser, url, document, name);
  wrong.push(...paper.wrong, ...(await checkPlain(browser, url, document)));
  wrong.push(...(await checkKeys(browser, url)), ...(await checkSealed(browser, url)));
  console.log(wrong.length === 0 ? `ok   ${name}, ${paper.pages} pages` : `BAD  ${name}\n  ${wrong.join('\n  ')}`);
  if (wrong.length > 0) failed++;
}
await browser.close();
process.exit(failed > 0 ? 1 : 0);
