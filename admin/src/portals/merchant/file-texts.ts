import type { ErrorCode } from '@parlour/shared/protocol/errors.js';

/** What is said of files. */
export const fileTexts = {
  attach: 'Send a file',
  attachHint: 'Pictures, PDF or plain text; also by dropping or pasting them here.',
  drop: 'Drop the files to send them',
  show: (name: string) => `Show ${name} in a tab of its own`,
  save: (name: string) => `Save ${name}`,
  saveShort: 'Save',
  sending: (name: string) => `How much of ${name} is sent`,
  cancel: 'Cancel',
  preview: (name: string) => `File: ${name}`,
  masked: 'Its name was masked before it was stored.',
  errors: {
    too_large: 'The file is too large.',
    file_type_refused: 'Only pictures (JPEG, PNG, WebP, GIF), PDF and plain text can be sent.',
    file_unreadable: 'This picture cannot be read: it is damaged or has too many pixels.',
    files_full: 'This conversation holds as many files as it may.',
  } satisfies Partial<Record<ErrorCode, string>>,
} as const;
