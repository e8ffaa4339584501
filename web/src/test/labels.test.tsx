import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { describe, expect, test } from 'vitest';
import type { Labels } from '../api/labels';
import { LabelsReport } from '../report/labels/LabelsReport';
import { labels } from './fixtures';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
async function shown(d: Labels, use: (element: HTMLElement) => Promise<void>) {
  const element = document.createElement('div');
  document.body.append(element);
  await act(async () => createRoot(element).render(<LabelsReport d={d} />));
  await use(element);
  element.remove();
}
const section = (element: Element, id: string) => element.querySelector(`[data-section="${id}"]`);
const words = (element: Element | null) => (element?.textContent ?? '').replace(/\s+/g, ' ');

describe('labels that a model contradicts', () => {
  test('are told in sentences, by class, and by what mending is worth', () =>
    shown(labels.errors, async (element) => {
      const text = words(element);
      for (const each of [labels.errors.sentence, ...(labels.errors.errors?.sentences ?? [])])
        expect(text).toContain(each);
      expect(words(section(element, 'effect'))).toContain('The model is right in 98.4 % then.');
      expect(words(section(element, 'cuts'))).toContain('Measured');
      const matrix = section(element, 'flows')?.querySelector('.matrix');
      expect(matrix?.querySelectorAll('td')).toHaveLength(9);
      expect(words(matrix?.querySelector('tbody tr') ?? null)).toBe('catas given2105.0 %1854.6 %');
    }));
  test('list a thousand suspects that can be found', () =>
    shown(labels.errors, async (element) => {
      const table = () => section(element, 'suspects')?.querySelectorAll('tbody tr') ?? [];
      expect(table()).toHaveLength(1000);
      const field = section(element, 'suspects')?.querySelector('input') as HTMLInputElement;
      await act(async () => {
        Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, 'photo-14 dog');
        field.dispatchEvent(new Event('input', { bubbles: true }));
      });
      expect(table().length).toBeLessThan(60);
      expect(words(table()[0] ?? null)).toContain('photo-14');
      expect(words(section(element, 'suspects'))).toContain('240 more rows suspected');
    }));
  test('of many classes are listed, not drawn as a matrix', () =>
    shown(labels.classes, async (element) => {
      expect(element.querySelector('.matrix')).toBeNull();
      expect(words(section(element, 'flows'))).toContain('species 0species 150');
      expect(section(element, 'suspects')?.querySelector('input')).toBeNull();
    }));
});

describe('labels of several people', () => {
  test('tell who is right how often, and the bar for a model', () =>
    shown(labels.people, async (element) => {
      expect(words(section(element, 'human'))).toContain('A person is right in 82.0 %');
      const people = section(element, 'people');
      expect(people?.querySelectorAll('.rows tbody tr')).toHaveLength(7);
      expect(words(people)).toContain('cat as dog 5.0 %');
      expect(words(people)).not.toContain('As the reference');
    }));
  test('show the first pairs, the rest on demand, and count those that are not listed', () =>
    shown(labels.people, async (element) => {
      const pairs = section(element, 'pairs');
      expect(pairs?.querySelectorAll('.rows')[0]?.querySelectorAll('tbody tr')).toHaveLength(10);
      expect(words(pairs)).toContain('11 more pairs');
      expect(words(pairs)).toContain('9 pairs with fewer items in common');
      expect(words(section(element, 'queue'))).toContain('cat 1, dog 2, fox 0');
    }));
});
