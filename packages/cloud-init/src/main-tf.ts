import { escapeTemplate, printCloudConfig, templateFormat } from './cloud-config';
import { addressInput, type Input } from './inputs';
import { cloudConfigOf, inputsOf, type PreparedRegion, type ServerKind, serverKinds } from './prepared-region';
import { userDataLimits } from './user-data-limits';

/**
 * A module of OpenTofu without a provider and without a resource: its outputs are the user data, with the inputs of the
 * region in them.
 */
export function mainTf(prepared: PreparedRegion): object {
  const inputs = inputsOf(prepared);
  const kinds = serverKinds(prepared.settings);
  return {
    variable: Object.fromEntries(inputs.map((input) => [variableName(input), variableOf(input)])),
    locals: Object.fromEntries(kinds.map((kind) => [localName(kind), templateOf(kind, inputs)])),
    output: Object.fromEntries(kinds.map((kind) => [localName(kind), outputOf(kind, prepared)])),
  };
}

/** The name of a variable of OpenTofu for an input. */
export function variableName({ name }: Input): string {
  return name.toLowerCase();
}

/** The name of an output for a kind of server. */
export function localName({ name }: ServerKind): string {
  return name.replaceAll('-', '_');
}

/** The text of a file in which OpenTofu fills the inputs in. */
export function templateText(kind: ServerKind, prepared: PreparedRegion): string {
  return printCloudConfig(cloudConfigOf(kind, prepared), templateFormat);
}

function variableOf(input: Input): object {
  const name = variableName(input);
  return {
    type: 'string',
    description: input.why,
    sensitive: input.isSecret,
    validation: {
      condition: `\${can(regex(${quote(input.pattern)}, var.${name}))}`,
      error_message: `It has to match ${escapeTemplate(input.pattern)}.`,
    },
  };
}

function templateOf({ name, file }: ServerKind, inputs: readonly Input[]): string {
  const own = inputs.filter(({ usedBy }) => usedBy.includes(file));
  const values = own.map((input) => {
    const variable = `var.${variableName(input)}`;
    return `${input.name} = ${input.name === addressInput.name ? variable : `base64encode(${variable})`}`;
  });
  return `\${templatefile("\${path.module}/${name}.yaml", { ${values.join(', ')} })}`;
}

function outputOf(kind: ServerKind, { region }: PreparedRegion): object {
  const bytes = userDataLimits[region.provider];
  const local = `local.${localName(kind)}`;
  const output = { value: `\${${local}}`, sensitive: true };
  if (bytes === undefined) return output;
  // The length of base64 says how many bytes a text has; length() counts characters.
  const condition = `\${length(base64encode(${local})) * 3 / 4 < ${bytes}}`;
  const message = `${kind.name}.yaml and its inputs have more bytes than ${region.provider} takes`;
  return { ...output, precondition: { condition, error_message: `${message}: ${bytes}.` } };
}

/** A text of HCL. */
function quote(text: string): string {
  return escapeTemplate(JSON.stringify(text));
}
