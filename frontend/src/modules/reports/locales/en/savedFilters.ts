import type ro from '../ro/savedFilters';

const en: typeof ro = {
  button: 'Saved filters',
  title: 'Saved filters',
  empty: 'You have no saved filters yet. Name the present ones to find them again.',
  name: 'Name of the present filters',
  placeholder: 'such as: Overdue above 10,000',
  save: 'Save',
  apply: 'Apply {name}',
  active: 'active now',
  remove: 'Delete {name}',
  undo: 'Undo the deletion',
  removed: '“{name}” has been deleted.',
  saved: '“{name}” has been saved.',
  nameTaken: 'You already have filters of this name.',
  tooMany: 'You have as many saved filters as there may be. Delete some old ones.',
  failed: 'The saved filters could not be loaded.',
};

export default en;
