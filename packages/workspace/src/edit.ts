export { type AddedRow, addToGraph, addToKit } from './edit/add-slot';
export { issuesOfSideEffects } from './edit/check-edit';
export { editText } from './edit/edit-text';
export { hasRow } from './edit/find-row';
export { saysKey } from './edit/says-key';
export { removalPath } from './edit/removal-path';
export type { EditStep, EditValue, RecordEdit } from './edit/record-edit';
