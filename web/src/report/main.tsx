// The report file: the document stands in the page, and no network is needed or allowed.
import { createRoot } from 'react-dom/client';
import '../ui/fonts.css';
import '../ui/tokens.css';
import '../ui/base.css';
import './report.css';
import './print.css';
import type { Document } from '../api/document';
import { ThemeButton } from '../ui/Theme';
import { StudyReport } from './StudyReport';

const d = JSON.parse(document.getElementById('assay-data')?.textContent ?? 'null') as Document;
document.title = d.title;

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
      <span className="quiet">Study report</span>
      <span className="fill" />
      <ThemeButton />
      <button type="button" className="btn" onClick={() => print()}>
        Print
      </button>
    </header>
    <main>
      <StudyReport d={d} />
    </main>
  </>,
);
