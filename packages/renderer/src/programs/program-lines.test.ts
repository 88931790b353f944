import { programsOfFlux } from './program-lines';

test.each([
  { version: undefined, helm: '4.2', kustomize: '5.8', note: undefined },
  { version: '2.9.4', helm: '4.2', kustomize: '5.8', note: undefined },
  { version: '2.8.8', helm: '4.2', kustomize: '5.8', note: undefined },
  { version: '2.8.7', helm: '4.1', kustomize: '5.8', note: undefined },
  { version: '2.7.5', helm: '3.19', kustomize: '5.7', note: undefined },
  {
    version: '2.10.0',
    helm: '4.2',
    kustomize: '5.8',
    note: 'what Flux 2.10.0 has inside is not known here: rendered as by Flux 2.9',
  },
  {
    version: '2.6.4',
    helm: '3.19',
    kustomize: '5.7',
    note: 'what Flux 2.6.4 has inside is not known here: rendered as by Flux 2.7',
  },
])('Flux $version has Helm $helm and kustomize $kustomize inside', ({ version, helm, kustomize, note }) => {
  const programs = programsOfFlux(version);
  expect([programs.helm.line, programs.kubectl.line, programs.note]).toEqual([helm, kustomize, note]);
});
