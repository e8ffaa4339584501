// The reports that were made with this one and lie beside it.
import type { LinkedReport } from '../api/shared';
import { sentenceCase } from '../format';
import { Section } from './parts';

export function Linked({ reports }: { reports: LinkedReport[] }) {
  if (reports.length === 0) return null;
  return (
    <Section id="linked" name="Reports made with this one">
      <ul className="linked">
        {reports.map((report) => (
          <li key={report.file}>
            {/* a name in the same folder, whatever the document says */}
            <a href={`./${encodeURIComponent(report.file)}`}>{report.title}</a>
            <p>{sentenceCase(report.sentence)}</p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
