import type ro from '../ro/export';

const en: typeof ro = {
  button: 'Export',
  title: 'Export the whole selection',
  xlsx: 'Excel',
  xlsxHint: 'XLSX, totals as formulas',
  pdf: 'PDF',
  pdfHint: 'A4, to print or to send',
  csv: 'CSV',
  csvHint: 'for other programs',
  csvOptions: 'CSV options',
  separator: 'Separator',
  semicolon: 'semicolon',
  comma: 'comma',
  bom: 'UTF-8 mark for Excel',
  working: 'Preparing {format}…',
  received: 'Downloading {format}: {size}',
  cancel: 'Stop the export',
  done: '{name} has been downloaded.',
  cancelled: 'The export was stopped.',
  failed: 'The export has failed. {reason}',
};

export default en;
