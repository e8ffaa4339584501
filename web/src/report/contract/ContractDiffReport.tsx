// The report of two versions of a contract: what the new one breaks, for whom, and what it does not.
import type { ContractChange, ContractDiff } from '../../api/contract-diff';
import { count } from '../../format';
import { Headline } from '../Headline';
import { Issues, type Listed } from '../Issues';
import { type Fact, NumberTable, Section, type Tag } from '../parts';

const named = (d: ContractDiff) => d.contract || 'Contract';
export function titleOf(d: ContractDiff) {
  const versions = [...new Set([d.old_version, d.new_version])].filter(Boolean);
  return versions.length > 0 ? `${named(d)}, ${versions.join(' to ')}` : named(d);
}

export function ContractDiffReport({ d }: { d: ContractDiff }) {
  const breaking = d.changes.filter((change) => change.breaking);
  const harmless = d.changes.filter((change) => !change.breaking);
  return (
    <article className="report">
      <Headline kind="Contract diff" title={titleOf(d)} sentence={d.sentence} facts={facts(d)} />
      {breaking.length > 0 && (
        <Section id="breaking" name="What readers can no longer rely on">
          <Issues issues={breaking.map(listed)} />
        </Section>
      )}
      <Products changes={breaking} />
      {harmless.length > 0 && (
        <Section id="harmless" name="What is harmless to readers">
          <Issues issues={harmless.map(listed)} />
        </Section>
      )}
    </article>
  );
}

function listed(change: ContractChange): Listed {
  const tags: Tag[] = [
    ['Was', change.before],
    ['Becomes', change.after],
  ];
  return {
    code: change.clause,
    severity: change.breaking ? 'error' : 'info',
    word: change.breaking ? 'Breaking' : 'Harmless',
    column: change.column,
    rows: 0,
    sentence: change.sentence,
    fix: '',
    tags: tags.filter(([, text]) => text),
  };
}

/** Who uses what breaks. */
function Products({ changes }: { changes: ContractChange[] }) {
  const uses = changes.flatMap((change) => change.products.map((product) => ({ change, product })));
  if (uses.length === 0) return null;
  return (
    <Section id="products" name="Products that use what breaks">
      <NumberTable
        label="Products and what they use"
        words={4}
        head={['Product', 'What breaks', 'Uses it as', 'Product file']}
        rows={uses.map(({ change, product }) => ({
          key: `${product.file} ${change.column} ${change.clause}`,
          cells: [
            product.product,
            change.column ? <code key="column">{change.column}</code> : change.clause,
            product.how,
            product.file,
          ],
        }))}
      />
    </Section>
  );
}

function facts(d: ContractDiff): Fact[] {
  const hit = new Set(d.changes.flatMap((change) => change.products.map((product) => product.file)));
  return [
    {
      key: 'breaking',
      name: 'Breaking changes',
      value: count(d.breaking),
      note: d.breaking > 0 ? (d.announced ? 'told by the version' : 'not told by the version') : '',
    },
    { key: 'harmless', name: 'Harmless changes', value: count(d.harmless) },
    {
      key: 'hit',
      name: 'Products that are hit',
      value: count(hit.size),
      note: `of ${count(d.products_searched)} searched`,
    },
  ];
}
