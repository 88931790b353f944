import { blockOf, findBlock, isClosedByTool, lengthAround, withBlock } from './managed-block';
import { objectHash } from '../disk/node';

const block = blockOf({ kind: 'proposal', title: 'T', text: 'Ours' }, objectHash);
const other = blockOf({ kind: 'closed', title: 'T', text: 'Other' }, objectHash);

test('a block stands between two comments with nothing but hashes in them', () => {
  expect(block).toBe(
    '<!-- sovereign-fleet: proposal 075fd4b0289f7a791362e3c42b0493acf2b5fe5e ' +
      '96583aabf5a13fdc518899efd0c92c41da28eb2f -->\nOurs\n<!-- sovereign-fleet: end -->',
  );
});

test.each([
  { name: 'the block alone', body: block, after: other },
  { name: 'words around it', body: `Before\n\n${block}\nAfter`, after: `Before\n\n${other}\nAfter` },
  { name: 'line breaks of the web', body: `Before\r\n${block.replaceAll('\n', '\r\n')}`, after: `Before\n${other}` },
  { name: 'no block', body: 'Mine  \n', after: `Mine\n\n${other}` },
  { name: 'nothing', body: '', after: other },
  {
    name: 'no end of it',
    body: block.replace(/\n.*end -->$/, ''),
    after: `${block.replace(/\n.*end -->$/, '')}\n\n${other}`,
  },
  {
    name: 'words behind one that lost its end, before another one',
    body: `${block.replace(/\n.*end -->$/, '')}\n\nMine\n\n${block}`,
    after: `${block.replace(/\n.*end -->$/, '')}\n\nMine\n\n${other}`,
  },
  {
    name: 'an end without a block',
    body: `Mine\n<!-- sovereign-fleet: end -->\n\n${block}`,
    after: `Mine\n<!-- sovereign-fleet: end -->\n\n${other}`,
  },
  { name: 'a second block', body: `${block}\n${block}`, after: `${other}\n${block}` },
])('a new block keeps what people wrote: $name', ({ body, after }) => {
  expect(withBlock(body, other)).toBe(after);
  expect(lengthAround(body)).toBe(after.length - other.length);
});

test('a block says who closed it', () => {
  expect([block, other, 'words', ''].map(isClosedByTool)).toEqual([false, true, false, false]);
  expect(findBlock(block)?.kind).toBe('proposal');
});
