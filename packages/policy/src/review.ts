import { ownSlotsOf } from '@sovereign-fleet/domain';
import { changesUnderReview } from './compare/changes-under-review';
import { compare } from './compare/compare';
import type { Breach, Finding } from './contract/finding';
import type { ChangeUnderReview } from './contract/change';
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
export function review(subject: ReviewSubject, { base, subtree, refusals, allowed = [] }: ReviewOptions = {}): Review {
  const regions = subject.rendered.regions.flatMap((region) => regionUnderReview(subject, region) ?? []);
  const isProtected = subject.isProtected === true || base?.isProtected === true;
  const lenient = new Set(allowed.map(ruleOfProblem));
  const releases = subject.rendered.regions.flatMap((region) => region.releases);
  const comparison = base === undefined ? undefined : compare(base.rendered, subject.rendered);
  const sides = { before: base?.rendered, after: subject.rendered };
  const changes = changesUnderReview(comparison ?? [], { ...sides, ...(refusals && { refusals }) });
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
      return findingsOf({ ...rule, severity }, { subject, regions, changes, isProtected });
    }),
    ...(base?.commit === undefined ? {} : { base: base.commit }),
    ...(base?.note === undefined ? {} : { baseNote: base.note }),
    ...(comparison === undefined ? {} : { comparison }),
  };
}

function summaryOfKit({ name: sovereign, kit }: ReviewSubject): KitSummary {
  const { slots, objects } = kit;
  const name = ownSlotsOf(kit).length === 0 ? kit.name : `${kit.name} of ${sovereign}`;
  const fields = slots.flatMap(({ helm = {} }) => Object.keys(helm));
  const untyped = { objects: Object.values(objects).flat().length, fields: fields.length };
  return { name, makesVclusters: slots.some(({ buildingBlock }) => buildingBlock !== undefined), untyped };
}

interface UnderReview {
  readonly subject: ReviewSubject;
  readonly regions: readonly RegionUnderReview[];
  readonly changes: readonly ChangeUnderReview[];
  readonly isProtected: boolean;
}

function findingsOf(rule: Rule, { subject, regions, changes, isProtected }: UnderReview): readonly Finding[] {
  if (rule.per === 'sovereign') {
    return rule.check(subject).map((breach) => finding(rule, breach, { region: '', file: subject.source }));
  }
  if (rule.per === 'region') {
    return regions.flatMap((region) =>
      rule.check(region).map((breach) => {
        return finding(rule, breach, { region: region.facts.key, file: mendingFile(region, breach) });
      }),
    );
  }
  return changes.flatMap((change) =>
    rule.check(change, changes, subject.kit).map((breach) => {
      // A region that is gone has no file any more.
      const region = regions.find(({ facts }) => facts.key === change.region);
      const file = region === undefined ? subject.source : mendingFile(region, breach);
      const where = { region: change.region, file };
      return isProtected && breach.losesData === true
        ? protectedFinding(rule, breach, where)
        : finding(rule, breach, where);
    }),
  );
}

/** What a protected Sovereign does not let go, whatever the rule would say. */
function protectedFinding(rule: Rule, breach: Breach, where: Pick<Finding, 'region' | 'file'>): Finding {
  const problem = `${breach.problem}; and the record is protected`;
  const remedy = 'Take "protected" out of the record first, in a change of its own';
  return { ...finding(rule, { ...breach, problem, remedy }, where), severity: 'error' };
}

function finding({ id, severity }: Rule, breach: Breach, where: Pick<Finding, 'region' | 'file'>): Finding {
  const { at, field = '', problem, remedy } = breach;
  const object = typeof at === 'string' ? at : objectTitle(at);
  return { rule: id, severity, region: where.region, object, field, problem, remedy, file: where.file };
}
