import { toolsOf135, toolsOf136, type ToolsPackage } from './tools-package';

/** The programs of one line: `4.2` is every Helm 4.2. */
export interface ProgramLine {
  /** Of Helm; of kubectl, that of its kustomize. */
  readonly line: string;
  /** A release of that line, for machines that npm carries nothing for. */
  readonly release: string;
  /** The npm package that has one, for Linux on x64. */
  readonly npm?: ToolsPackage;
  /** Where npm has none of the line: the package with the nearest one. */
  readonly instead?: ToolsPackage;
}

/** What a Flux has inside its controllers. */
interface FluxPrograms {
  /** The first Flux that has these. */
  readonly flux: string;
  readonly helm: ProgramLine;
  readonly kubectl: ProgramLine;
}

const helm42: ProgramLine = { line: '4.2', release: '4.2.3', npm: toolsOf136 };
const helm41: ProgramLine = { line: '4.1', release: '4.1.4', npm: toolsOf135 };
const helm319: ProgramLine = { line: '3.19', release: '3.19.0', instead: toolsOf135 };
const kustomize58: ProgramLine = { line: '5.8', release: '1.36.3', npm: toolsOf136 };
const kustomize57: ProgramLine = { line: '5.7', release: '1.35.2', npm: toolsOf135 };

/**
 * The newest first. From the go.mod of helm-controller (helm.sh/helm) and kustomize-controller (sigs.k8s.io/kustomize)
 * of each Flux, and from the notes of Flux 2.8.2 and 2.8.8. npm has no Helm 3.19.
 */
const fluxPrograms: readonly [FluxPrograms, ...FluxPrograms[]] = [
  { flux: '2.9.0', helm: helm42, kubectl: kustomize58 },
  { flux: '2.8.8', helm: helm42, kubectl: kustomize58 },
  { flux: '2.8.0', helm: helm41, kubectl: kustomize58 },
  { flux: '2.7.0', helm: helm319, kubectl: kustomize57 },
];

/** The programs of a Flux, and what is to be said where it is none of the table. */
export interface ProgramsOfFlux extends FluxPrograms {
  readonly note?: string;
}

/** The programs that a Flux has inside; without a version, those of the newest that is known. */
export function programsOfFlux(version: string | undefined): ProgramsOfFlux {
  const [newest] = fluxPrograms;
  if (version === undefined) return newest;
  const row = fluxPrograms.find(({ flux }) => compareVersions(flux, version) <= 0);
  const oldest = fluxPrograms.at(-1) ?? newest;
  if (row === undefined) return { ...oldest, flux: version, note: noteOf(version, oldest) };
  const isNewer = row === newest && minorOf(version) !== minorOf(newest.flux);
  return isNewer ? { ...newest, flux: version, note: noteOf(version, newest) } : { ...row, flux: version };
}

function noteOf(version: string, { flux }: FluxPrograms): string {
  return `what Flux ${version} has inside is not known here: rendered as by Flux ${minorOf(flux)}`;
}

/** `2.9` of `2.9.1`. */
export function minorOf(version: string): string {
  return partsOf(version).slice(0, 2).join('.');
}

function compareVersions(a: string, b: string): number {
  const [left, right] = [partsOf(a), partsOf(b)];
  const differs = left.findIndex((part, index) => part !== right[index]);
  return differs < 0 ? 0 : (left[differs] ?? 0) - (right[differs] ?? 0);
}

/** A record says three numbers. */
function partsOf(version: string): readonly number[] {
  return version.split('.').map(Number);
}
