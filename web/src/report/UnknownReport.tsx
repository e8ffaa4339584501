// A document that no page knows is shown as it is: better than nothing, and nothing is lost.
import { CANNOT_TELL } from '../format';
import type { AnyDocument } from './pages';
import { Title } from './Title';

export function UnknownReport({ d }: { d: AnyDocument }) {
  return (
    <article className="report" data-section="unknown">
      <Title about={['Document']} title={d?.schema || CANNOT_TELL}>
        <p className="statement">This report has no page for documents of this kind. What it holds:</p>
      </Title>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling box must be reachable by keyboard */}
      <pre className="raw" tabIndex={0}>
        {JSON.stringify(d, null, 2)}
      </pre>
    </article>
  );
}
