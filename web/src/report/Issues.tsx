import type { Issue } from '../api/shared';
import { counted, sentenceCase } from '../format';
import { More, type Tag, Tags } from './parts';

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

/** A finding with what some kinds of documents tell beside it. */
export interface Listed extends Issue {
  /** What stands in the place of the severity's word. */
  word?: string;
  /** Which of the issues it is, or which clause. */
  kicker?: string;
  tags?: Tag[];
  /** A statement that shows the rows. */
  sql?: string;
  /** The first rows by their key. */
  ids?: string[];
}

/** What was found in the data, worst first; the rest on demand. */
export function Issues({ issues }: { issues: Listed[] }) {
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
function List({ issues }: { issues: Listed[] }) {
  if (issues.length === 0) return null;
  return (
    <ul className="issues">
      {issues.map((issue, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: one column may have a finding twice, and the list never moves
        <li key={`${issue.code} ${issue.column} ${i}`}>
          <span className="state" data-state={issue.severity}>
            {issue.word ?? severities[issue.severity]}
          </span>
          <div>
            {issue.kicker && <p className="kicker">{issue.kicker}</p>}
            <p>{issue.sentence}</p>
            {issue.tags && issue.tags.length > 0 && <Tags tags={issue.tags} />}
            {issue.sql && (
              <p className="fix">
                <code>{issue.sql}</code>
              </p>
            )}
            {issue.fix && <Fix text={issue.fix} />}
            {issue.ids && issue.ids.length > 0 && (
              <p className="ids">
                <span className="quiet">{issue.ids.length < issue.rows ? 'First rows' : 'Rows'}</span>{' '}
                {issue.ids.map((id) => (
                  <span key={id}>{id}</span>
                ))}
              </p>
            )}
          </div>
          <p className="quiet num">
            {issue.column && <code>{issue.column}</code>} {issue.rows > 0 && counted(issue.rows, 'row')}
          </p>
        </li>
      ))}
    </ul>
  );
}

/** What to do; a statement that can be run stands apart from the words around it. */
const statement = /(\bSELECT\b.*?)(?= shows |, for |, and |; |\.?$)/;
function Fix({ text }: { text: string }) {
  return (
    <p className="fix">
      {sentenceCase(text)
        .split(statement)
        .map((part, i) => (i % 2 === 1 ? <code key={part}>{part}</code> : part))}
    </p>
  );
}
