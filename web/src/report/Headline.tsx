import type { ReactNode } from 'react';
import { type Fact, Facts } from './parts';
import { Title } from './Title';

/** The head of a page that answers in one sentence: what it is about, the answer, a few numbers. */
export function Headline(p: {
  kind: string;
  about?: string[];
  title: string;
  sentence: string;
  facts: Fact[];
  children?: ReactNode;
}) {
  return (
    <>
      <Title about={[p.kind, ...(p.about ?? [])]} title={p.title} />
      <section className="verdict answer" data-section="headline" aria-labelledby="headline-title">
        <div className="say">
          <h2 id="headline-title">{p.sentence}</h2>
          {p.children}
        </div>
        <Facts facts={p.facts} />
      </section>
    </>
  );
}
