import { reviewMarker as marker } from '@sovereign-fleet/policy';
import { bot, type Forge, pull, startForge, stopForges, token } from '../testing/comment-forge';
import { keepComment, octokitFor } from './keep-comment';

afterEach(stopForges);

const keep = (forge: Forge, text: string, create = true) =>
  keepComment(octokitFor(token, forge.url), pull, { marker, text: `${marker}\n${text}\n`, create });

const writes = ({ requests }: Forge) =>
  requests.filter((one) => !one.startsWith('GET ') && one !== 'POST /graphql').length;

test('the first run creates the comment, an equal text writes nothing, and a new text replaces it', async () => {
  const forge = await startForge();
  expect(await keep(forge, 'one')).toBe('created');
  expect(await keep(forge, 'one')).toBe('unchanged');
  expect(writes(forge)).toBe(1);
  expect(await keep(forge, 'two')).toBe('updated');
  expect(forge.comments).toEqual([{ id: 1, body: `${marker}\ntwo\n`, user: { login: bot } }]);
});

test('a comment that GitHub keeps with other line ends is the same comment', async () => {
  const forge = await startForge([{ body: `${marker}\r\none`, user: { login: bot } }]);
  expect(await keep(forge, 'one')).toBe('unchanged');
});

test('the comment is found among 150 others', async () => {
  const others = Array.from({ length: 150 }, (_, index) => ({ body: `Comment ${index}`, user: { login: 'anna' } }));
  const forge = await startForge([...others, { body: `${marker}\nold`, user: { login: bot } }]);
  expect(await keep(forge, 'new')).toBe('updated');
  expect(forge.comments).toHaveLength(151);
  expect(forge.comments[150]?.body).toBe(`${marker}\nnew\n`);
});

test('a comment with the marker is not ours if somebody else wrote it, or if the marker is quoted', async () => {
  const theirs = [
    { body: `${marker}\nfake`, user: { login: 'mallory' } },
    { body: `${marker}\nfake`, user: { login: 'github-actions' } },
    { body: `> ${marker}`, user: { login: bot } },
  ];
  const forge = await startForge(theirs);
  expect(await keep(forge, 'real')).toBe('created');
  expect(forge.comments.map(({ body }) => body)).toEqual([...theirs.map(({ body }) => body), `${marker}\nreal\n`]);
});

test('a review without findings updates the comment and creates none', async () => {
  const forge = await startForge();
  expect(await keep(forge, 'nothing', false)).toBe('not needed');
  expect(writes(forge)).toBe(0);
  forge.comments.push({ id: 1, body: `${marker}\nold`, user: { login: bot } });
  expect(await keep(forge, 'nothing', false)).toBe('updated');
});

const where = 'The review could not be written to pull request 7 of o/r';

test.each([
  {
    status: 403,
    message:
      `${where}: the token may not do it (403). Give the job the permission "pull-requests: write". On a pull ` +
      'request from a fork GitHub gives no such token.',
  },
  { status: 404, message: `${where}: it is not there, or the token may not see it (404). Check its number.` },
  { status: 422, message: `${where}: GitHub answered 422.` },
])('a refusal of GitHub with $status becomes an error that says what to do', async ({ status, message }) => {
  const forge = Object.assign(await startForge(), { refuseWrites: status });
  await expect(keep(forge, 'text')).rejects.toThrow(new Error(message));
});

test('an invalid token is an error', async () => {
  const forge = await startForge();
  const comment = { marker, text: marker, create: true };
  await expect(keepComment(octokitFor('other', forge.url), pull, comment)).rejects.toThrow(
    new Error(`${where}: the token is not valid (401). Set GITHUB_TOKEN to one that is.`),
  );
});
