// The report file: the document stands in the page, and no network is needed or allowed.
import { createRoot } from 'react-dom/client';
import '../ui/fonts.css';
import '../ui/tokens.css';
import '../ui/base.css';
import './report.css';
import './sections.css';
import './profile/profile.css';
import './evaluation/evaluation.css';
import './drift/drift.css';
import './labels/labels.css';
import './data.css';
import './narrow.css';
import './print.css';
import { ThemeButton } from '../ui/Theme';
import { type AnyDocument, pageOf } from './pages';

// "90 %" must not break over two lines
const json = (document.getElementById('assay-data')?.textContent ?? 'null').replaceAll(' %', '\u00a0%');
const d = (JSON.parse(json) ?? {}) as AnyDocument;
const { name, title, Report } = pageOf(d);
document.title = title(d);

// paper shows what is on demand on a screen, but for the long tables of numbers
const closed = new Set<HTMLDetailsElement>();
addEventListener('beforeprint', () => {
  for (const details of document.querySelectorAll<HTMLDetailsElement>('details:not(.noprint):not([open])')) {
    details.open = true;
    closed.add(details);
  }
});
addEventListener('afterprint', () => {
  for (const details of closed) details.open = false;
  closed.clear();
});

createRoot(document.getElementById('root') as HTMLElement).render(
  <>
    <header className="bar noprint">
      <b>assay</b>
      <span className="quiet">{name}</span>
      <span className="fill" />
      <ThemeButton />
      <button type="button" className="btn" onClick={() => print()}>
        Print
      </button>
    </header>
    <main>
      <Report d={d} />
    </main>
  </>,
);
