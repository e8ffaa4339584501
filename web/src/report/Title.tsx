import type { ReactNode } from 'react';

/** The head of a page: what it is about in small parts (those that are empty are left out), and its title. */
export function Title(p: { about: string[]; title: string; children?: ReactNode }) {
  return (
    <header>
      <p className="eyebrow">
        {p.about.filter(Boolean).map((part) => (
          <span key={part}>{part}</span>
        ))}
      </p>
      <h1>{p.title}</h1>
      {p.children}
    </header>
  );
}
