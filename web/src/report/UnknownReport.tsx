// A document that no page knows is shown as it is: better than nothing, and nothing is lost.
import { CANNOT_TELL } from '../format';
import type { AnyDocument } from './pages';

export function UnknownReport({ d }: { d: AnyDocument }) {
  return (
    <article className="report" data-section="unknown">
      <header>
        <p className="eyebrow">
          <span>Document</span>
        </p>
        <h1>{d?.schema || CANNOT_TELL}</h1>
        <p className="statement">This report has no page for documents of this kind. What it holds:</p>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling box must be reachable by keyboard */}
      <pre className="raw" tabIndex={0}>
        {JSON.stringify(d, null, 2)}
      </pre>
    </article>
  );
}
