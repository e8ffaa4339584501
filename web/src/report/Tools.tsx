// A filter and an order above a long table, and the mark of a line whose finding needs care.
import type { Issue } from '../api/shared';
import { count, counted } from '../format';

interface ToolsProps<Order extends string> {
  filter: string;
  /** What the filter looks at. */
  hint: string;
  onFilter: (text: string) => void;
  order: Order;
  orders: (readonly [key: Order, name: string])[];
  onOrder: (order: Order) => void;
  shown: number;
  all: number;
  /** What a line is. */
  one: string;
  many?: string;
}
export function Tools<Order extends string>(p: ToolsProps<Order>) {
  return (
    <div className="tools noprint">
      <label>
        Find
        <input
          type="search"
          value={p.filter}
          placeholder={p.hint}
          onChange={(event) => p.onFilter(event.target.value)}
        />
      </label>
      <label>
        Order
        <select value={p.order} onChange={(event) => p.onOrder(event.target.value as Order)}>
          {p.orders.map(([key, name]) => (
            <option key={key} value={key}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <output className="quiet num">
        {p.shown === p.all ? counted(p.all, p.one, p.many) : `${count(p.shown)} of ${count(p.all)}`}
      </output>
    </div>
  );
}

/** True where the text holds every word of the filter. */
export function holds(text: string, filter: string): boolean {
  const lower = text.toLowerCase();
  return filter
    .toLowerCase()
    .split(/\s+/)
    .every((word) => lower.includes(word));
}

const words = { error: 'error', warning: 'warning', question: 'question', info: '' } as const;
/** The worst of the findings, in its word. */
export function StateMark({ issues }: { issues: Issue[] }) {
  const issue = issues.find((each) => words[each.severity] !== '');
  return issue ? (
    <span className="state" data-state={issue.severity}>
      {words[issue.severity]}
    </span>
  ) : null;
}
