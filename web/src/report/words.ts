import { firstSentence } from '../format';

/** A finding of one sentence, and the rest of what is said as the measure below it. */
export function wordsOf(sentence: string, note = '') {
  const [finding, measure] = firstSentence(sentence);
  return { finding, measure, note };
}
