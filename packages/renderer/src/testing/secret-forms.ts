// What decision 0023 says of the forms in which a chart may show a value: each row is in its table.

export const formValues = {
  p: 'Tr0ub4dor&3-Horse-Battery-Staple',
  pin: 9021011,
  nested: JSON.stringify({ account: JSON.stringify({ token: 'in-a-value-of-a-value' }) }),
  pem: JSON.stringify({ key: '-----BEGIN KEY-----\nMIIEpAIBAAKCAQEAxyz\n-----END KEY-----\n' }),
  packed: Buffer.from('said-in-base64').toString('base64'),
} as const;

interface SecretForm {
  readonly form: string;
  /** Expressions of a template that make it. */
  readonly by: readonly string[];
}

export const foundForms: readonly SecretForm[] = [
  { form: 'whole, or within a text', by: ['.p', 'printf "user:%s@db" .p', 'printf "x%sy" .p'] },
  { form: 'in another case', by: ['upper .p', 'lower .p', 'swapcase .p', 'b64enc .p | upper'] },
  {
    form: 'quoted or escaped, as JSON, HTML or part of a URL',
    by: ['quote .p', 'toJson .p', 'html .p', 'urlquery .p'],
  },
  { form: 'with other line ends, spaces or indentation', by: ['printf "%s\\n  %s" "a" .p | nindent 4'] },
  { form: 'as base64, also with other text in it', by: ['b64enc .p', 'printf "user:%s" .p | b64enc'] },
  { form: 'as hexadecimal, also beside letters', by: ['printf "%x" .p', 'printf "x%xz" .p', 'printf "a%X" .p'] },
  { form: 'as base64 or hexadecimal of one another, three deep', by: ['printf "%x" .p | b64enc | b64enc'] },
  { form: 'a number, also with digits around it', by: ['.pin', 'printf "1%d2" (int64 .pin)'] },
  {
    form: 'a value, or a line of a PEM, within JSON or YAML within a value',
    by: ['((.nested | fromJson).account | fromJson).token', 'index (splitList "\\n" (.pem | fromJson).key) 1'],
  },
  {
    form: 'its beginning, of 12 characters or more, cut within a word, with no letter behind it',
    by: ['trunc 20 .p', 'trunc 13 .p | printf "%s-db"', 'trunc 20 .p | b64enc', 'b64enc .p | trunc 20'],
  },
  { form: 'its beginning, of 4 characters or more, before three dots', by: ['abbrev 9 .p'] },
];

export const unfoundForms: readonly SecretForm[] = [
  { form: 'as base32 and other encodings', by: ['b32enc .p', 'printf "%o" (int64 .pin)'] },
  { form: 'as base64 with other text in it, in another case', by: ['printf "user:%s" .p | b64enc | upper'] },
  {
    form: 'with separators between its characters, or without those that it has',
    by: ['splitList "" .p | join "."', 'snakecase .p', 'nospace .p | replace "-" ""'],
  },
  { form: 'turned round', by: ['splitList "" .p | reverse | join ""'] },
  { form: 'a hash of it', by: ['sha256sum .p', 'adler32sum .p'] },
  { form: 'what is computed from it', by: ['add .pin 1', 'len .p'] },
  { form: 'another piece of it than its beginning', by: ['substr 4 20 .p', 'trunc -16 .p', 'splitList "-" .p | last'] },
  { form: 'a beginning that is shorter, or goes on', by: ['trunc 8 .p', 'printf "%sx" (trunc 20 .p)'] },
  {
    form: 'as base64 with a line end in it, and with other text',
    by: ['regexReplaceAll "(.{8})" (printf "user:%s" .p | b64enc) "${1}\\n"'],
  },
  { form: 'what base64 within a value says', by: ['b64dec .packed'] },
];
