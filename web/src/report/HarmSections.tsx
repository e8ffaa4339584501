// What the value rests on, where it is lost, and for whom it differs.
import type { ReactNode } from 'react';
import type { Document } from '../api/document';
import type { Estimate, Groups as GroupColumn, GroupValue, Slice } from '../api/shared';
import { Rows } from '../charts/Rows';
import {
  count,
  counted,
  type Fmt,
  type Format,
  known,
  points,
  pointsAxis,
  rangeName,
  share,
  signedShare,
} from '../format';
import { metricName } from './names';
import { Call, estimateCell, More, NumberTable, Section } from './parts';

export function Drivers({ d, f }: { d: Document; f: Fmt }) {
  const first = d.drivers[0];
  if (!first) return null;
  return (
    <Section id="drivers" name="What the value rests on" words={d.words.drivers}>
      <Rows
        caption="Money a month lost without each column"
        head="Columns"
        valueHead={f.head('a month')}
        rangeHead={rangeName(first.value_per_month)}
        write={f.figure}
        axis={f.axis}
        lines={[{ at: 0, text: '' }]}
        rows={d.drivers.map((driver) => ({
          key: driver.columns.join(' '),
          label: driver.columns.join(', '),
          name: (
            <span className="columns">
              {driver.columns.map((column) => (
                <code key={column}>{column}</code>
              ))}
            </span>
          ),
          e: driver.value_per_month,
          tone: (driver.value_per_month.low ?? -1) > 0 ? 'accent' : 'hollow',
        }))}
      />
    </Section>
  );
}

const conditions = (slice: Slice) => slice.conditions.map((each) => `${each.column} ${each.is}`).join(' and ');

export function Slices({ d, f }: { d: Document; f: Fmt }) {
  if (d.slices.length === 0 && !d.words.slices.finding) return null;
  return (
    <Section id="slices" name="Where it loses most" words={d.words.slices}>
      <SliceRows slices={d.slices} rule="rule" f={f} />
    </Section>
  );
}

interface SliceRowsProps {
  slices: Slice[];
  /** What their value is held against. */
  rule: string;
  f: Fmt;
  /** What a part loses, where it is not money. */
  head?: string;
}
/** The parts of the rows that lose most. */
export function SliceRows({ slices, rule: name, f, head = f.head('lost per 1,000') }: SliceRowsProps) {
  const first = slices[0];
  if (!first) return null;
  const rule = slices.some((slice) => known(slice.against_rule.value));
  const line = slices.find((slice) => known(slice.loss_per_1000.value) && known(slice.against_all.value));
  const all = line ? (line.loss_per_1000.value as number) - (line.against_all.value as number) : undefined;
  return (
    <Rows
      caption={`${head} in the worst parts of the rows`}
      head="Where"
      valueHead={head}
      rangeHead={rangeName(first.loss_per_1000)}
      stacked
      heads={['Against all', ...(rule ? [`Value against ${name}`] : [])]}
      callHead="Is it real?"
      write={f.figure}
      axis={f.axis}
      lines={all === undefined ? [] : [{ at: all, text: `all: ${f.figure(all)}` }]}
      rows={slices.map((slice) => ({
        key: conditions(slice),
        label: conditions(slice),
        name: (
          <>
            {slice.conditions.map((each) => (
              <span key={each.column} className="condition">
                <code>{each.column}</code> {each.is}
              </span>
            ))}
            <small>{counted(slice.rows, 'row')}</small>
          </>
        ),
        said: slice.sentence,
        e: slice.loss_per_1000,
        tone: slice.confirmed ? 'care' : 'hollow',
        cells: [
          estimateCell(slice.against_all, f.signedFigure),
          ...(rule ? [estimateCell(slice.against_rule, f.signedFigure)] : []),
        ],
        call: <Call call={slice.confirmed ? 'confirmed' : 'unsure'} />,
      }))}
    />
  );
}

export function Groups({ d }: { d: Document }) {
  const groups = d.groups.filter((group) => group.values.length > 0);
  if (groups.length === 0 && !d.words.groups.finding) return null;
  return (
    <Section
      id="groups"
      name="Gaps between groups"
      words={groups.length > 0 ? d.words.groups : { ...d.words.groups, measure: '' }}
    >
      {groups.map((group) => (
        <Group key={group.column} group={group} />
      ))}
    </Section>
  );
}

/** The gaps of one column, what they cost, and the rates behind them. */
export function Group({ group, children }: { group: GroupColumn; children?: ReactNode }) {
  return (
    <div className="group">
      <h3>
        <code>{group.column}</code>
      </h3>
      {group.gaps.length > 0 && <Gaps group={group} />}
      {children}
      {group.values.length > 12 ? (
        <More summary={`All ${group.values.length} groups`}>
          <GroupTable group={group} />
        </More>
      ) : (
        <GroupTable group={group} />
      )}
    </div>
  );
}

function Gaps({ group }: { group: GroupColumn }) {
  return (
    <Rows
      caption={`Gaps between the groups of ${group.column}`}
      head="What differs"
      valueHead="Gap, points"
      rangeHead={rangeName(group.gaps[0]?.gap as Estimate)}
      stacked
      heads={['Highest', 'Lowest']}
      callHead="Is it real?"
      write={points}
      axis={pointsAxis}
      lines={[{ at: 0, text: '' }]}
      rows={group.gaps.map((gap) => {
        const real = (gap.gap.low ?? 0) > 0;
        return {
          key: gap.metric,
          label: metricName(gap.metric),
          name: metricName(gap.metric),
          said: gap.sentence,
          e: gap.gap,
          tone: real ? 'care' : 'hollow',
          cells: [gap.highest, gap.lowest],
          call: <Call call={real ? 'gap' : 'unsure'} />,
        };
      })}
    />
  );
}

const rates: [string, (value: GroupValue) => Estimate, Format][] = [
  ['selection_rate', (value) => value.selection_rate, share],
  ['tpr', (value) => value.tpr, share],
  ['fpr', (value) => value.fpr, share],
  ['precision', (value) => value.precision, share],
  ['calibration', (value) => value.calibration, signedShare],
];
function GroupTable({ group }: { group: GroupColumn }) {
  return (
    <NumberTable
      label={`Groups of ${group.column}`}
      head={['Group', 'Rows', ...rates.map(([metric]) => metricName(metric))]}
      rows={group.values.map((value) => ({
        key: value.value,
        cells: [
          value.value,
          count(value.rows),
          ...(value.enough
            ? rates.map(([, read, write]) => estimateCell(read(value), write))
            : ['too few to say', '', '', '', '']),
        ],
      }))}
    />
  );
}
