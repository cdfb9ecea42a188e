/** French. The spaces before high punctuation do not break (U+202F, U+00A0). */
import { refusedStorageTtl } from '@parlour/shared/rules/expiry.js';
import type { Texts } from './en.js';
import { grammarOf } from './grammar.js';

export const { counted, duration, inSeconds, list } = grammarOf('fr');
const briefly = duration(refusedStorageTtl);

export const texts: Texts = {
  direction: 'ltr',
  openChat: 'Ouvrir le chat',
  chat: 'Chat',
  unread: (count) => counted(count, { one: '# nouveau message', other: '# nouveaux messages' }),
  chatWith: (merchant) => `Chat avec ${merchant}`,
  minimise: 'Réduire',
  end: 'Terminer le chat',
  agentHere: (name) => `${name} est là`,
  someoneHere: 'Quelqu’un est là pour vous répondre',
  nobodyHere: 'Personne n’est là pour le moment\u202f; vous pouvez écrire quand même',
  inQueue: 'En attente d’une réponse',
  placeInQueue: (place) => `Vous êtes numéro ${place} dans la file`,
  ended: 'Terminée',
  conversation: 'Conversation',
  you: 'Vous',
  message: 'Message',
  messagePlaceholder: 'Message…',
  send: 'Envoyer',
  left: (count) =>
    count >= 0
      ? counted(count, { one: 'encore # caractère', other: 'encore # caractères' })
      : counted(-count, { one: '# caractère de trop', other: '# caractères de trop' }),
  typing: (names) => `${list(names)} ${names.length === 1 ? 'écrit' : 'écrivent'}…`,
  status: {
    waiting: 'en attente',
    sending: 'envoi',
    sent: 'envoyé',
    delivered: 'remis',
    read: 'lu',
    failed: 'non remis',
  },
  correction: 'Correction',
  masked:
    'Les numéros de carte, de compte et d’identité sont remplacés par des points avant que quiconque les voie ou les enregistre.',
  sentAgainIn: (seconds) => `nouvel essai ${inSeconds(seconds)}`,
  tryAgain: 'Réessayer',
  discard: 'Supprimer',
  choices: 'Ce qui peut être conservé',
  choicesIntro:
    'C’est vous qui décidez. Vous pouvez discuter sans rien accepter, et changer d’avis à tout moment.',
  staleNotice:
    'Cette information a changé depuis que vous l’avez vue. Merci de la lire et de choisir à nouveau.',
  notice: 'Confidentialité',
  purposes: {
    transcript_storage: {
      name: 'Conserver cette conversation',
      means:
        'Pour que vous puissiez y revenir, eux comme vous. Elle est supprimée à la date indiquée ci-dessous.',
      refused: `Sinon\u00a0: supprimée ${briefly} après la fin de la conversation.`,
    },
    device_storage: {
      name: 'Se souvenir de moi sur cet appareil',
      means: 'Pour que la conversation soit encore là après un rechargement. Rien d’autre n’est enregistré.',
      refused: 'Sinon\u00a0: fermer ou recharger cette page met fin à votre accès.',
    },
  },
  withoutKeeping: `Supprimée ${briefly} après la fin de la conversation.`,
  withKeeping: (ms) => `Supprimée ${duration(ms)} après la fin de la conversation.`,
  deletedOn: (date) => `Supprimée le ${date}.`,
  deletedToday: (time) => `Supprimée aujourd’hui à ${time}.`,
  why: 'Pourquoi\u202f?',
  whyTitle: 'Pourquoi cette date',
  yourData: 'Vos données',
  haveCode: 'J’ai un code',
  cannotStore:
    'Ce navigateur ne nous laisse rien enregistrer. La conversation dure aussi longtemps que cette page\u202f; un code de «\u00a0Vos données\u00a0» la retrouve.',
  connecting: 'Connexion…',
  reconnecting: (time) => `Pas de connexion depuis ${time}. Nouvel essai…`,
  stillNot: (time) =>
    `Toujours pas de connexion depuis ${time}. Continuez d’écrire\u00a0: tout part dès que la connexion revient, tant que cette page est ouverte.`,
  lost: 'Il n’y a pas eu de réponse. Votre message est toujours là\u202f; réessayez.',
  failed: 'Cela n’a pas fonctionné.',
  errors: {
    stale_notice: 'L’information a changé entre-temps. Merci de la lire et de choisir à nouveau.',
    blocked: 'Ce commerçant n’accepte pas de nouvelle conversation de votre part jusqu’au :',
    conversation_closed: 'La conversation est terminée.',
    conversation_expired: 'La conversation a été supprimée.',
    too_many_requests: 'Cela faisait beaucoup d’un coup.',
    unavailable: 'L’enregistrement n’est pas possible pour l’instant. Rien n’est perdu.',
  },
  retryIn: (seconds) => `Réessayez ${inSeconds(seconds)}.`,
  closed: 'Cette conversation est terminée.',
  startNew: 'En commencer une autre',
  goneTitle: 'Supprimée, comme promis',
  gone: 'La date de cette conversation est arrivée. Ses messages ont disparu des deux côtés et ne peuvent pas être récupérés.',
  unsent: 'Ceci n’avait pas été envoyé\u00a0:',
  cannotOpen: 'Le chat ne peut pas être ouvert ici.',
  today: 'Aujourd’hui',
  theAgent: 'Quelqu’un',
};
