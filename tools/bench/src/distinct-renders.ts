import { outputFolder, type Tree, treePlace } from '@sovereign-fleet/domain';
import { parse, parseAllDocuments } from 'yaml';

interface Release {
  readonly kind: string;
  readonly spec: {
    readonly chartRef: object;
    readonly releaseName: string;
    readonly targetNamespace: string;
    readonly values?: object;
  };
}

interface RegionKustomization {
  readonly spec: {
    readonly path: string;
    readonly postBuild: { readonly substitute: Readonly<Record<string, string>> };
  };
}

/**
 * How many different renders the regions of a compiled Tree need: chart, release, namespace, values and what a region
 * changes in them, with its variables put in. It is counted on the text, to know it from other code than the renderer's.
 */
export function distinctRenders(tree: Tree): number {
  const files: Texts = new Map([...tree].map(([path, content]) => [path.replace(`${outputFolder}/`, ''), content]));
  const wanted = [...files]
    .filter(([path]) => /^[^/]+\/bootstrap-kit\.yaml$/.test(treePlace(path)?.rest ?? ''))
    .flatMap(([, text]) => rendersOf(files, text));
  return new Set(wanted).size;
}

type Texts = ReadonlyMap<string, string>;

function rendersOf(files: Texts, regionText: string): readonly string[] {
  // Our own compiler wrote these files.
  const { path, postBuild } = (parse(regionText) as RegionKustomization).spec;
  const put = (text: string) => text.replace(/\$\{(\w+)\}/g, (_, name: string) => postBuild.substitute[name] ?? '');
  const folder = path.replace('./', '');
  const { patches } = parse(files.get(`${folder}/kustomization.yaml`) ?? '') as {
    readonly patches?: readonly object[];
  };
  const slots = folder.replace(/\/[^/]+\/bootstrap-kit$/, '/bootstrap-kit/');
  return [...files]
    .filter(([file]) => file.startsWith(slots))
    .flatMap(([, text]) => parseAllDocuments(put(text)).map((document) => document.toJS() as Release | null))
    .flatMap((release) => {
      if (release?.kind !== 'HelmRelease') return [];
      const { chartRef, releaseName, targetNamespace, values } = release.spec;
      const changes = (patches ?? []).filter((patch) => JSON.stringify(patch).includes(`bp-${releaseName}`));
      return [put(JSON.stringify([chartRef, releaseName, targetNamespace, values, changes]))];
    });
}
