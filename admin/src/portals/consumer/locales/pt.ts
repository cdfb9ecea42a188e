/** Portuguese, as it is read on both sides of the Atlantic. Speaks to the reader without "tu" or "você" where it can. */
import type { ObligedField } from '@parlour/shared/model/obligation.js';
import { counted, duration, list } from '@parlour/widget/locales/pt.js';
import { laterTexts as chat } from '@parlour/widget/locales/later/pt.js';
import { fieldListIn, yearsIn, type Words } from './words.js';

const conversations = (count: number): string => counted(count, { one: '# conversa', other: '# conversas' });

const obliged: Record<ObligedField, string> = {
  times: 'quando teve lugar',
  agents: 'quem do pessoal respondeu',
  answers: 'o que foi preenchido antes do chat',
  contact: 'o endereço deixado',
  consents: 'as respostas sobre o consentimento',
  rating: 'a avaliação e o seu comentário',
};

export const words: Words = {
  common: {
    tryAgain: 'Tentar de novo',
    cancel: 'Cancelar',
    loading: 'A carregar…',
    failure: {
      heading: 'Não foi possível carregar',
      lost: 'Não se consegue chegar ao servidor. Verifique a ligação e tente de novo.',
      unknown: 'Algo correu mal nesta página. Carregue-a de novo; se persistir, avise o operador.',
      requestId: (id) => `Número do pedido: ${id}`,
      tooMany: (seconds) =>
        `Demasiado de uma vez. Tente de novo dentro de ${counted(seconds, { one: '# segundo', other: '# segundos' })}.`,
      said: {
        wrong_resume_code:
          'Este código não abre nada. Um código acaba com a sua conversa, e um novo anula o anterior; crie um no chat, em «Os seus dados».',
        not_found: 'Isso já não existe.',
        invalid_input: 'Assim não pode ser aceite. Verifique o que escreveu.',
        stale_notice: 'O aviso mudou entretanto. Carregue a página de novo e decida outra vez.',
        unavailable: 'Agora não é possível guardar. Nada se perdeu; tente de novo daqui a pouco.',
        internal: 'Algo correu mal do nosso lado. Tente de novo.',
        mail_not_set_up: 'Daqui não se pode enviar e-mail.',
        conversation_expired: 'Esta conversa chegou à sua data e foi apagada.',
      },
    },
  },
  portal: {
    title: 'Os seus dados',
    door: {
      lead: 'Aqui vê o que está guardado sobre si, até quando e porquê; pode levar uma cópia, corrigir ou apagar. Não precisa de conta.',
      label: 'Código',
      hint: 'Abra o chat na página onde escreveu, escolha «Os seus dados» e crie lá um código. Tem este aspeto: 7K3QF-….',
      submit: 'Abrir',
      missing: 'Escreva o código de vinte letras e algarismos.',
      left: 'Fechado. Este navegador não guarda nada disto.',
    },
    report: {
      open: 'Denunciar quem lhe respondeu…',
      means:
        'Chega à direção do comerciante, que responde até uma data fixa. O operador da plataforma vê que se queixou, de quem e porquê, e nada do que foi escrito.',
      reason: chat.reportReason,
      reasons: chat.reportReasons,
      text: chat.reportText,
      send: chat.reportSend,
      sent: 'Denunciado. A resposta aparece em baixo, em «Pergunte-nos».',
    },
    blocked: (merchant, until) =>
      `${merchant} não começa nenhuma conversa nova consigo até ${until}. Para saber até quando, guarda-se até lá um número criado pelo seu navegador, e mais nada.`,
    rated: (score) => `Deu ${score} de 5.`,
    kept: (count, merchant, last) =>
      last === null
        ? `Não guardamos nenhuma conversa entre si e ${merchant}.`
        : `Guardamos ${conversations(count)} entre si e ${merchant}; a última é apagada em ${last}.`,
    keptMore:
      'Aqui só aparece o que escreveu na página de um comerciante, num site. Noutros lugares, para nós é outra pessoa.',
    copy: 'Levar uma cópia',
    copying: 'A preparar a sua cópia…',
    copied:
      'A sua cópia está nas transferências: um ZIP com uma página para ler, o mesmo em JSON e os recibos das suas respostas.',
    eraseAll: 'Apagar tudo…',
    close: 'Fechar',
    conversation: (date) => `Conversa de ${date}`,
    states: { queued: 'Em espera', active: 'Aberta', closed: 'Terminada' },
    messages: (count) => counted(count, { one: '# entrada', other: '# entradas' }),
    deletedOn: (date) => `Apagada em ${date}.`,
    why: 'Porquê nessa data?',
    keeps: (fields, time, basis) =>
      `Depois, a lei obriga o comerciante a guardar ${fields}, e nada do que foi dito, durante ${time} a contar do fim: ${basis}.`,
    keptWhole: (time, basis) =>
      `A lei obriga o comerciante a guardar a conversa inteira durante ${time} a contar do fim: ${basis}.`,
    keptFields: (fields) => list(fields.map((field) => obliged[field])),
    keptFor: yearsIn(duration),
    obliged: 'Guardado por força da lei',
    obligedLead:
      'O que foi dito foi apagado. O comerciante tem de guardar isto e não o pode usar para mais nada:',
    obligedUntil: (fields, until) => `${fields}, até ${until}`,
    viewers: 'Quem a viu',
    nobody: 'Ninguém do comerciante a abriu.',
    viewed: (name, first, last) =>
      first === last ? `${name}, em ${first}` : `${name}, primeiro em ${first}, por último em ${last}`,
    read: 'Ler',
    hide: 'Esconder',
    you: 'Você',
    save: 'Guardar',
    saveFile: (name) => `Guardar ${name}`,
    fileSaved: (name) => `${name} está nas transferências.`,
    correct: 'Corrigir…',
    correction: 'O que está certo? Ambos os lados o veem ao lado do que foi dito.',
    correctSave: 'Acrescentar a correção',
    corrected: 'Acrescentado. Ambos os lados o veem.',
    corrects: 'Correção',
    erase: 'Apagar…',
    askErase: (date) => `Apagar a conversa de ${date}?`,
    askEraseAll: (count) => `Apagar ${conversations(count)}?`,
    eraseMeans:
      'Desaparece de imediato para ambos os lados e a sua chave é destruída. Não se pode desfazer, nem a partir de uma cópia de segurança.',
    eraseYes: 'Apagar para sempre',
    erased: (deleted, delayed, kept, hasCopy) =>
      [
        hasCopy ? 'A cópia que tinha pedido está nas transferências.' : '',
        deleted > 0 ? `Apagado para sempre: ${conversations(deleted)}.` : '',
        kept > 0
          ? `De ${conversations(kept)}, a lei obriga o comerciante a guardar o que está indicado em baixo.`
          : '',
        delayed > 0
          ? `Escondido a partir de agora: ${conversations(delayed)}. A lei obriga-nos a guardar mais algum tempo; depois apaga-se de imediato.`
          : '',
      ]
        .filter(Boolean)
        .join(' '),
    delayed: (date) =>
      `A conversa de ${date} está escondida de todos e será apagada quando acabar uma obrigação legal de a guardar.`,
    delayedByLaw: (date, until, basis) =>
      `A conversa de ${date} está escondida de todos e será apagada em ${until}. Até lá, a lei obriga o comerciante a guardá-la: ${basis}.`,
    consents: 'O que aceitou',
    consentsLead:
      'Cada escolha é sua e tem efeito imediato. O que antes era lícito continua a sê-lo; pode apagar o que foi guardado.',
    gpc: 'O seu navegador envia Global Privacy Control. Entendemo-lo como um não a análises, publicidade e parceiros; o que aceitar aqui vale como a sua própria palavra.',
    purposes: {
      transcript_storage: {
        name: 'Guardar a conversa',
        means: 'Para que se possa voltar a ela. Se não, é apagada 15 minutos depois de terminar.',
      },
      device_storage: {
        name: 'Lembrar-se de mim no dispositivo onde escrevi',
        means: 'Para que o chat ainda lá esteja depois de recarregar.',
      },
      contact_followup: {
        name: 'Escrever-me sobre o que perguntei',
        means: 'Uma resposta ou continuação, para o endereço que deu para isso.',
      },
      marketing: {
        name: 'Enviar-me novidades e ofertas',
        means: 'Por e-mail, depois de confirmar o endereço por um e-mail, até dizer que chega.',
      },
      analytics: { name: 'Contar o meu tempo de espera', means: 'Nunca num grupo de menos de dez.' },
      partner_sharing: {
        name: 'Partilhar com parceiros',
        means: 'Dados indicados com um parceiro indicado, e com mais ninguém.',
      },
      publication: { name: 'Publicar a minha avaliação', means: 'Tal como a editou e aprovou.' },
    },
    history: 'Cada resposta, com a sua data',
    consentStates: {
      given: 'Aceitou',
      renewed: 'Aceitou de novo',
      refused: 'Disse que não',
      withdrawn: 'Retirou',
      expired: 'Caducou',
      invalidated: 'Não era válido',
      requested: 'Aceitou; falta o botão do e-mail',
    },
    bySignal: 'pelo sinal do seu navegador',
    byPage: 'dito à página à volta do chat',
    receipt: 'Descarregar o recibo',
    saved: 'Guardado. Vale a partir de agora.',
    requests: 'Pergunte-nos',
    requestsLead: 'Alguém do comerciante responde até uma data que a lei fixa. A resposta lê-se aqui.',
    kind: 'De que se trata?',
    kinds: {
      access: 'Uma pergunta sobre os meus dados',
      deletion: 'Apagamento',
      correction: 'Correção',
      objection: 'Oposição a um uso',
      takedown: 'Retirar algo público',
      complaint: 'Uma reclamação',
    },
    text: 'Por palavras suas',
    where: 'Onde vive?',
    places: { gdpr: 'Na Europa ou noutro lugar', ccpa: 'Na Califórnia' },
    send: 'Enviar',
    sent: 'Recebido. A resposta chega até à data indicada em baixo.',
    requestStates: {
      open: 'Recebido',
      verifying: 'A verificar',
      in_progress: 'Em curso',
      extended: 'Demora mais',
      fulfilled: 'Feito',
      partially_fulfilled: 'Feito em parte',
      denied: 'Recusado',
    },
    due: (date) => `Resposta até ${date}`,
    refusedBecause: (reason) =>
      ({
        suspected_fraud: 'Motivo: há suspeita de fraude.',
        insufficient_verification: 'Motivo: não foi possível verificar quem pede.',
        no_match: 'Motivo: nada foi encontrado.',
        claim_not_covered: 'Motivo: a lei não dá esse direito.',
        outside_jurisdiction: 'Motivo: a lei não se aplica aqui.',
        too_many_requests: 'Motivo: o mesmo foi pedido vezes de mais.',
        other: 'O motivo está na resposta.',
      })[reason],
    dispute:
      'Se a resposta não for satisfatória, dirija-se à autoridade de proteção de dados do lugar onde vive.',
    explain: chat.explain,
    service: 'Responder-me',
    language: 'Língua',
    stored: 'O que este navegador guarda',
    storedText:
      'Um cookie que mantém esta página aberta durante uma hora. «Fechar» remove-o. O que o chat guarda na página de um comerciante está indicado lá, em «Os seus dados».',
  },
  disclosures: {
    title: 'A quem foi comunicado',
    lead: 'Tudo o que é seu e saiu da plataforma. Nada sai sem uma linha aqui; se um tribunal proibir que se lhe diga, a linha aparece quando isso acabar.',
    none: 'Nada saiu.',
    kinds: {
      webhook: 'Enviado, enquanto escrevia, para um sistema do comerciante ou de quem trabalha para ele',
      transcript_mail: 'Enviado por e-mail para um endereço dado para isso',
      staff_export: 'Guardado fora da plataforma pelo pessoal do comerciante',
      legal_request: 'Entregue a uma autoridade',
      ownership_change: 'Passado com o comerciante para um novo dono',
    },
    about: (dates) => `Sobre a sua conversa de ${dates}`,
    because: (reason) => `Porque era permitido: ${reason}.`,
    purpose: (purpose) => `Para quê: ${purpose}`,
    reason: (reason) => `O motivo deles: ${reason}`,
    what: (what) => `O quê: ${what}.`,
    ownership: (merchant, owner, date) =>
      `A partir de ${date}, ${merchant} pertence a ${owner}, e com isso as suas conversas. O que lhe foi prometido mantém-se: o que aceitou e a data em que se apaga. Até lá pode apagar tudo.`,
    bases: {
      consumer_asked: 'foi pedido por si',
      contract: 'trabalham para o comerciante com um contrato',
      consent: 'aceitou a partilha com parceiros',
      legitimate_interest: 'o comerciante precisa disso para lhe responder',
      legal_obligation: 'a lei exige-o',
    },
    fieldList: fieldListIn({
      none: 'Só que algo aconteceu',
      all: 'Tudo: o que foi escrito e o que se guarda com isso',
      between: '; ',
      fields: {
        reference: 'número da conversa e horas',
        state: 'se está aberta ou terminada',
        site: 'site',
        page: 'página de onde se escreveu',
        sender: 'quem escreveu e o nome do agente',
        text: 'o que foi escrito, com os números ocultos, e nomes de ficheiros',
        consents: 'o que aceitou',
        expiry: 'quando é apagada',
        rating: 'avaliação e comentário',
        notes: 'notas do pessoal',
      },
    }),
    event: (number) => `pela resposta n.º ${number} em «O que aceitou»`,
    times: (count) => counted(count, { one: '# vez', other: '# vezes' }),
    copy: {
      heading: 'Uma cópia desta conversa',
      save: 'Guardar como texto',
      mail: chat.transcriptMail,
      to: chat.email,
      hint: chat.transcriptMeans,
      send: 'Enviar',
      sent: chat.transcriptOutcomes.sent,
    },
  },
  ownWords: {
    profile: {
      title: chat.profileTitle,
      save: chat.putRight,
      saved: 'Corrigido, de imediato e para ambos os lados.',
      empty: 'Deixe vazio para o retirar.',
      contact: (email) => `O seu endereço: ${email}`,
      purposes: { contact_followup: 'para a resposta a esta conversa', marketing: 'para novidades' },
      takeBack: 'Pode retirá-lo em baixo, no que aceitou.',
    },
    testimonial: {
      title: chat.publicTitle,
      lead: (date) =>
        `Só se quiser. Todos o podem ler na página do comerciante, tal como o escrever aqui, até o retirar; o mais tardar em ${date} desaparece com a conversa.`,
      text: chat.publicText,
      name: chat.publicName,
      agree: chat.publicAgree,
      publish: chat.publish,
      edit: 'Publicar assim',
      isPublic: 'Isto é público:',
      takeBack: chat.publicBack,
      published: 'É público. Os outros veem-no dentro de um minuto.',
      gone: 'Já não é público. As páginas que o mostram retiram-no dentro de um minuto.',
    },
  },
  mailDoor: {
    title: 'Não tem um código à mão?',
    lead: 'Se deixou o seu e-mail no chat, pode ser enviada para lá uma ligação. Abre uma vez aquilo em que esse endereço foi deixado, e mais nada.',
    email: 'O seu e-mail',
    shop: 'O comerciante com quem falou',
    shopHint: 'O nome, tal como está no cimo do chat.',
    about:
      'Alguém publicou algo em que você aparece? Escreva por que deve sair. Assim que abrir a ligação enviada, deixa de se ver até o comerciante decidir.',
    ask: 'Perguntar também algo ao comerciante',
    askMeans: 'É transmitido quando tiver aberto a ligação. A resposta aparece aqui.',
    send: 'Enviar-me uma ligação',
    sent: (shop) =>
      `Se o seu endereço foi deixado num chat com ${shop}, ou se perguntou algo, vai uma ligação a caminho. Serve uma vez, durante dez minutos.`,
    opening:
      'Esta ligação abre o que está guardado dos chats em que o seu endereço foi deixado. Serve uma vez.',
    notYours:
      'Um chat que não conhece? Então alguém escreveu o seu endereço por engano: recuse em baixo ser contactado, e é retirado.',
    open: 'Abrir os seus dados',
    filed: 'O que perguntou foi transmitido.',
    none: (merchant) =>
      `Já nenhuma conversa com ${merchant} tem o seu endereço. O que escreveu sem ele abre-se a partir do dispositivo onde falou, ou com um código.`,
    viewed: (first, last) =>
      first === last
        ? `Quem abriu uma ligação enviada para o endereço deixado aqui, em ${first}`
        : `Quem abriu uma ligação enviada para o endereço deixado aqui, primeiro em ${first}, por último em ${last}`,
  },
};
