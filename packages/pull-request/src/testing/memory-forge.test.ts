import { forgeContract } from './forge-contract';
import { memoryForge } from './memory-forge';
import { closeByHand, commitToBase, mergeByHand, push, retarget } from './memory-people';
import { memory, pullOf } from './memory-pulls';
import { objectHash } from '../disk/node';

forgeContract('in memory', (files) => {
  const whole = memory(objectHash);
  commitToBase(whole, files);
  const anHourLater = () => (whole.git.now = new Date(whole.git.now.getTime() + 3_600_000));
  const people = {
    commit: (branch: string, changes: Readonly<Record<string, string | null>>) =>
      later(() => push(whole, branch, changes)),
    merge: (number: number, method: 'merge' | 'squash' = 'merge') =>
      later(() => {
        mergeByHand(whole, number, method);
      }),
    close: (number: number) =>
      later(() => {
        closeByHand(whole, number);
      }),
    dropReviewer: (number: number, reviewer: string) =>
      later(() => void pullOf(whole, number).reviewers.users.delete(reviewer)),
    retarget: (number: number, base: string) =>
      later(() => {
        retarget(whole, number, base);
      }),
    removeLabel: (number: number, label: string) => later(() => void pullOf(whole, number).labels.delete(label)),
  };
  return Promise.resolve({ forge: memoryForge(whole), people, anHourLater });
});

function later<T>(act: () => T): Promise<T> {
  return Promise.resolve().then(act);
}
