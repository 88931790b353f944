import { ownSlotsOf } from '@sovereign-fleet/domain';
import { compare } from './compare/compare';
import type { Breach, Finding } from './contract/finding';
import { mendingFile } from './region/mending-file';
import { objectTitle } from './objects/object-id';
import type { RegionUnderReview } from './contract/region-under-review';
import { regionUnderReview } from './region/region-under-review';
import type { ReviewSubject } from './contract/review-subject';
import type { Rule } from './contract/rule';
import { rules } from './rules/rules';
import { ruleOfProblem } from './rules/render-problem';
import type { KitSummary, Review, ReviewOptions } from './contract/review';

/** Applies every rule to a Sovereign, and compares it with its base where there is one. Same subject, same review. */
export function review(subject: ReviewSubject, { base, subtree, allowed = [] }: ReviewOptions = {}): Review {
  const regions = subject.rendered.regions.flatMap((region) => regionUnderReview(subject, region) ?? []);
  const lenient = new Set(allowed.map(ruleOfProblem));
  const releases = subject.rendered.regions.flatMap((region) => region.releases);
  return {
    name: subject.name,
    fqdn: subject.fqdn,
    kit: summaryOfKit(subject),
    ...(subtree === undefined ? {} : { subtree }),
    regions: subject.rendered.regions.map(({ region }) => region),
    ...(subject.rendered.programs === undefined ? {} : { programs: subject.rendered.programs }),
    standIns: [...new Set(releases.flatMap(({ chart }) => chart.standIns))].sort(),
    findings: rules.flatMap((rule) => {
      const severity = lenient.has(rule.id) ? 'warning' : rule.severity;
      return findingsOf({ ...rule, severity }, subject, regions);
    }),
    ...(base?.commit === undefined ? {} : { base: base.commit }),
    ...(base?.note === undefined ? {} : { baseNote: base.note }),
    ...(base === undefined ? {} : { comparison: compare(base.rendered, subject.rendered) }),
  };
}

function summaryOfKit({ name: sovereign, kit }: ReviewSubject): KitSummary {
  const { slots, objects } = kit;
  const name = ownSlotsOf(kit).length === 0 ? kit.name : `${kit.name} of ${sovereign}`;
  const fields = slots.flatMap(({ helm = {} }) => Object.keys(helm));
  const untyped = { objects: Object.values(objects).flat().length, fields: fields.length };
  return { name, makesVclusters: slots.some(({ buildingBlock }) => buildingBlock !== undefined), untyped };
}

function findingsOf(rule: Rule, subject: ReviewSubject, regions: readonly RegionUnderReview[]): readonly Finding[] {
  if (rule.per === 'sovereign') {
    return rule.check(subject).map((breach) => finding(rule, breach, { region: '', file: subject.source }));
  }
  return regions.flatMap((region) =>
    rule.check(region).map((breach) => {
      return finding(rule, breach, { region: region.facts.key, file: mendingFile(region, breach) });
    }),
  );
}

function finding({ id, severity }: Rule, breach: Breach, where: Pick<Finding, 'region' | 'file'>): Finding {
  const { at, field = '', problem, remedy } = breach;
  const object = typeof at === 'string' ? at : objectTitle(at);
  return { rule: id, severity, region: where.region, object, field, problem, remedy, file: where.file };
}
