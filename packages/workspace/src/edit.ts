export { editText } from './edit/edit-text';
export type { EditStep, EditValue, RecordEdit } from './edit/record-edit';
