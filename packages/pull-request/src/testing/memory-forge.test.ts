import { forgeContract } from './forge-contract';
import { memoryForge } from './memory-forge';
import { closeByHand, commitToBase, mergeByHand, push, retarget } from './memory-people';
import { newMemory, pullOf } from './memory-pulls';
import { objectHash } from '../disk/node';

forgeContract('in memory', (files) => {
  const memory = newMemory(objectHash);
  commitToBase(memory, files);
  const anHourLater = () => (memory.git.now = new Date(memory.git.now.getTime() + 3_600_000));
  const people = {
    commit: (branch: string, changes: Readonly<Record<string, string | null>>) =>
      later(() => push(memory, branch, changes)),
    merge: (number: number, method: 'merge' | 'squash' = 'merge') =>
      later(() => {
        mergeByHand(memory, number, method);
      }),
    close: (number: number) =>
      later(() => {
        closeByHand(memory, number);
      }),
    dropReviewer: (number: number, reviewer: string) =>
      later(() => void pullOf(memory, number).reviewers.users.delete(reviewer)),
    retarget: (number: number, base: string) =>
      later(() => {
        retarget(memory, number, base);
      }),
    removeLabel: (number: number, label: string) => later(() => void pullOf(memory, number).labels.delete(label)),
  };
  return Promise.resolve({ forge: memoryForge(memory), people, anHourLater });
});

function later<T>(act: () => T): Promise<T> {
  return Promise.resolve().then(act);
}
