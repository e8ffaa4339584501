// The report file: the document stands in the page, and no network is needed or allowed.
import { createRoot } from 'react-dom/client';
import '../ui/fonts.css';
import '../ui/tokens.css';
import '../ui/base.css';
import './report.css';
import './sections.css';
import './narrow.css';
import './print.css';
import type { Document } from '../api/document';
import type { Profile } from '../api/profile';
import { ThemeButton } from '../ui/Theme';
import { ProfileReport } from './ProfileReport';
import { StudyReport } from './StudyReport';

// "90 %" must not break over two lines
const json = (document.getElementById('assay-data')?.textContent ?? 'null').replaceAll(' %', '\u00a0%');
const d = JSON.parse(json) as Document | Profile;
const study = 'verdict' in d;
document.title = study ? d.title : d.source;

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
      <span className="quiet">{study ? 'Study report' : 'Profile of a table'}</span>
      <span className="fill" />
      <ThemeButton />
      <button type="button" className="btn" onClick={() => print()}>
        Print
      </button>
    </header>
    <main>{study ? <StudyReport d={d} /> : <ProfileReport d={d} />}</main>
  </>,
);
