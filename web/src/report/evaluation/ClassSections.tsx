// Class by class: how well each is found, what is taken for what, and what that is worth.
import type { Classes, ConfusionCell } from '../../api/evaluation-multiclass';
import { Matrix } from '../../charts/Matrix';
import { Rows } from '../../charts/Rows';
import { count, counted, type Fmt, rangeName, score, share, written } from '../../format';
import { LongTable } from '../LongTable';
import { estimateCell, More, Section } from '../parts';

/** Beyond this many classes a matrix is no picture any more. */
const MOST_CLASSES = 12;

export function ByClass({ d }: { d: Classes }) {
  const classes = d.models[0]?.classes ?? [];
  const first = classes[0];
  if (!first) return null;
  return (
    <Section id="classes" name="Class by class">
      <Rows
        caption="Share of each class that is found"
        head="Class"
        valueHead="Found"
        rangeHead={rangeName(first.recall)}
        stacked
        heads={['Right where decided', 'F1', 'AUC']}
        write={share}
        axis={() => share}
        rows={classes.map((each) => ({
          key: each.name,
          label: each.name,
          name: (
            <>
              {each.name}
              <small>
                {' '}
                {counted(each.rows, 'row')}, decided {count(each.decided)}
              </small>
            </>
          ),
          e: each.recall,
          tone: 'accent',
          cells: [estimateCell(each.precision, share), estimateCell(each.f1, share), estimateCell(each.auc, score)],
        }))}
      />
    </Section>
  );
}

export function ClassConfusion({ d }: { d: Classes }) {
  const cells = d.models[0]?.confusion ?? [];
  if (cells.length === 0) return null;
  const classes = d.classes.map(({ name }) => name);
  const rowsOf = (cell: ConfusionCell | undefined) => cell?.rows ?? 0;
  const at = (i: number, j: number) => cells.find((cell) => cell.is === classes[i] && cell.decided === classes[j]);
  const wrong = cells
    .filter((cell) => cell.is !== cell.decided && rowsOf(cell) > 0)
    .toSorted((a, b) => rowsOf(b) - rowsOf(a))
    .map((cell) => ({
      key: `${cell.is} ${cell.decided}`,
      text: `${cell.is} ${cell.decided}`,
      cells: [cell.is, cell.decided, count(cell.rows), estimateCell(cell.share, share)],
    }));
  const table = (
    <LongTable
      label="Mistakes with their ranges"
      one="mistake"
      hint="class"
      head={['True', 'Decided', 'Rows', 'Share of the class']}
      rows={wrong}
    />
  );
  return (
    <Section id="confusion" name="What is taken for what">
      {classes.length > MOST_CLASSES ? (
        table
      ) : (
        <>
          <Matrix
            caption="Rows by true and by decided class"
            rowHead="True, and decided"
            rows={classes}
            columns={classes}
            weight={(i, j) => at(i, j)?.share.value}
            care={(i, j) => i !== j}
            cell={(i, j) => {
              const cell = at(i, j);
              return cell && rowsOf(cell) > 0 ? (
                <>
                  {written(cell.share, share)}
                  <small>{count(cell.rows)}</small>
                </>
              ) : (
                '0'
              );
            }}
          />
          <p className="note">Shares of the true class: every row adds up to all of it.</p>
          {wrong.length > 0 && <More summary="Mistakes with their ranges">{table}</More>}
        </>
      )}
    </Section>
  );
}

/** What a decision is worth, by true and decided class. */
export function MoneyTable({ d, f }: { d: Classes; f: Fmt }) {
  const classes = d.classes.map(({ name }) => name);
  if (d.money.length !== classes.length ** 2 || classes.length > MOST_CLASSES) return null;
  const most = Math.max(...d.money.map((each) => Math.abs(each ?? 0)), 1e-9);
  const at = (i: number, j: number) => d.money[i * classes.length + j];
  return (
    <>
      <h3 className="below">{f.head('a decision')}</h3>
      <Matrix
        caption="Money of a decision by true and by decided class"
        rowHead="True, and decided"
        rows={classes}
        columns={classes}
        weight={(i, j) => Math.abs(at(i, j) ?? 0) / most}
        care={(i, j) => (at(i, j) ?? 0) < 0}
        cell={(i, j) => f.figure(at(i, j))}
      />
    </>
  );
}
