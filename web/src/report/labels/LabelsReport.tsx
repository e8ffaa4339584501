// The report of labels: which are probably wrong, how far people agree, and what a person achieves.
import type { Labels } from '../../api/labels';
import { count, known, plain, share } from '../../format';
import { Headline } from '../Headline';
import { Issues } from '../Issues';
import { Key } from '../Key';
import { estimateFact, type Fact, Section } from '../parts';
import { Said } from '../RecordSections';
import { Cuts, Effect, Flows, Suspects } from './ErrorSections';
import { Human, Pairs, People, Queue } from './PeopleSections';

export function LabelsReport({ d }: { d: Labels }) {
  const { errors, agreement } = d;
  return (
    <article className="report">
      <Headline kind="Labels" title={d.source} sentence={d.sentence} facts={facts(d)} />
      {d.issues.length > 0 && (
        <Section id="issues" name="What is wrong with the input">
          <Issues issues={d.issues} />
        </Section>
      )}
      {errors && (
        <>
          <Said id="errors" name="Labels that are probably wrong" sentences={rest(d, errors.sentences)} />
          <Cuts errors={errors} />
          <Flows errors={errors} classes={d.classes} />
          <Suspects errors={errors} />
          <Effect effect={errors.effect} />
        </>
      )}
      {agreement && (
        <>
          <Said id="agreement" name="How far people agree" sentences={rest(d, agreement.sentences)} />
          <Human human={agreement.human} />
          <People people={agreement.people} classes={d.classes} />
          <Pairs agreement={agreement} />
          <Queue agreement={agreement} />
        </>
      )}
      <Said id="not-run" name="What was not looked at" sentences={d.not_run} />
      <Key />
    </article>
  );
}

/** The answer stands above; where it is all that is said, it stands here again. */
function rest(d: Labels, sentences: string[]) {
  const others = sentences.filter((sentence) => sentence !== d.sentence);
  return others.length > 0 ? others : [d.sentence];
}

function facts({ rows, classes, errors, agreement }: Labels): Fact[] {
  return [
    { key: 'rows', name: agreement ? 'Labels' : 'Rows', value: count(rows) },
    { key: 'classes', name: 'Classes', value: count(classes.length) },
    ...(errors
      ? [
          ...estimateFact('noise', 'Wrong labels', errors.noise_rate, share),
          {
            key: 'suspected',
            name: 'Suspected rows',
            value: count(errors.suspected),
            note: `${count(errors.doubted)} doubted`,
          },
        ]
      : []),
    ...(agreement
      ? [
          { key: 'items', name: 'Items', value: count(agreement.items), note: `${count(agreement.annotators)} people` },
          ...estimateFact('alpha', 'Krippendorff’s alpha', agreement.alpha, plain),
          ...estimateFact('unanimous', 'Items on which all agree', agreement.unanimous, share),
          {
            key: 'sure',
            name: 'Items with a sure consensus',
            value: count(agreement.consensus.sure),
            note: known(agreement.consensus.tied) ? `${count(agreement.consensus.tied)} tied` : '',
          },
        ]
      : []),
  ];
}
