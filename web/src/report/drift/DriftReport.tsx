// The report of a drift: whether the rows of today still look like those of then, and what it means for the model.
import type { Drift, JointDrift, ModelDrift } from '../../api/drift';
import { Rows } from '../../charts/Rows';
import { compact, count, counted, known, plain, rangeName, roundScore, score, share, signedScore } from '../../format';
import { Headline } from '../Headline';
import { Issues } from '../Issues';
import { Key } from '../Key';
import { metricName } from '../names';
import { estimateCell, estimateFact, type Fact, Facts, More, NumberTable, Section } from '../parts';
import { Said } from '../RecordSections';
import { wordsOf } from '../words';
import { DriftTable } from './DriftTable';

export const titleOf = (d: Drift) => `${d.current} against ${d.reference}`;

export function DriftReport({ d }: { d: Drift }) {
  return (
    <article className="report">
      <Headline kind="Drift" title={titleOf(d)} sentence={d.sentence} facts={facts(d)} />
      {d.issues.length > 0 && (
        <Section id="issues" name="What was found">
          <Issues issues={d.issues} />
        </Section>
      )}
      {d.columns.length > 0 && (
        <Section id="columns" name="How far columns moved">
          <DriftTable d={d} />
          <p className="note">
            Grey: then. Blue line: now. sd: standard deviations of the reference (Wasserstein), told from{' '}
            {plain(d.method.least_shift)}; JS: Jensen-Shannon distance, told from {plain(d.method.least_mix)}; both
            beyond what chance gives. The upright line stands where a move is told.
          </p>
        </Section>
      )}
      {d.joint && <Joint joint={d.joint} />}
      {d.model && <Model model={d.model} />}
      <Statistics d={d} />
      <Said id="not-run" name="What was not looked at" sentences={d.not_run} />
      <Key />
    </article>
  );
}

function facts(d: Drift): Fact[] {
  const moved = d.columns.filter((column) => column.moved !== '');
  const care = moved.filter((column) => column.moved === 'warning').length;
  const compared = d.columns.filter((column) => column.measure !== '').length;
  return [
    { key: 'now', name: 'Rows now', value: count(d.current_rows) },
    { key: 'then', name: 'Rows then', value: count(d.reference_rows) },
    {
      key: 'columns',
      name: 'Columns compared',
      value: count(compared),
      note: compared < d.columns.length ? `of ${count(d.columns.length)} in both` : '',
    },
    {
      key: 'moved',
      name: 'Columns that moved',
      value: count(moved.length),
      note: care > 0 ? `${counted(care, 'needs', 'need')} care` : '',
    },
    ...(d.joint ? estimateFact('joint', 'Told apart, AUC', d.joint.auc, score) : []),
  ];
}

/** Whether a classifier tells now from then, and by what. */
function Joint({ joint }: { joint: JointDrift }) {
  const first = joint.drivers[0];
  const some = `${counted(joint.current_rows, 'row')} of now, ${count(joint.reference_rows)} of then, ${counted(joint.columns, 'column')}`;
  return (
    <Section id="joint" name="All columns at once" words={wordsOf(joint.sentence, some)}>
      {first && (
        <Rows
          caption="Columns by which now is told from then"
          head="By which columns"
          valueHead="AUC lost without it"
          rangeHead={rangeName(first.auc_lost)}
          write={roundScore}
          axis={compact}
          lines={[{ at: 0, text: '' }]}
          rows={joint.drivers.map(({ column, auc_lost: e }) => ({
            key: column,
            label: column,
            name: <code>{column}</code>,
            e,
            tone: (e.low ?? 0) > 0 ? 'accent' : 'hollow',
          }))}
        />
      )}
      {joint.newest.length > 0 && (
        <>
          <h3 className="below">Rows that look most new</h3>
          <NumberTable
            label="Rows that look most new"
            words={2}
            head={['Row', 'Key', 'Chance that it is new']}
            rows={joint.newest.map((each) => ({
              key: `${each.row}`,
              cells: [count(each.row), each.key, score(each.chance)],
            }))}
          />
        </>
      )}
    </Section>
  );
}

function Model({ model }: { model: ModelDrift }) {
  const first = model.metrics[0];
  const calibrated = known(model.error_calibrated)
    ? `Calibration error ${score(model.error_as_is)}, calibrated ${score(model.error_calibrated)}.`
    : '';
  return (
    <Section
      id="model"
      name={`What it means for the model: ${model.scores}`}
      words={wordsOf(model.sentence, model.calibrated ? calibrated : '')}
    >
      {first && (
        <Rows
          caption="Expected now, and in the reference"
          head="Measure"
          valueHead="Change"
          rangeHead={rangeName(first.change)}
          stacked
          heads={['Then', 'Expected now']}
          write={signedScore}
          axis={compact}
          lines={[{ at: 0, text: 'as then' }]}
          rows={model.metrics.map((each) => ({
            key: each.metric,
            label: metricName(each.metric),
            name: metricName(each.metric),
            e: each.change,
            tone: (each.change.high ?? 0) < 0 ? 'care' : (each.change.low ?? 0) > 0 ? 'accent' : 'hollow',
            cells: [estimateCell(each.reference, score), estimateCell(each.expected, score)],
          }))}
        />
      )}
      {model.label_sentence && <p className="measure below">{model.label_sentence}</p>}
      <Facts
        facts={[
          ...estimateFact('positives', 'Positives then', model.positive_rate, share),
          ...estimateFact(
            'shifted',
            'Positives now, if a class still looks the same',
            model.shifted_positive_rate,
            share,
          ),
          ...estimateFact('acted', 'Acted on then', model.acted_reference, share),
          ...estimateFact('acts', 'Acted on now', model.acted_current, share),
        ]}
      />
    </Section>
  );
}

/** Statistics as other tools define them, on demand. */
function Statistics({ d }: { d: Drift }) {
  if (d.statistics.length === 0) return null;
  return (
    <section className="fig" data-section="statistics">
      <More summary={counted(d.statistics.length, 'statistic by name', 'statistics by name')}>
        <NumberTable
          label="Statistics by name"
          words={4}
          head={['Column', 'Statistic', 'Computed as', 'Bins', 'Value', 'p']}
          rows={d.statistics.map((each) => ({
            key: `${each.column} ${each.name}`,
            cells: [
              each.column,
              each.name,
              each.why_not || [each.method, each.log_base && `log ${each.log_base}`].filter(Boolean).join(', '),
              [each.bins, each.fill && `empty: ${each.fill}`].filter(Boolean).join('; '),
              known(each.value) ? plain(each.value) : '',
              known(each.p) ? plain(each.p) : '',
            ],
          }))}
        />
      </More>
    </section>
  );
}
