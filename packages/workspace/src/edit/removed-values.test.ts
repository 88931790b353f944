import { editText } from './edit-text';

interface Row {
  readonly what: string;
  readonly text: string;
  readonly path: readonly string[];
  readonly becomes: string;
}

const rows: readonly Row[] = [
  {
    what: 'nothing in place of a line, whose comment above stays',
    text: "export default {\n  fqdn: 'a',\n  // for the audit\n  protected: true,\n  environment: 'stg',\n};\n",
    path: ['protected'],
    becomes: "export default {\n  fqdn: 'a',\n  // for the audit\n  environment: 'stg',\n};\n",
  },
  {
    what: 'nothing in place of a value, whose comment behind stays',
    text: "export default {\n  fqdn: 'a',\n  protected: true, // for the audit\n};\n",
    path: ['protected'],
    becomes: "export default {\n  fqdn: 'a',\n  // for the audit\n};\n",
  },
  {
    what: 'nothing in place of the last one, whose comma goes too',
    text: "export default {\n  fqdn: 'a',\n  protected: true\n};\n",
    path: ['protected'],
    becomes: "export default {\n  fqdn: 'a'\n};\n",
  },
  {
    what: 'nothing in place of one in the middle of a line',
    text: "export default { fqdn: 'a', protected: true, environment: 'stg' };\n",
    path: ['protected'],
    becomes: "export default { fqdn: 'a', environment: 'stg' };\n",
  },
  {
    what: 'nothing in place of nothing',
    text: "export default { fqdn: 'a' };\n",
    path: ['overrides', 'bp-cilium'],
    becomes: "export default { fqdn: 'a' };\n",
  },
];

test.each(rows)('an edit leaves $what', ({ text, path, becomes }) => {
  const result = editText({ file: 'sovereigns/acme/sovereign.ts', text }, [{ path, value: undefined }]);
  expect(result).toEqual({ ok: true, value: becomes });
});
