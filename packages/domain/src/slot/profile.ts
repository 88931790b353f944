import { isPlainObject } from '../sovereign/chart-values';
import type { Profile } from './release-options';
import type { Slot } from './slot';

const action = { crds: 'CreateReplace', remediation: { retries: 3 } } as const;

/** The options of a kit without profiles. */
const contractProfile: Profile = {
  driftDetection: { mode: 'enabled' },
  install: action,
  interval: '15m',
  timeout: '15m',
  upgrade: action,
};

/** What no profile may leave out: Flux asks for an interval, and drift is found unless a profile says otherwise. */
const always = { driftDetection: { mode: 'enabled' }, interval: '15m' } as const;

interface Profiles {
  /** By name; the first is that of each row which names none. */
  readonly profiles?: Readonly<Record<string, Profile>> | undefined;
}

/** How Helm installs and upgrades a slot: the options of its profile, with its own in their place. */
export function profileOf({ action = {} }: Slot, { profiles }: Profiles): Profile {
  const { like, ...own } = action;
  const [first] = Object.values(profiles ?? {});
  const base = like === undefined ? first : profiles?.[like];
  return merge({ ...always, ...(base ?? contractProfile) }, own);
}

/** Maps merge; what is neither is replaced. */
function merge(below: object, above: object): object {
  const entries = Object.entries(above).map(([key, value]: [string, unknown]) => {
    const under = (below as Readonly<Record<string, unknown>>)[key]; // of any object: undefined where there is none
    return [key, isPlainObject(under) && isPlainObject(value) ? merge(under, value) : value] as const;
  });
  return { ...below, ...Object.fromEntries(entries) };
}
