import { Document, isScalar, Scalar, visit } from 'yaml';

/** A text with inputs in it, by their names. */
type Template = readonly (string | { readonly input: string })[];

export interface WrittenFile {
  readonly path: string;
  readonly permissions: '0600' | '0644' | '0700';
  /** A text; a text with inputs; or one input as it is, whatever bytes it has. */
  readonly content: string | Template | { readonly input: string };
}

export interface CloudConfig {
  readonly packages: readonly string[];
  readonly files: readonly WrittenFile[];
  readonly command: readonly string[];
}

/** How a text and an input are written: for OpenTofu's templatefile(), or with what was given. */
export interface Format {
  readonly text: (text: string) => string;
  readonly input: (name: string) => string;
  /** An input whose bytes are in base64. */
  readonly encoded: (name: string) => string;
}

/**
 * For OpenTofu: every input is a reference, and no other text is one. Inputs arrive as `main.tf.json` hands them over,
 * those that are files of their own in base64.
 */
export const templateFormat: Format = {
  text: escapeTemplate,
  input: (name) => `\${${name}}`,
  encoded: (name) => `\${${name}}`,
};

/** A text that templatefile() and strings of OpenTofu give back as it was. */
export function escapeTemplate(text: string): string {
  return text.replace(/[$%](?=\{)/g, (sign) => `${sign}${sign}`);
}

/** User data of a server, as a text that begins with `#cloud-config`. */
export function printCloudConfig({ packages, files, command }: CloudConfig, format: Format): string {
  const written = files.map((file) => ({
    path: file.path,
    permissions: file.permissions,
    ...contentOf(file.content, format),
  }));
  const config = { package_update: true, packages, write_files: written, runcmd: [command] };
  // cloud-init and k3s read YAML 1.1, in which "on" and "0b1" are no texts.
  const document = new Document(config, { compat: 'yaml-1.1' });
  visit(document, {
    Pair: (_, { key, value }) => {
      // Base64 may look like a number, a mode does, and lines are kept as they are.
      const quoted = ['permissions', 'content'].includes(isScalar(key) ? String(key.value) : '');
      if (!quoted || !isScalar(value)) return;
      value.type = String(value.value).includes('\n') ? Scalar.BLOCK_LITERAL : Scalar.QUOTE_DOUBLE;
    },
  });
  return `#cloud-config\n${document.toString({ lineWidth: 0 })}`;
}

function contentOf(content: WrittenFile['content'], format: Format): object {
  if (typeof content === 'string') return { content: format.text(content) };
  if ('input' in content) return { encoding: 'b64', content: format.encoded(content.input) };
  const parts = content.map((part) => (typeof part === 'string' ? format.text(part) : format.input(part.input)));
  return { content: parts.join('') };
}
