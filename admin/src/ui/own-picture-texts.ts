import type { PortalAudience } from '@parlour/shared/access/table.js';
import type { ErrorCode } from '@parlour/shared/protocol/errors.js';

/** What is said of one's own picture. */
export const ownPictureTexts = {
  title: 'Your picture',
  lead: {
    merchant:
      'Consumers whom you answer see it beside your name, where your organization shows names, and so do your colleagues. You need not show one.',
    provider: 'Your colleagues see it beside your name. You need not show one.',
    admin: 'Other admins see it beside your name. You need not show one.',
  } satisfies Record<PortalAudience, string>,
  how: (most: string) =>
    `JPEG, PNG, WebP or GIF, up to ${most}; you can also drop it here or paste it. A small square of its middle is kept, without anything that your camera wrote into it, until you replace or remove it.`,
  choose: 'Choose a picture…',
  another: 'Choose another…',
  chosen: 'This is how others will see it.',
  show: 'Show this picture',
  leave: 'Leave it as it was',
  sending: 'How much of your picture is sent',
  cancel: 'Cancel',
  remove: 'Remove my picture',
  shown: 'Your picture is shown from now on.',
  removed: 'Your picture is deleted.',
  drop: 'Drop the picture here',
  errors: (most: string): Partial<Record<ErrorCode, string>> => ({
    too_large: `This file is larger than ${most}. Choose a smaller one, or save it with fewer pixels.`,
    file_type_refused: 'This is no picture that can be shown: it takes JPEG, PNG, WebP or GIF.',
    file_unreadable:
      'This picture cannot be read: it is damaged, or has too many pixels. Save it anew, or smaller.',
  }),
} as const;
