import { duration } from '../es.js';
import { explainIn } from '../grammar.js';
import type { LaterTexts } from './en.js';

export const laterTexts: LaterTexts = {
  endSure: '¿Terminar esta conversación? Lo escrito se conserva hasta su fecha.',
  endYes: 'Terminarla',
  endNo: 'Seguir',
  exactly: (relative, exact) => `Es decir, ${relative}: ${exact}.`,
  moves: 'Cada mensaje nuevo aplaza la fecha.',
  explain: explainIn(
    {
      since_close: (time) => `Se elimina ${time} después de cerrarse la conversación.`,
      since_last_message: (time) => `Se elimina ${time} después del último mensaje.`,
      consumer_refused: (time) => `No se aceptó guardar la conversación, así que se conserva solo ${time}.`,
      merchant_rule: (time) => `El comercio conserva las conversaciones ${time}.`,
      platform_floor: (time) => `La plataforma conserva toda conversación al menos ${time}.`,
      platform_ceiling: (time) => `La plataforma no conserva ninguna conversación más de ${time}.`,
      account_in_use: () => 'La cuenta a la que pertenece está en uso.',
      deletion_approved: () => 'Se pidió eliminarla y se aprobó.',
      statutory_floor: (time) => `La ley obliga a conservar toda conversación al menos ${time}.`,
      access_open: () => 'Se ha pedido una copia, que se hace primero.',
      hold_released: (time) => `Se levantó una retención legal; se elimina ${time} después.`,
      legal_hold: () =>
        'Una retención legal aplaza la eliminación. Hasta que se levante no se elimina nada, y pasada la fecha solo pueden leerla las personas encargadas de custodiarla.',
    },
    duration,
  ),
  agreedTo: 'Lo que has aceptado',
  elsewhere: 'Ver, llevarte o eliminar todo',
  elsewhereMeans:
    'En una página propia, ahora o más tarde, en cualquier dispositivo y sin cuenta. Se abre con un código.',
  makeCode: 'Crear un código',
  codeIs: 'No lo compartas:',
  openData: 'Abrir la página ahora',
  onDevice: 'En este dispositivo',
  nothingStored: 'En este dispositivo no hay nada guardado.',
  stored: {
    token: 'Un número aleatorio con el que se vuelve a encontrar esta conversación',
    outbox: 'Mensajes que todavía no han salido',
  },
  clear: 'Quitar de este dispositivo',
  rateTitle: '¿Qué tal ha ido?',
  stars: (score: number) => `${score} de 5`,
  rateComment: '¿Quiere añadir algo? No es obligatorio.',
  rateMeans: 'Lo lee el comercio. Se elimina junto con la conversación.',
  rateSend: 'Enviar valoración',
  rateThanks: (score: number) => `Gracias. Ha dado ${score} de 5.`,
  rateChange: 'Cambiarla',
};
