import { allowedBareNames } from './limits';

/** Participles that do not end in "ed". What is a verb as well (read, set, cut, put) is not among them. */
const irregularParticiples = new Set(
  [
    'begun bound broken brought built caught chosen done drawn driven eaten fallen forgotten found frozen given gone',
    'grown heard held hidden kept known laid left lost made meant met paid risen said seen sent shown sold spent',
    'spoken stood stolen struck taken thought thrown told torn understood woken won worn written',
  ].flatMap((line) => line.split(' ')),
);

const prepositions = new Set(
  [
    'about above across after against along among around as at before behind below beneath beside between beyond by',
    'during for from in inside into near of off on onto out outside over past since through till to toward under until',
    'upon with within without',
  ].flatMap((line) => line.split(' ')),
);

type BareName = 'participle' | 'preposition';

/** What a function is named by, if that is one word and neither a verb nor a noun, as `given`, `placed` and `at`. */
export function bareNameOf(name: string, allowed = allowedBareNames): BareName | undefined {
  if (Object.hasOwn(allowed, name)) return undefined;
  if (prepositions.has(name)) return 'preposition';
  const isRegular = /^[a-z]+ed$/.test(name) && !name.endsWith('eed');
  return isRegular || irregularParticiples.has(name) ? 'participle' : undefined;
}
