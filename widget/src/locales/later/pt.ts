import { duration } from '../pt.js';
import { explainIn } from '../grammar.js';
import type { LaterTexts } from './en.js';

export const laterTexts: LaterTexts = {
  endSure: 'Encerrar esta conversa? O que foi escrito fica guardado até a data marcada.',
  endYes: 'Encerrar',
  endNo: 'Continuar',
  exactly: (relative, exact) => `Ou seja, ${relative}: ${exact}.`,
  moves: 'Cada nova mensagem adia a data.',
  explain: explainIn(
    {
      since_close: (time) => `Excluída ${time} depois do encerramento da conversa.`,
      since_last_message: (time) => `Excluída ${time} depois da última mensagem.`,
      consumer_refused: (time) =>
        `Não houve acordo para guardar a conversa; por isso ela fica guardada só por ${time}.`,
      merchant_rule: (time) => `A loja guarda as conversas por ${time}.`,
      platform_floor: (time) => `A plataforma guarda toda conversa por pelo menos ${time}.`,
      platform_ceiling: (time) => `A plataforma não guarda nenhuma conversa por mais de ${time}.`,
      account_in_use: () => 'A conta à qual ela pertence está em uso.',
      deletion_approved: () => 'A exclusão foi pedida e aprovada.',
      statutory_floor: (time) => `A lei exige guardar toda conversa por pelo menos ${time}.`,
      access_open: () => 'Uma cópia foi pedida e é feita primeiro.',
      hold_released: (time) => `Uma retenção legal foi suspensa; a exclusão vem ${time} depois.`,
      legal_hold: () =>
        'Uma retenção legal adia a exclusão. Até que seja suspensa, nada é excluído; depois da data, só as pessoas que a guardam podem lê-la.',
    },
    duration,
  ),
  agreedTo: 'O que você aceitou',
  elsewhere: 'Ver, levar ou excluir tudo',
  elsewhereMeans:
    'Em uma página própria, agora ou depois, em qualquer dispositivo, sem conta. Um código a abre.',
  makeCode: 'Criar um código',
  codeIs: 'Não o mostre a ninguém:',
  openData: 'Abrir a página agora',
  onDevice: 'Neste dispositivo',
  nothingStored: 'Nada está guardado neste dispositivo.',
  stored: {
    token: 'Um número aleatório pelo qual esta conversa é reencontrada',
    outbox: 'Mensagens que ainda não saíram',
  },
  clear: 'Remover deste dispositivo',
  rateTitle: 'Como correu?',
  stars: (score: number) => `${score} de 5`,
  rateComment: 'Quer acrescentar alguma coisa? Não é obrigatório.',
  rateMeans: 'O comerciante lê-o. É eliminado juntamente com a conversa.',
  rateSend: 'Enviar avaliação',
  rateThanks: (score: number) => `Obrigado. Deu ${score} de 5.`,
  rateChange: 'Alterar',
};
