import { duration } from '../fr.js';
import { explainIn } from '../grammar.js';
import type { LaterTexts } from './en.js';

export const laterTexts: LaterTexts = {
  attach: 'Envoyer un fichier',
  saveFile: (name: string) => `Enregistrer ${name}`,
  fileNotFetched: 'Impossible de le récupérer. Réessayez.',
  fileSending: 'Part déjà envoyée',
  fileCancel: 'Annuler',
  fileTooLarge: (size: string) => `Trop volumineux : ${size} au maximum.`,
  fileErrors: {
    file_type_refused: 'Seuls les images, les PDF et le texte brut peuvent être envoyés.',
    file_unreadable: 'Cette image est illisible.',
    files_full: 'Cette conversation ne peut plus recevoir de fichiers.',
  },
  endSure: 'Terminer cette conversation\u202f? Ce qui est écrit reste jusqu’à sa date.',
  endYes: 'La terminer',
  endNo: 'Continuer',
  exactly: (relative, exact) => `C’est-à-dire ${relative}\u00a0: ${exact}.`,
  moves: 'Chaque nouveau message repousse la date.',
  explain: explainIn(
    {
      since_close: (time) => `Supprimée ${time} après la clôture de la conversation.`,
      since_last_message: (time) => `Supprimée ${time} après le dernier message.`,
      consumer_refused: (time) =>
        `L’enregistrement de la conversation n’a pas été accepté\u202f; elle n’est donc conservée que ${time}.`,
      merchant_rule: (time) => `Le commerçant conserve les conversations pendant ${time}.`,
      platform_floor: (time) => `La plateforme conserve toute conversation pendant au moins ${time}.`,
      platform_ceiling: (time) => `La plateforme ne conserve aucune conversation plus de ${time}.`,
      account_in_use: () => 'Le compte auquel elle appartient est utilisé.',
      deletion_approved: () => 'Sa suppression a été demandée et approuvée.',
      statutory_floor: (time) => `La loi impose de conserver toute conversation pendant au moins ${time}.`,
      access_open: () => 'Une copie a été demandée\u202f; elle est faite d’abord.',
      hold_released: (time) =>
        `Une obligation légale de conservation a été levée\u202f; supprimée ${time} après.`,
      legal_hold: () =>
        'Une obligation légale de conservation retarde la suppression. Tant qu’elle dure, rien n’est supprimé\u202f; passé la date, seules les personnes qui en ont la garde peuvent lire la conversation.',
    },
    duration,
  ),
  agreedTo: 'Ce que vous avez accepté',
  elsewhere: 'Tout voir, emporter ou supprimer',
  elsewhereMeans:
    'Sur une page à part, maintenant ou plus tard, sur n’importe quel appareil, sans compte. Un code l’ouvre.',
  makeCode: 'Créer un code',
  codeIs: 'Gardez-le pour vous\u00a0:',
  openData: 'Ouvrir la page maintenant',
  onDevice: 'Sur cet appareil',
  nothingStored: 'Rien n’est enregistré sur cet appareil.',
  stored: {
    token: 'Un nombre aléatoire qui permet de retrouver cette conversation',
    outbox: 'Les messages qui ne sont pas encore partis',
  },
  clear: 'Effacer de cet appareil',
  rateTitle: 'Comment cela s’est-il passé ?',
  stars: (score: number) => `${score} sur 5`,
  rateComment: 'Quelque chose à ajouter ? Ce n’est pas obligatoire.',
  rateMeans: 'Le commerçant le lit. C’est supprimé en même temps que la conversation.',
  rateSend: 'Envoyer l’avis',
  rateThanks: (score: number) => `Merci. Vous avez donné ${score} sur 5.`,
  rateChange: 'Modifier',
  notConnected: 'Pas de connexion pour le moment',
  closedNow: 'C’est fermé pour le moment',
  nobodyNow: 'Personne n’est là pour le moment',
  opensAgain: (when) => `Réouverture\u00a0: ${when}.`,
  offlineMeans:
    'Écrivez ci-dessous de quoi il s’agit. Votre message nous attend, et la réponse vous attendra ici.',
  mailTitle: 'Réponse par e-mail',
  mailMeans: 'Vous n’êtes pas obligé de donner une adresse. Elle est supprimée avec la conversation.',
  email: 'Adresse e-mail',
  leaveAddress: 'Laisser l’adresse',
  addressLeft: (email) => `Laissée pour cette conversation\u00a0: ${email}.`,
  takeBack: 'La retirer',
  contactPurposes: {
    contact_followup: {
      name: 'M’envoyer la réponse par e-mail',
      means: 'L’adresse sert à cela et à rien d’autre.',
    },
    marketing: {
      name: 'M’envoyer des nouvelles et des offres',
      means: 'Seulement si vous le souhaitez. Chaque envoi contient un lien pour y mettre fin.',
    },
  },
  preChatTitle: 'Avant d’écrire',
  preChatFree: 'Vous n’êtes obligé de rien remplir.',
  preChatNeeded: 'Veuillez remplir ce qui est marqué comme nécessaire.',
  needed: 'nécessaire',
  noAnswer: 'Pas de réponse',
  profileTitle: 'Ce que vous avez dit de vous',
  putRight: 'Corriger',
};
