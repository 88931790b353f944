import { referencesTo } from '../slot/parameter';
import { kitMessages, parameters, slotA, slotB } from '../testing/example-kit';

const metrics = { default: true, description: 'metrics' };
const declared = { ...parameters, METRICS: { type: 'boolean', feature: 'metrics' } } as const;
const { use } = referencesTo(declared);
const reading = { ...slotB, values: { ...slotB.values, metrics: use('METRICS') } };

test.each([
  { what: 'by a parameter', change: { parameters: declared, slots: [slotA, reading] } },
  {
    what: 'by where a slot is on',
    change: {
      slots: [
        { ...slotA, where: { feature: 'metrics' } },
        { ...slotB, dependsOn: [] },
      ],
    },
  },
])('a feature may be read $what', ({ change }) => {
  expect(kitMessages({ features: { metrics }, ...change })).toEqual([]);
});

test.each([
  {
    what: 'that no row reads',
    change: { features: { metrics } },
    says: 'features is "metrics": no slot reads it. Read it in a row, or take the declaration out.',
  },
  {
    what: 'that a slot reads and the kit does not declare',
    change: {
      features: { metrics },
      parameters: declared,
      slots: [
        { ...slotA, where: { feature: 'metric' } },
        { ...reading, dependsOn: [] },
      ],
    },
    says:
      'bp-a.where.feature is "metric": the kit declares no such feature. Did you mean "metrics"? Write one of ' +
      'metrics.',
  },
  {
    what: 'that a parameter reads and the kit does not declare',
    change: { parameters: declared, slots: [slotA, reading] },
    says:
      'parameters.METRICS.feature is "metrics": the kit declares no such feature. Remove it: there are none to ' +
      'choose from.',
  },
  {
    what: 'without a description',
    change: { features: { metrics: { default: true } } },
    says: 'features.metrics.description is not set: it must be given. Write what the feature is.',
  },
  {
    what: 'whose default is no boolean',
    change: { features: { metrics: { ...metrics, default: 'on' } } },
    says: 'features.metrics.default is "on": it must be a boolean. Write true or false.',
  },
])('a feature $what is refused', ({ change, says }) => {
  expect(kitMessages(change).map((text) => text.replace('slots.ts: ', ''))).toEqual([says]);
});
