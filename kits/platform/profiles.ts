const driftDetection = { mode: 'enabled' } as const;
const again = { remediation: { retries: -1 } } as const;

/** How Helm installs and upgrades. A new cluster is slow and odd in its first hour, so no release gives up. */
export const profiles = {
  /** For what nobody waits for. */
  quick: {
    interval: '15m',
    timeout: '5m',
    driftDetection,
    install: { crds: 'CreateReplace', disableWait: true, ...again },
    upgrade: { crds: 'CreateReplace', disableWait: true, ...again },
  },
  /** For what others need ready: a webhook, a StorageClass, a kind. */
  waits: {
    interval: '15m',
    timeout: '15m',
    driftDetection,
    install: { crds: 'CreateReplace', ...again },
    upgrade: { crds: 'CreateReplace', ...again },
  },
  /** For what keeps data: an upgrade that failed is looked at, and not rolled back over a newer disk. */
  careful: {
    interval: '15m',
    timeout: '30m',
    driftDetection,
    install: { crds: 'CreateReplace', disableWait: true, ...again },
    upgrade: { crds: 'CreateReplace', disableWait: true, remediation: { retries: 0, remediateLastFailure: false } },
    uninstall: { keepHistory: true },
  },
} as const;
