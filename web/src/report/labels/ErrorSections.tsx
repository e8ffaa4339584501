// Labels that a model contradicts: how many of the first are wrong, what is taken for what, which rows, and what for.
import type { FixEffect, LabelErrors } from '../../api/labels';
import { Matrix } from '../../charts/Matrix';
import { Rows } from '../../charts/Rows';
import { count, counted, known, odds, plain, rangeName, share, written } from '../../format';
import { LongTable } from '../LongTable';
import { estimateCell, NumberTable, Section } from '../parts';
import { wordsOf } from '../words';

export function Cuts({ errors }: { errors: LabelErrors }) {
  const first = errors.cuts[0];
  if (!first) return null;
  const measured = errors.cuts.some((cut) => known(cut.measured.value));
  return (
    <Section id="cuts" name="How many of the first are wrong">
      <Rows
        caption="Expected share of wrong labels down the ranking"
        head="From the top of the ranking"
        valueHead="Expected wrong"
        rangeHead={rangeName(first.precision)}
        heads={[...(measured ? ['Measured'] : []), 'Margin up to']}
        write={share}
        axis={() => share}
        lines={[{ at: 0, text: '', soft: true }]}
        rows={errors.cuts.map((cut) => ({
          key: `${cut.rows}`,
          label: counted(cut.rows, 'row'),
          name: counted(cut.rows, 'row'),
          e: cut.precision,
          tone: 'accent',
          cells: [...(measured ? [estimateCell(cut.measured, share)] : []), plain(cut.margin)],
        }))}
      />
    </Section>
  );
}

/** Beyond this many classes a matrix is no picture any more. */
const MOST_CLASSES = 12;
export function Flows({ errors, classes }: { errors: LabelErrors; classes: string[] }) {
  if (errors.flows.length === 0) return null;
  const most = Math.max(...errors.flows.map((flow) => flow.share.value ?? 0), 0.001);
  const flowOf = (i: number, j: number) =>
    errors.flows.find((flow) => flow.given === classes[i] && flow.likely === classes[j]);
  const sums = errors.classes.map((each) => ({
    key: each.name,
    cells: [each.name, count(each.rows), estimateCell(each.doubted, share), plain(each.threshold)],
  }));
  return (
    <Section id="flows" name="Which class is taken for which">
      {classes.length <= MOST_CLASSES ? (
        <Matrix
          caption="Rows by the class given and the class that they probably are"
          rowHead="Given, and probably"
          rows={classes}
          columns={classes}
          weight={(i, j) => (i === j ? 0 : (flowOf(i, j)?.share.value ?? 0) / most)}
          care={(i, j) => i !== j}
          cell={(i, j) => {
            const flow = flowOf(i, j);
            if (i === j) return <span className="quiet">as given</span>;
            return flow ? (
              <>
                {count(flow.rows)}
                <small>{written(flow.share, share)}</small>
              </>
            ) : (
              '0'
            );
          }}
        />
      ) : (
        <NumberTable
          label="Classes taken for others"
          head={['Given', 'Probably', 'Rows', 'Share of the class']}
          rows={errors.flows.map((flow) => ({
            key: `${flow.given} ${flow.likely}`,
            cells: [flow.given, flow.likely, count(flow.rows), estimateCell(flow.share, share)],
          }))}
        />
      )}
      <h3 className="below">By class given</h3>
      <NumberTable label="Classes" head={['Class', 'Rows', 'Doubted', 'Mean chance of it']} rows={sums} />
    </Section>
  );
}

export function Suspects({ errors }: { errors: LabelErrors }) {
  const { suspects, suspected } = errors;
  if (suspects.length === 0) return null;
  const rest = suspected - suspects.length;
  return (
    <Section id="suspects" name="Suspected rows, likeliest errors first">
      <LongTable
        label="Suspected rows"
        one="row"
        hint="row or class"
        head={['Row', 'Given', 'Suggested', 'Chance of given', 'Chance of suggested', 'Wrong up to here']}
        rows={suspects.map((each) => ({
          key: `${each.row}`,
          text: `${each.id} ${each.row} ${each.given} ${each.suggested}`,
          cells: [
            <>
              {each.id} {each.id !== `${each.row}` && <small className="at">row {count(each.row)}</small>}
            </>,
            each.given,
            each.suggested,
            odds(each.chance_given),
            odds(each.chance_suggested),
            written(each.precision, share),
          ],
        }))}
      />
      {rest > 0 && <p className="note">{counted(rest, 'more row')} suspected</p>}
    </Section>
  );
}

export function Effect({ effect }: { effect: FixEffect }) {
  if (!effect.sentence) return null;
  const lines = [
    ['Wrong labels, now', effect.noise_before, 'care'],
    ['Wrong labels, mended', effect.noise_after, 'accent'],
    ['Model’s accuracy, against labels as they are', effect.accuracy_before, 'hollow'],
    ['Model’s accuracy, against mended ones', effect.accuracy_after, 'accent'],
  ] as const;
  return (
    <Section id="effect" name="What mending is worth" words={wordsOf(effect.sentence)}>
      <Rows
        caption="Before and after mending the suspected rows"
        head={`After ${counted(effect.review_rows, 'row')} that a person looks at`}
        valueHead="Share"
        rangeHead={rangeName(effect.noise_before)}
        write={share}
        axis={() => share}
        lines={[{ at: 0, text: '', soft: true }]}
        rows={lines.map(([name, e, tone]) => ({ key: name, label: name, name, e, tone }))}
      />
    </Section>
  );
}
