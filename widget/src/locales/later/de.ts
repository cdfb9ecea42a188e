import { duration } from '../de.js';
import { explainIn } from '../grammar.js';
import type { LaterTexts } from './en.js';

export const laterTexts: LaterTexts = {
  endSure: 'Dieses Gespräch beenden? Was geschrieben ist, bleibt bis zu seinem Datum.',
  endYes: 'Ja, beenden',
  endNo: 'Weiterschreiben',
  exactly: (relative, exact) => `Das ist ${relative}: ${exact}.`,
  moves: 'Jede neue Nachricht verschiebt das Datum nach hinten.',
  explain: explainIn(
    {
      since_close: (time) => `Gelöscht ${time} nach dem Schließen des Gesprächs.`,
      since_last_message: (time) => `Gelöscht ${time} nach der letzten Nachricht.`,
      consumer_refused: (time) =>
        `Der Aufbewahrung wurde nicht zugestimmt, darum bleibt das Gespräch nur ${time} gespeichert.`,
      merchant_rule: (time) => `Der Händler bewahrt Gespräche ${time} auf.`,
      platform_floor: (time) => `Die Plattform bewahrt jedes Gespräch mindestens ${time} auf.`,
      platform_ceiling: (time) => `Die Plattform bewahrt kein Gespräch länger als ${time} auf.`,
      account_in_use: () => 'Das Konto, zu dem es gehört, wird benutzt.',
      deletion_approved: () => 'Seine Löschung wurde verlangt und bewilligt.',
      statutory_floor: (time) => `Das Gesetz verlangt, jedes Gespräch mindestens ${time} aufzubewahren.`,
      access_open: () => 'Eine Kopie wurde verlangt und wird zuerst erstellt.',
      hold_released: (time) => `Eine rechtliche Sperre wurde aufgehoben; gelöscht wird ${time} danach.`,
      legal_hold: () =>
        'Eine rechtliche Sperre verzögert die Löschung. Bis sie aufgehoben ist, wird nichts gelöscht; nach dem Datum können es nur die lesen, die es verwahren.',
    },
    duration,
  ),
  agreedTo: 'Ihre Zustimmung',
  elsewhere: 'Alles ansehen, mitnehmen oder löschen',
  elsewhereMeans:
    'Auf einer eigenen Seite, jetzt oder später, auf jedem Gerät, ohne Konto. Ein Code öffnet sie.',
  makeCode: 'Code erstellen',
  codeIs: 'Behalten Sie ihn für sich:',
  openData: 'Die Seite jetzt öffnen',
  onDevice: 'Auf diesem Gerät',
  nothingStored: 'Auf diesem Gerät ist nichts gespeichert.',
  stored: {
    token: 'Eine Zufallszahl, mit der dieses Gespräch wiedergefunden wird',
    outbox: 'Nachrichten, die noch nicht hinausgegangen sind',
  },
  clear: 'Von diesem Gerät entfernen',
  rateTitle: 'Wie war es?',
  stars: (score: number) => `${score} von 5`,
  rateComment: 'Möchten Sie etwas hinzufügen? Sie müssen nicht.',
  rateMeans: 'Der Händler liest es. Es wird zusammen mit dem Gespräch gelöscht.',
  rateSend: 'Bewertung senden',
  rateThanks: (score: number) => `Danke. Sie haben ${score} von 5 gegeben.`,
  rateChange: 'Ändern',
};
