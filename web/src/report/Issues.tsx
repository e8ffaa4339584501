import type { Issue } from '../api/document';
import { counted, sentenceCase } from '../format';
import { More } from './parts';

const severities: Record<Issue['severity'], string> = {
  error: 'Error',
  warning: 'Warning',
  question: 'Question',
  info: 'Info',
};
const order = Object.keys(severities);
const FIRST = 8;
/** Paper shows the rest too, unless it would fill pages. */
const MOST_ON_PAPER = 60;

/** What was found in the data, worst first; the rest on demand. */
export function Issues({ issues }: { issues: Issue[] }) {
  const worst = [...issues].sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
  return (
    <>
      <List issues={worst.slice(0, FIRST)} />
      {worst.length > FIRST && (
        <More summary={counted(worst.length - FIRST, 'more finding')} paper={worst.length <= MOST_ON_PAPER}>
          <List issues={worst.slice(FIRST)} />
        </More>
      )}
    </>
  );
}
function List({ issues }: { issues: Issue[] }) {
  if (issues.length === 0) return null;
  return (
    <ul className="issues">
      {issues.map((issue) => (
        <li key={`${issue.code} ${issue.column}`}>
          <span className="state" data-state={issue.severity}>
            {severities[issue.severity]}
          </span>
          <div>
            <p>{issue.sentence}</p>
            {issue.fix && <p className="fix">{sentenceCase(issue.fix)}</p>}
          </div>
          <p className="quiet num">
            {issue.column && <code>{issue.column}</code>} {issue.rows > 0 && counted(issue.rows, 'row')}
          </p>
        </li>
      ))}
    </ul>
  );
}
