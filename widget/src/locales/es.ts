/** Spanish. Says "tú", as shops do on both sides of the Atlantic. */
import { refusedStorageTtl } from '@parlour/shared/rules/expiry.js';
import type { Texts } from './en.js';
import { grammarOf } from './grammar.js';

export const { counted, duration, inSeconds, list } = grammarOf('es');
const briefly = duration(refusedStorageTtl);

export const texts: Texts = {
  direction: 'ltr',
  openChat: 'Abrir el chat',
  chat: 'Chat',
  unread: (count) => counted(count, { one: '# mensaje nuevo', other: '# mensajes nuevos' }),
  chatWith: (merchant) => `Chat con ${merchant}`,
  minimise: 'Minimizar',
  end: 'Terminar el chat',
  agentHere: (name) => `${name} está aquí`,
  someoneHere: 'Hay alguien aquí para responderte',
  nobodyHere: 'Ahora mismo no hay nadie; puedes escribir igualmente',
  inQueue: 'Esperando a que alguien responda',
  placeInQueue: (place) => `Eres el número ${place} de la cola`,
  ended: 'Terminada',
  conversation: 'Conversación',
  you: 'Tú',
  message: 'Mensaje',
  messagePlaceholder: 'Mensaje…',
  send: 'Enviar',
  left: (count) =>
    count >= 0
      ? counted(count, { one: 'queda # carácter', other: 'quedan # caracteres' })
      : counted(-count, { one: 'sobra # carácter', other: 'sobran # caracteres' }),
  typing: (names) => `${list(names)} ${names.length === 1 ? 'está' : 'están'} escribiendo…`,
  status: {
    waiting: 'en espera',
    sending: 'enviando',
    sent: 'enviado',
    delivered: 'entregado',
    read: 'leído',
    failed: 'no entregado',
  },
  correction: 'Corrección',
  masked:
    'Los números de tarjetas, cuentas y documentos de identidad se sustituyen por puntos antes de que nadie los vea o los guarde.',
  sentAgainIn: (seconds) => `nuevo intento ${inSeconds(seconds)}`,
  tryAgain: 'Reintentar',
  discard: 'Descartar',
  choices: 'Qué se puede guardar',
  choicesIntro: 'Tú decides. Puedes chatear sin aceptar nada y cambiar de idea cuando quieras.',
  staleNotice: 'Este aviso ha cambiado desde que lo viste. Léelo y vuelve a elegir, por favor.',
  notice: 'Aviso de privacidad',
  purposes: {
    transcript_storage: {
      name: 'Guardar esta conversación',
      means: 'Para poder retomarla más tarde, tú y ellos. Se elimina en la fecha indicada abajo.',
      refused: `Si no: se elimina ${briefly} después de terminar la conversación.`,
    },
    device_storage: {
      name: 'Recordarme en este dispositivo',
      means: 'Para que la conversación siga aquí al recargar la página. No se guarda nada más.',
      refused: 'Si no: al cerrar o recargar esta página pierdes el acceso a ella.',
    },
  },
  withoutKeeping: `Se elimina ${briefly} después de terminar la conversación.`,
  withKeeping: (ms) => `Se elimina ${duration(ms)} después de terminar la conversación.`,
  deletedOn: (date) => `Se elimina el ${date}.`,
  deletedToday: (time) => `Se elimina hoy, a las ${time}.`,
  why: '¿Por qué?',
  whyTitle: 'Por qué esta fecha',
  yourData: 'Tus datos',
  haveCode: 'Tengo un código',
  cannotStore:
    'Este navegador no permite guardar nada. La conversación dura lo que dure esta página; un código de «Tus datos» la recupera.',
  connecting: 'Conectando…',
  reconnecting: (time) => `Sin conexión desde las ${time}. Intentándolo de nuevo…`,
  stillNot: (time) =>
    `Seguimos sin conexión desde las ${time}. Puedes seguir escribiendo: se envía en cuanto vuelva, mientras esta página esté abierta.`,
  lost: 'No hubo respuesta. Tu mensaje sigue aquí; inténtalo otra vez.',
  failed: 'No ha funcionado.',
  errors: {
    stale_notice: 'Mientras tanto ha cambiado el aviso. Léelo y vuelve a elegir, por favor.',
    blocked: 'Este comercio no acepta nuevas conversaciones tuyas hasta:',
    conversation_closed: 'La conversación ha terminado.',
    conversation_expired: 'La conversación se ha eliminado.',
    too_many_requests: 'Ha sido demasiado de una vez.',
    unavailable: 'Ahora mismo no se ha podido guardar. No se pierde nada.',
  },
  retryIn: (seconds) => `Vuelve a intentarlo ${inSeconds(seconds)}.`,
  closed: 'Esta conversación ha terminado.',
  startNew: 'Empezar otra',
  goneTitle: 'Eliminada, como prometimos',
  gone: 'Ha llegado la fecha de esta conversación. Sus mensajes han desaparecido para ambas partes y no se pueden recuperar.',
  unsent: 'Esto no se había enviado:',
  cannotOpen: 'El chat no se puede abrir aquí.',
  today: 'Hoy',
  theAgent: 'Alguien',
};
