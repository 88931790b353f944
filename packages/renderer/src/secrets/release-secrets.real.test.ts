import { withHelmAndKubectl } from '../testing/real-programs';
import {
  dataOf,
  flux,
  fromSecret,
  markOf,
  release,
  renderWithPrograms,
  problemLines,
  secret,
} from '../testing/secret-tree';

withHelmAndKubectl('with the real helm and kustomize (skipped where no helm and kubectl can be had)', () => {
  const rendered = renderWithPrograms();

  test('values of valuesFrom are fingerprints in objects and in the cache, in simple encodings too', async () => {
    const password = 'p"a s&s/w0rd+ü';
    const { region, all, kept } = await rendered(
      {
        'entry/secret.yaml': secret('values', {
          'values.yaml': JSON.stringify({ password, pin: 12345678 }),
          token: 'a\\,bcdef',
        }),
        'entry/app.yaml': release({
          valuesFrom: [
            { kind: 'Secret', name: 'values' },
            { kind: 'Secret', name: 'values', valuesKey: 'token', targetPath: 'token' },
          ],
          values: { port: 8443 },
        }),
      },
      {
        'all.yaml': [
          'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: made}\ndata:',
          '  plain: {{ .Values.password | quote }}',
          '  json: {{ dict "p" .Values.password | toJson | quote }}',
          '  jsonTwice: {{ dict "p" .Values.password | toJson | quote | quote }}',
          '  upper: {{ upper .Values.password | quote }}',
          '  url: {{ urlquery .Values.password }}',
          '  html: {{ html .Values.password | quote }}',
          '  base64: {{ b64enc .Values.password }}',
          '  login: Basic {{ printf "user:%s" .Values.password | b64enc }}',
          '  docker: {{ dict "auth" (printf "u:%s" .Values.password | b64enc) | toJson | b64enc }}',
          '  hex: {{ printf "%x" .Values.password }}',
          '  pin: pin {{ .Values.pin }} {{ int64 .Values.pin }}',
          '  token: {{ .Values.token }}',
          '  port: "{{ .Values.port }}"',
          '---',
          'apiVersion: v1\nkind: Pod\nmetadata: {name: p}',
          'spec: {containers: [{name: c, args: [{{ printf "--p=%s" .Values.password | quote }}], ' +
            'env: [{name: P, value: {{ .Values.password | quote }}}]}]}',
        ].join('\n'),
      },
    );
    const mark = markOf(password);
    const data = dataOf(region, 'made');
    expect(problemLines(region)).toEqual([]);
    expect(data).toMatchObject({
      plain: mark,
      json: `{"p":"${mark}"}`,
      jsonTwice: expect.stringMatching(new RegExp(`^"\\{\\\\"p\\\\":\\\\"${mark}\\\\"\\}"$`)) as string,
      upper: mark,
      url: mark,
      html: mark,
      base64: mark,
      login: `Basic ${markOf(`user:${password}`)}`,
      docker: expect.stringMatching(/^hmac-sha256:[0-9a-f]{16}$/) as string,
      hex: mark,
      pin: `pin ${markOf('12345678')} ${markOf('12345678')}`,
      token: markOf('a,bcdef'),
      port: '8443',
    });
    const pod = region.objects.find(({ object }) => object.kind === 'Pod')?.object;
    expect(pod?.['spec']).toEqual({
      containers: [{ name: 'c', args: [`--p=${mark}`], env: [{ name: 'P', value: mark }] }],
    });
    expect(kept).toHaveLength(1);
    expect(all).not.toMatch(/w0rd|W0RD|dzByZ|773072|12345678|bcdef|1\.2345/);
  });

  test('the error of a chart that fails shows no secret, in no way of writing it', async () => {
    const words =
      '{{ .Values.p }} {{ upper .Values.p }} {{ b64enc .Values.p }} {{ quote .Values.p }} {{ trunc 9 .Values.p }}...';
    const { region, all } = await rendered(
      {
        'entry/secret.yaml': secret('vars', { P: 'correct-horse' }),
        'entry/apps.yaml': flux('apps', fromSecret),
        'apps/app.yaml': release({ values: { p: '${P}' } }),
      },
      { 'all.yaml': `{{ fail (printf "%s" (tpl ${JSON.stringify(words)} .)) }}` },
    );
    const mark = markOf('correct-horse');
    expect(problemLines(region)).toHaveLength(1);
    expect(problemLines(region)[0]).toContain(`${mark} ${mark} ${mark} "${mark}" ${markOf('correct-h')}...`);
    expect(all).not.toMatch(/horse|HORSE|Y29ycmVjd|correct/);
  });
});
