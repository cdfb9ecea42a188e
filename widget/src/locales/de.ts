/** German. Says "Sie". Durations stand where they need no dative: "90 Tage nach …", never "nach 90 Tage". */
import { refusedStorageTtl } from '@parlour/shared/rules/expiry.js';
import type { Texts } from './en.js';
import { grammarOf } from './grammar.js';

export const { counted, duration, inSeconds, list } = grammarOf('de');
const briefly = duration(refusedStorageTtl);

export const texts: Texts = {
  direction: 'ltr',
  openChat: 'Chat öffnen',
  chat: 'Chat',
  unread: (count) => counted(count, { one: '# neue Nachricht', other: '# neue Nachrichten' }),
  chatWith: (merchant) => `Chat mit ${merchant}`,
  minimise: 'Minimieren',
  end: 'Chat beenden',
  agentHere: (name) => `${name} ist da`,
  someoneHere: 'Es ist jemand da und antwortet Ihnen',
  nobodyHere: 'Gerade ist niemand da; schreiben können Sie trotzdem',
  inQueue: 'Gleich antwortet Ihnen jemand',
  placeInQueue: (place) => `Sie sind Nummer ${place} in der Warteschlange`,
  ended: 'Beendet',
  conversation: 'Gespräch',
  you: 'Sie',
  message: 'Nachricht',
  messagePlaceholder: 'Nachricht…',
  send: 'Senden',
  left: (count) => `${count >= 0 ? 'noch' : 'zu viel:'} ${counted(Math.abs(count), { other: '# Zeichen' })}`,
  typing: (names) => `${list(names)} ${names.length === 1 ? 'schreibt' : 'schreiben'}…`,
  status: {
    waiting: 'wartet',
    sending: 'wird gesendet',
    sent: 'gesendet',
    delivered: 'zugestellt',
    read: 'gelesen',
    failed: 'nicht zugestellt',
  },
  correction: 'Berichtigung',
  masked:
    'Karten-, Konto- und Ausweisnummern werden durch Punkte ersetzt, bevor jemand sie sieht oder speichert.',
  sentAgainIn: (seconds) => `neuer Versuch ${inSeconds(seconds)}`,
  tryAgain: 'Nochmals versuchen',
  discard: 'Verwerfen',
  choices: 'Was aufbewahrt werden darf',
  choicesIntro:
    'Sie entscheiden. Sie können auch ohne beides chatten und es sich jederzeit anders überlegen.',
  staleNotice:
    'Dieser Hinweis hat sich geändert, seit Sie ihn gesehen haben. Bitte lesen Sie ihn und wählen Sie neu.',
  notice: 'Datenschutzhinweis',
  purposes: {
    transcript_storage: {
      name: 'Dieses Gespräch aufbewahren',
      means: 'Damit beide Seiten darauf zurückkommen können. Es wird zum unten genannten Datum gelöscht.',
      refused: `Wenn nicht: gelöscht ${briefly} nach dem Ende des Gesprächs.`,
    },
    device_storage: {
      name: 'Auf diesem Gerät wiedererkennen',
      means:
        'Damit das Gespräch nach dem Neuladen der Seite noch da ist. Sonst wird hier nichts gespeichert.',
      refused: 'Wenn nicht: Schließen oder Neuladen dieser Seite beendet Ihren Zugang dazu.',
    },
  },
  withoutKeeping: `Gelöscht ${briefly} nach dem Ende des Gesprächs.`,
  withKeeping: (ms) => `Gelöscht ${duration(ms)} nach dem Ende des Gesprächs.`,
  deletedOn: (date) => `Wird am ${date} gelöscht.`,
  deletedToday: (time) => `Wird heute um ${time} gelöscht.`,
  why: 'Warum?',
  whyTitle: 'Warum dieses Datum',
  yourData: 'Ihre Daten',
  haveCode: 'Ich habe einen Code',
  cannotStore:
    'Dieser Browser lässt uns nichts speichern. Das Gespräch dauert so lange wie diese Seite; ein Code aus „Ihre Daten“ bringt es zurück.',
  connecting: 'Verbindung wird aufgebaut…',
  reconnecting: (time) => `Keine Verbindung seit ${time}. Neuer Versuch…`,
  stillNot: (time) =>
    `Noch immer keine Verbindung seit ${time}. Schreiben Sie ruhig weiter: Es wird gesendet, sobald die Verbindung wieder da ist, solange diese Seite offen bleibt.`,
  lost: 'Es kam keine Antwort. Ihre Nachricht ist noch da; versuchen Sie es nochmals.',
  failed: 'Das hat nicht geklappt.',
  errors: {
    stale_notice: 'Der Hinweis hat sich inzwischen geändert. Bitte lesen Sie ihn und wählen Sie neu.',
    blocked: 'Dieser Händler nimmt kein neues Gespräch von Ihnen an, bis:',
    conversation_closed: 'Das Gespräch ist beendet.',
    conversation_expired: 'Das Gespräch ist gelöscht.',
    too_many_requests: 'Das war viel auf einmal.',
    unavailable: 'Es konnte gerade nicht gespeichert werden. Nichts davon ist verloren.',
  },
  retryIn: (seconds) => `Bitte ${inSeconds(seconds)} nochmals versuchen.`,
  closed: 'Dieses Gespräch ist beendet.',
  startNew: 'Ein neues beginnen',
  goneTitle: 'Gelöscht, wie versprochen',
  gone: 'Das Datum dieses Gesprächs ist gekommen. Seine Nachrichten sind für beide Seiten weg und lassen sich nicht zurückholen.',
  unsent: 'Das war noch nicht gesendet:',
  cannotOpen: 'Der Chat lässt sich hier nicht öffnen.',
  today: 'Heute',
  theAgent: 'Jemand',
};
