// Several people's labels: who is right how often, who agrees with whom, and what should be looked at again.
import type { Agreement, Annotator, HumanBar } from '../../api/labels';
import { Matrix } from '../../charts/Matrix';
import { Rows } from '../../charts/Rows';
import { CANNOT_TELL, count, counted, known, plain, range, rangeName, share, written } from '../../format';
import { LongTable } from '../LongTable';
import { estimateCell, estimateFact, Facts, More, Section } from '../parts';
import { wordsOf } from '../words';

export function Human({ human }: { human: HumanBar }) {
  if (!human.sentence) return null;
  return (
    <Section id="human" name="What a person achieves: the bar for a model" words={wordsOf(human.sentence)}>
      <Facts
        facts={[
          ...estimateFact('accuracy', `Right, against ${human.against}`, human.accuracy, share),
          ...estimateFact('seconds', 'Seconds a label, median', human.seconds, plain),
          ...(known(human.seconds_low) && known(human.seconds_high)
            ? [
                {
                  key: 'spread',
                  name: 'Seconds, nine in ten labels',
                  value: range(human.seconds_low, human.seconds_high, plain),
                },
              ]
            : []),
        ]}
      />
    </Section>
  );
}

export function People({ people, classes }: { people: Annotator[]; classes: string[] }) {
  const first = people[0];
  if (!first) return null;
  const checked = people.some((each) => known(each.against_reference.value));
  const timed = people.some((each) => known(each.seconds.value));
  return (
    <Section id="people" name="The people, best first">
      <Rows
        caption="Share of right labels of every person"
        head="Person"
        valueHead="Right labels"
        rangeHead={rangeName(first.quality)}
        stacked
        heads={['As the others', ...(checked ? ['As the reference'] : []), ...(timed ? ['Seconds'] : [])]}
        write={share}
        axis={() => share}
        rows={people.map((each) => ({
          key: each.name,
          label: each.name,
          name: (
            <>
              {each.name} <small>{counted(each.labels, 'label')}</small>
              {each.mistakes.length > 0 && (
                <small className="said">
                  {each.mistakes
                    .map((mistake) => `${mistake.truth} as ${mistake.said} ${written(mistake.share, share)}`)
                    .join(', ')}
                </small>
              )}
            </>
          ),
          e: each.quality,
          tone: 'accent',
          cells: [
            estimateCell(each.against_others, share),
            ...(checked ? [estimateCell(each.against_reference, share)] : []),
            ...(timed ? [known(each.seconds.value) ? plain(each.seconds.value) : CANNOT_TELL] : []),
          ],
        }))}
      />
      <More summary="What each takes for what">
        <div className="grid2">
          {people.map((each) => (
            <div key={each.name}>
              <h3>{each.name}</h3>
              <Mistakes person={each} classes={classes} />
            </div>
          ))}
        </div>
      </More>
    </Section>
  );
}
function Mistakes({ person, classes }: { person: Annotator; classes: string[] }) {
  const at = (i: number, j: number) => person.confusion[i]?.[j];
  return (
    <Matrix
      caption={`Labels that ${person.name} gives, by the true class`}
      rowHead="True, and said"
      rows={classes}
      columns={classes}
      weight={at}
      care={(i, j) => i !== j}
      cell={(i, j) => share(at(i, j))}
    />
  );
}

const FIRST = 10;
export function Pairs({ agreement }: { agreement: Agreement }) {
  const { pairs, pairs_in_all: all } = agreement;
  if (pairs.length === 0) return null;
  const rest = all - pairs.length;
  return (
    <Section id="pairs" name="Who agrees with whom">
      <PairRows pairs={pairs.slice(0, FIRST)} />
      {pairs.length > FIRST && (
        <More summary={counted(pairs.length - FIRST, 'more pair')}>
          <PairRows pairs={pairs.slice(FIRST)} />
        </More>
      )}
      {rest > 0 && <p className="note">{counted(rest, 'pair')} with fewer items in common</p>}
    </Section>
  );
}
function PairRows({ pairs }: { pairs: Agreement['pairs'] }) {
  const first = pairs[0];
  return (
    <Rows
      caption="Agreement of pairs of people beyond chance"
      head="Two people"
      valueHead="Cohen’s kappa"
      rangeHead={first ? rangeName(first.kappa) : ''}
      heads={['Equal labels', 'Items']}
      write={plain}
      axis={() => plain}
      lines={[{ at: 0, text: '', soft: true }]}
      rows={pairs.map((pair) => ({
        key: `${pair.first} ${pair.second}`,
        label: `${pair.first} and ${pair.second}`,
        name: `${pair.first} and ${pair.second}`,
        e: pair.kappa,
        tone: 'accent',
        cells: [written(pair.agreement, share), count(pair.items)],
      }))}
    />
  );
}

export function Queue({ agreement }: { agreement: Agreement }) {
  const { queue, queued } = agreement;
  if (queue.length === 0) return null;
  return (
    <Section id="queue" name={`Worth another look: ${counted(queued, 'item')}`}>
      <LongTable
        label="Items worth another look"
        one="item"
        hint="item or class"
        head={['Item', 'Consensus', 'Its chance', 'Labels given', 'Why']}
        rows={queue.map((each) => ({
          key: each.item,
          text: `${each.item} ${each.consensus} ${each.why}`,
          cells: [
            each.item,
            each.consensus,
            share(each.chance),
            Object.entries(each.votes)
              .map(([name, votes]) => `${name} ${count(votes)}`)
              .join(', '),
            each.why,
          ],
        }))}
      />
      {queued > queue.length && <p className="note">{counted(queued - queue.length, 'more item')}</p>}
    </Section>
  );
}
