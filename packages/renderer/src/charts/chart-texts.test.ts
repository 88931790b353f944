import { textsOfFiles } from './chart-texts';

const version = '.Capabilities.HelmVersion.Version';

test.each([
  { template: `{{ ${version} }}`, reads: true },
  { template: '{{ .Capabilities.HelmVersion | toJson }}', reads: true },
  { template: `{{ if semverCompare ">=4.2.1" ${version} }}`, reads: true },
  { template: `{{ if semverCompare ">=3.8.0" ${version} }}`, reads: false },
  { template: `{{ if semverCompare "<3.0.0-0" $${version} }}{{ ${version} }}`, reads: true },
  { template: '{{ .Capabilities.KubeVersion.Version }}', reads: false },
])('whether a template reads which Helm renders it: $template', ({ template, reads }) => {
  const files = new Map([['templates/a.yaml', Buffer.from(template)]]);
  expect(textsOfFiles(files).readsHelmVersion).toBe(reads);
});
