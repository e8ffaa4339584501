import { type ReactNode, useId, useState } from 'react';
import type { Issue } from '../api/shared';
import { StateMark } from './Tools';

/** One line a column, its name a button that opens the rest below; `detail` is drawn only while it is open. */
export function TableLine(p: {
  name: string;
  issues: Issue[];
  /** Cells of the table, the name's among them. */
  span: number;
  detail: () => ReactNode;
  children: ReactNode;
}) {
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <tbody data-open={open || undefined}>
      <tr>
        <th scope="row">
          <button type="button" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
            <code>{p.name}</code>
          </button>
          <StateMark issues={p.issues} />
        </th>
        {p.children}
      </tr>
      <tr id={id} className="detail" hidden={!open}>
        {open && <td colSpan={p.span}>{p.detail()}</td>}
      </tr>
    </tbody>
  );
}
