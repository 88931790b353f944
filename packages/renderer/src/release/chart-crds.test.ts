import { crdsOfChart } from './chart-crds';
import { chart } from '../testing/example-release';

const crd = { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', metadata: { name: 'a' } };
const policy = {
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind: 'ValidatingAdmissionPolicy',
  metadata: { name: 'safe' },
};

test.each([
  { fluxVersion: undefined, isApplied: false },
  { fluxVersion: '2.9.1', isApplied: false },
  { fluxVersion: '2.8.8', isApplied: false },
  { fluxVersion: '2.8.7', isApplied: true },
  { fluxVersion: 'v2.7', isApplied: true },
])('Flux $fluxVersion applies what is no CRD in crds/: $isApplied', ({ fluxVersion, isApplied }) => {
  const { crds, doubts } = crdsOfChart([crd, policy], { chart, fluxVersion });
  expect(crds).toEqual(isApplied ? [crd, policy] : [crd]);
  expect(doubts).toEqual(
    isApplied
      ? []
      : [
          {
            kind: 'left-out',
            field: 'spec.chart',
            problem:
              'crds/ of chart app holds ValidatingAdmissionPolicy safe of admissionregistration.k8s.io/v1: ' +
              'Flux applies only CustomResourceDefinitions of it',
            remedy: 'Have the chart make it in templates/, or apply it by another way',
          },
        ],
  );
});
