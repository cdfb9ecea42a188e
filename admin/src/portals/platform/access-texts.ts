export const texts = {
  label: 'Access',
  title: 'Who may do what',
  lead: 'One table decides for the portals, the widget and the interface for programs alike; what is not in it is refused. An admin reaches what is due and what is proven, and nothing that was said.',
  operations: 'Operations, and whose data they reach',
  fields: 'Fields, and who receives them',
  yes: 'yes',
  classes: {
    plain: 'What is neither about a person nor about what was said',
    transcript: 'What was said',
    consumer: 'Which consumer it is, and how to reach them',
    'staff.id': 'Which account somebody has',
    'staff.email': 'The address of staff',
    'own.email': 'The address that a link was sent to, for whoever holds it',
    secret: 'Tokens and codes, shown once to whom they belong',
  },
} as const;
