// Synthesises with cdk8s what our compiler compiled: node cdk8s.mjs <objects.json> [<folder>]. Prints its CPU time.
// Without a folder nothing is written: each app is synthesised to its text.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, App, Chart, JsonPatch } from 'cdk8s';

const [, , objectsFile, outputFolder] = process.argv;
/** Folder → file, without its extension → Kubernetes objects. */
const folders = JSON.parse(readFileSync(objectsFile, 'utf8'));

/** An app has one output folder, and a chart becomes one file in it. */
function synthesise() {
  for (const [folder, files] of Object.entries(folders)) {
    const app = new App({ outdir: join(outputFolder ?? '', folder), outputFileExtension: '.yaml' });
    for (const [file, objects] of Object.entries(files)) {
      const chart = new Chart(app, file);
      objects.forEach((object, index) => add(chart, `object-${index}`, object));
    }
    if (outputFolder === undefined) app.synthYaml();
    else app.synth();
  }
}

function add(chart, id, object) {
  const added = new ApiObject(chart, id, object);
  // A kustomization.yaml has no metadata, and cdk8s gives it a name.
  if (object.metadata === undefined) added.addJsonPatch(JsonPatch.remove('/metadata'));
}

// As in our own measurement: what the loading of code left behind is collected before.
globalThis.gc?.();
setTimeout(() => {
  const before = process.cpuUsage();
  synthesise();
  const { user, system } = process.cpuUsage(before);
  process.stdout.write(JSON.stringify({ cpu: (user + system) / 1000 }));
}, 500);
