// A whole in its parts, on one line; the names and figures of the parts stand below in their order.
import { known, type Maybe, share } from '../format';

export interface Part {
  key: string;
  name: string;
  value: Maybe;
  weight: 'ink' | 'soft' | 'accent' | 'care';
}
export function Split({ name, parts }: { name: string; parts: Part[] }) {
  const shown = parts.filter((part) => known(part.value) && part.value > 0);
  return (
    <dl className="split">
      <dt>{name}</dt>
      <dd className="whole" aria-hidden="true">
        {shown.map((part) => (
          <i key={part.key} data-weight={part.weight} style={{ flexGrow: part.value as number }} />
        ))}
      </dd>
      <dd className="legend num">
        {parts.map((part) => (
          <span key={part.key}>
            <i data-weight={part.weight} aria-hidden="true" /> {part.name} <b>{share(part.value)}</b>
          </span>
        ))}
      </dd>
    </dl>
  );
}
