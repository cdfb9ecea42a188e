/** Portuguese, in words that read well in Brazil and are understood in Portugal. */
import { refusedStorageTtl } from '@parlour/shared/rules/expiry.js';
import type { Texts } from './en.js';
import { grammarOf } from './grammar.js';

export const { counted, duration, inSeconds, list } = grammarOf('pt');
const briefly = duration(refusedStorageTtl);

export const texts: Texts = {
  direction: 'ltr',
  openChat: 'Abrir o chat',
  chat: 'Chat',
  unread: (count) => counted(count, { one: '# mensagem nova', other: '# mensagens novas' }),
  chatWith: (merchant) => `Chat com ${merchant}`,
  minimise: 'Minimizar',
  end: 'Encerrar o chat',
  agentHere: (name) => `${name} está aqui`,
  someoneHere: 'Há alguém aqui para responder',
  nobodyHere: 'Não há ninguém aqui agora; você pode escrever mesmo assim',
  inQueue: 'Aguardando alguém responder',
  placeInQueue: (place) => `Você é o número ${place} da fila`,
  ended: 'Encerrada',
  conversation: 'Conversa',
  you: 'Você',
  message: 'Mensagem',
  messagePlaceholder: 'Mensagem…',
  send: 'Enviar',
  left: (count) =>
    count >= 0
      ? counted(count, { one: 'resta # caractere', other: 'restam # caracteres' })
      : counted(-count, { one: '# caractere a mais', other: '# caracteres a mais' }),
  typing: (names) => `${list(names)} ${names.length === 1 ? 'está' : 'estão'} escrevendo…`,
  status: {
    waiting: 'aguardando',
    sending: 'enviando',
    sent: 'enviada',
    delivered: 'entregue',
    read: 'lida',
    failed: 'não entregue',
  },
  correction: 'Correção',
  masked:
    'Números de cartões, contas e documentos são trocados por pontos antes que alguém os veja ou guarde.',
  sentAgainIn: (seconds) => `nova tentativa ${inSeconds(seconds)}`,
  tryAgain: 'Tentar de novo',
  discard: 'Descartar',
  choices: 'O que pode ser guardado',
  choicesIntro: 'Você decide. Pode conversar sem aceitar nada e mudar de ideia quando quiser.',
  staleNotice: 'Este aviso mudou desde que você o viu. Leia-o e escolha de novo, por favor.',
  notice: 'Aviso de privacidade',
  purposes: {
    transcript_storage: {
      name: 'Guardar esta conversa',
      means: 'Para que você e eles possam voltar a ela. É excluída na data indicada abaixo.',
      refused: `Se não: excluída ${briefly} depois do fim da conversa.`,
    },
    device_storage: {
      name: 'Lembrar de mim neste dispositivo',
      means: 'Para que a conversa continue aqui depois de recarregar a página. Nada mais é guardado.',
      refused: 'Se não: ao fechar ou recarregar esta página, você perde o acesso a ela.',
    },
  },
  withoutKeeping: `Excluída ${briefly} depois do fim da conversa.`,
  withKeeping: (ms) => `Excluída ${duration(ms)} depois do fim da conversa.`,
  deletedOn: (date) => `Será excluída em ${date}.`,
  deletedToday: (time) => `Será excluída hoje às ${time}.`,
  why: 'Por quê?',
  whyTitle: 'Por que esta data',
  yourData: 'Seus dados',
  haveCode: 'Tenho um código',
  cannotStore:
    'Este navegador não nos deixa guardar nada. A conversa dura enquanto esta página durar; um código de “Seus dados” a traz de volta.',
  connecting: 'Conectando…',
  reconnecting: (time) => `Sem conexão desde as ${time}. Tentando de novo…`,
  stillNot: (time) =>
    `Ainda sem conexão desde as ${time}. Continue escrevendo: tudo é enviado assim que a conexão voltar, enquanto esta página estiver aberta.`,
  lost: 'Não houve resposta. Sua mensagem continua aqui; tente de novo.',
  failed: 'Não funcionou.',
  errors: {
    stale_notice: 'O aviso mudou nesse meio-tempo. Leia-o e escolha de novo, por favor.',
    blocked: 'Esta loja não aceita novas conversas suas até:',
    conversation_closed: 'A conversa foi encerrada.',
    conversation_expired: 'A conversa foi excluída.',
    too_many_requests: 'Foi muita coisa de uma vez.',
    unavailable: 'Não foi possível guardar agora. Nada se perde.',
  },
  retryIn: (seconds) => `Tente de novo ${inSeconds(seconds)}.`,
  closed: 'Esta conversa foi encerrada.',
  startNew: 'Começar outra',
  goneTitle: 'Excluída, como prometido',
  gone: 'Chegou a data desta conversa. As mensagens foram apagadas para os dois lados e não podem ser recuperadas.',
  unsent: 'Isto não tinha sido enviado:',
  cannotOpen: 'O chat não pode ser aberto aqui.',
  today: 'Hoje',
  theAgent: 'Alguém',
};
