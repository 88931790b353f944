import { kitFolderName, outputFolder, type Tree, treePlace } from '@sovereign-fleet/domain';
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
 * How many different renders the regions of a compiled Tree need. Two renders differ in chart, release, namespace,
 * values or patches, once the variables of the region are filled in. Counted on the text, independent of the renderer.
 */
export function distinctRenders(tree: Tree): number {
  const files: Texts = new Map([...tree].map(([path, content]) => [path.replace(`${outputFolder}/`, ''), content]));
  const renders = [...files]
    .filter(([path]) => /^[^/]+\/bootstrap-kit\.yaml$/.test(treePlace(path)?.rest ?? ''))
    .flatMap(([, text]) => rendersOf(files, text));
  return new Set(renders).size;
}

/**
 * How many different builds of kustomize the regions of a compiled Tree need: of the entry, of the kit with the
 * region's overlay, and of what tells that the kit is ready. Two differ in a file, where the Sovereign's FQDN is left
 * out. Counted on the text, independent of the renderer.
 */
export function distinctBuilds(tree: Tree): number {
  const texts = new Map<string, string>();
  for (const [path, text] of tree) {
    const { fqdn, rest } = treePlace(path.replace(`${outputFolder}/`, '')) ?? { fqdn: '', rest: '' };
    const [folder = rest.split('/', 1)[0] ?? ''] = /^(?:[^/]+\/)?bootstrap-kit(?:-ready)?(?=\/)/.exec(rest) ?? [];
    const key = `${fqdn}/${folder}`;
    texts.set(key, `${texts.get(key) ?? ''}${rest}\n${text.replaceAll(fqdn, '')}`);
  }
  const builds = [...texts].flatMap(([key, text]) => {
    const [fqdn = '', ...folder] = key.split('/');
    if (folder[0] === kitFolderName) return []; // no region builds it by itself
    return [folder[1] === kitFolderName ? `${text}${texts.get(`${fqdn}/${kitFolderName}`) ?? ''}` : text];
  });
  return new Set(builds).size;
}

type Texts = ReadonlyMap<string, string>;

function rendersOf(files: Texts, regionText: string): readonly string[] {
  // Our own compiler wrote these files: the kit's Kustomization comes first.
  const { path, postBuild } = (parseAllDocuments(regionText)[0]?.toJS() as RegionKustomization).spec;
  const substitute = (text: string) =>
    text.replace(/\$\{(\w+)\}/g, (_, name: string) => postBuild.substitute[name] ?? '');
  const folder = path.replace('./', '');
  const { patches } = parse(files.get(`${folder}/kustomization.yaml`) ?? '') as {
    readonly patches?: readonly object[];
  };
  const slots = folder.replace(/\/[^/]+\/bootstrap-kit$/, '/bootstrap-kit/');
  return [...files]
    .filter(([file]) => file.startsWith(slots))
    .flatMap(([, text]) => parseAllDocuments(substitute(text)).map((document) => document.toJS() as Release | null))
    .flatMap((release) => {
      if (release?.kind !== 'HelmRelease') return [];
      const { chartRef, releaseName, targetNamespace, values } = release.spec;
      const changes = (patches ?? []).filter((patch) => JSON.stringify(patch).includes(`bp-${releaseName}`));
      return [substitute(JSON.stringify([chartRef, releaseName, targetNamespace, values, changes]))];
    });
}
