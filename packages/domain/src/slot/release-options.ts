import { z } from 'zod';
import { LabelsShape, AnnotationsShape } from './metadata';

/** A duration as Flux takes it: `5m`, `1h30m`. */
const Duration = z.string().regex(/^([0-9]+(\.[0-9]+)?(ms|s|m|h))+$/, 'it must be a duration');

const Flag = z.boolean().optional();

const crds = z.enum(['Skip', 'Create', 'CreateReplace']).optional();
const serverSide = z.enum(['enabled', 'disabled', 'auto']).optional();

const Strategy = z.strictObject({
  name: z.enum(['RemediateOnFailure', 'RetryOnFailure']),
  retryInterval: Duration.optional(),
});

const remediation = {
  ignoreTestFailures: Flag,
  remediateLastFailure: Flag,
  /** -1 stands for any number of times. */
  retries: z.int().min(-1).optional(),
};

const validation = {
  disableHooks: Flag,
  disableOpenAPIValidation: Flag,
  disableSchemaValidation: Flag,
  disableTakeOwnership: Flag,
  disableWait: Flag,
  disableWaitForJobs: Flag,
};

/** Which objects a field is about (Flux: Selector). */
const Selector = z.strictObject({
  annotationSelector: z.string().optional(),
  group: z.string().optional(),
  kind: z.string().optional(),
  labelSelector: z.string().optional(),
  name: z.string().optional(),
  namespace: z.string().optional(),
  version: z.string().optional(),
});

/** How Helm installs, upgrades, tests and removes a release (HelmRelease v2 of Flux 2.9). */
const actionFields = {
  driftDetection: z
    .strictObject({
      mode: z.enum(['enabled', 'warn', 'disabled']).optional(),
      ignore: z.array(z.strictObject({ paths: z.array(z.string()), target: Selector.optional() })).optional(),
    })
    .optional(),
  install: z
    .strictObject({
      ...validation,
      crds,
      remediation: z.strictObject(remediation).optional(),
      replace: Flag,
      serverSideApply: Flag,
      strategy: Strategy.optional(),
      timeout: Duration.optional(),
    })
    .optional(),
  interval: Duration.optional(),
  rollback: z
    .strictObject({
      cleanupOnFail: Flag,
      disableHooks: Flag,
      disableWait: Flag,
      disableWaitForJobs: Flag,
      force: Flag,
      recreate: Flag,
      serverSideApply: serverSide,
      timeout: Duration.optional(),
    })
    .optional(),
  test: z
    .strictObject({
      enable: Flag,
      filters: z.array(z.strictObject({ exclude: Flag, name: z.string() })).optional(),
      ignoreFailures: Flag,
      timeout: Duration.optional(),
    })
    .optional(),
  timeout: Duration.optional(),
  uninstall: z
    .strictObject({
      deletionPropagation: z.enum(['background', 'foreground', 'orphan']).optional(),
      disableHooks: Flag,
      disableWait: Flag,
      keepHistory: Flag,
      timeout: Duration.optional(),
    })
    .optional(),
  upgrade: z
    .strictObject({
      ...validation,
      chartNameChangeStrategy: z.enum(['InPlaceUpdate', 'Reinstall']).optional(),
      cleanupOnFail: Flag,
      crds,
      force: Flag,
      preserveValues: Flag,
      remediation: z
        .strictObject({ ...remediation, strategy: z.enum(['rollback', 'uninstall']).optional() })
        .optional(),
      serverSideApply: serverSide,
      strategy: Strategy.optional(),
      timeout: Duration.optional(),
    })
    .optional(),
};

/** A named set of such options, which rows share. What it leaves out is Flux's default. */
export const ProfileShape = z.strictObject(actionFields);

/** The options of one row: those of a profile, and what differs from it. */
export const ActionShape = z.strictObject({
  /** The profile that the row starts from. Without it: the first of the kit. */
  like: z.string().optional(),
  ...actionFields,
});

export type Profile = Readonly<z.infer<typeof ProfileShape>>;

/** A patch of what the chart rendered, by kustomize. */
export const PatchShape = z.strictObject({ patch: z.string(), target: Selector.optional() });

/** The fields of a HelmRelease that no other key of a row says. */
export const ReleaseFieldsShape = z.strictObject({
  commonMetadata: z
    .strictObject({ labels: LabelsShape.optional(), annotations: AnnotationsShape.optional() })
    .optional(),
  healthCheckExprs: z
    .array(
      z.strictObject({
        apiVersion: z.string(),
        kind: z.string(),
        current: z.string(),
        failed: z.string().optional(),
        inProgress: z.string().optional(),
      }),
    )
    .optional(),
  /** Images that replace those of the chart, after Helm. */
  images: z
    .array(
      z.strictObject({
        name: z.string(),
        newName: z.string().optional(),
        newTag: z.string().optional(),
        digest: z.string().optional(),
      }),
    )
    .optional(),
  maxHistory: z.int().min(0).optional(),
  persistentClient: Flag,
  postRenderStrategy: z.enum(['nohooks', 'combined', 'separate']).optional(),
  serviceAccountName: z.string().optional(),
  waitStrategy: z.strictObject({ name: z.enum(['poller', 'legacy']) }).optional(),
});
