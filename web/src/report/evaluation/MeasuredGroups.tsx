// Groups of rows where what is measured differs from kind to kind: their gaps, and the numbers behind them.
import type { MeasuredGroup } from '../../api/shared';
import { Rows } from '../../charts/Rows';
import { count, type Format, rangeName } from '../../format';
import { metricName } from '../names';
import { Call, estimateCell, More, NumberTable, Section } from '../parts';

export interface MeasureWriting {
  write: (metric: string) => Format;
  /** How a gap is written, and the axis below it. */
  gap: (metric: string) => Format;
  axis: (ticks: number[]) => Format;
  gapHead: string;
}
interface MeasuredGroupsProps {
  groups: MeasuredGroup[];
  writing: MeasureWriting;
}
export function MeasuredGroups({ groups, writing }: MeasuredGroupsProps) {
  const views = groups.filter((group) => group.values.length > 0);
  if (views.length === 0) return null;
  return (
    <Section id="groups" name="Gaps between groups">
      {views.map((group) => (
        <div key={group.column} className="group">
          <h3>
            <code>{group.column}</code>
          </h3>
          {group.gaps.length > 0 && <Gaps group={group} writing={writing} />}
          <GroupTable group={group} writing={writing} />
        </div>
      ))}
    </Section>
  );
}

function Gaps({ group, writing }: { group: MeasuredGroup; writing: MeasureWriting }) {
  const first = group.gaps[0];
  if (!first) return null;
  return (
    <Rows
      caption={`Gaps between the groups of ${group.column}`}
      head="What differs"
      valueHead={writing.gapHead}
      rangeHead={rangeName(first.gap)}
      stacked
      heads={['Highest', 'Lowest']}
      callHead="Is it real?"
      write={writing.gap(first.metric)}
      axis={writing.axis}
      lines={[{ at: 0, text: '' }]}
      rows={group.gaps.map((gap) => {
        const real = (gap.gap.low ?? 0) > 0;
        return {
          key: gap.metric,
          label: metricName(gap.metric),
          name: metricName(gap.metric),
          said: gap.sentence,
          e: gap.gap,
          write: writing.gap(gap.metric),
          tone: real ? 'care' : 'hollow',
          cells: [gap.highest, gap.lowest],
          call: <Call call={real ? 'gap' : 'unsure'} />,
        };
      })}
    />
  );
}

const FEW = 12;
function GroupTable({ group, writing }: { group: MeasuredGroup; writing: MeasureWriting }) {
  const metrics = group.values[0]?.measures.map(({ metric }) => metric) ?? [];
  const table = (
    <NumberTable
      label={`Groups of ${group.column}`}
      head={['Group', 'Rows', ...metrics.map(metricName)]}
      rows={group.values.map((value) => ({
        key: value.value,
        cells: [
          value.value,
          count(value.rows),
          ...(value.enough
            ? value.measures.map(({ metric, estimate }) => estimateCell(estimate, writing.write(metric)))
            : metrics.map((_metric, i) => (i === 0 ? 'too few to say' : ''))),
        ],
      }))}
    />
  );
  return group.values.length > FEW ? <More summary={`All ${group.values.length} groups`}>{table}</More> : table;
}
