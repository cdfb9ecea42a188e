/** Spanish. Says "usted". */
import type { ObligedField } from '@parlour/shared/model/obligation.js';
import { counted, duration, list } from '@parlour/widget/locales/es.js';
import { laterTexts as chat } from '@parlour/widget/locales/later/es.js';
import { fieldListIn, yearsIn, type Words } from './words.js';

const conversations = (count: number): string =>
  counted(count, { one: '# conversación', other: '# conversaciones' });

const obliged: Record<ObligedField, string> = {
  times: 'cuándo tuvo lugar',
  agents: 'quién del personal respondió',
  answers: 'lo que se rellenó antes del chat',
  contact: 'la dirección que se dejó',
  consents: 'las respuestas sobre el consentimiento',
  rating: 'la valoración y su comentario',
};

export const words: Words = {
  common: {
    tryAgain: 'Intentarlo de nuevo',
    cancel: 'Cancelar',
    loading: 'Cargando…',
    failure: {
      heading: 'No se ha podido cargar',
      lost: 'No se puede llegar al servidor. Compruebe su conexión e inténtelo de nuevo.',
      unknown: 'Algo ha fallado en esta página. Vuelva a cargarla; si persiste, dígaselo al operador.',
      requestId: (id) => `Número de la petición: ${id}`,
      tooMany: (seconds) =>
        `Demasiado a la vez. Inténtelo dentro de ${counted(seconds, { one: '# segundo', other: '# segundos' })}.`,
      said: {
        wrong_resume_code:
          'Este código no abre nada. Un código acaba con su conversación, y uno nuevo anula el anterior; cree uno en el chat, en «Sus datos».',
        not_found: 'Eso ya no existe.',
        invalid_input: 'Así no se puede aceptar. Revise lo que ha escrito.',
        stale_notice: 'El aviso ha cambiado entretanto. Vuelva a cargar la página y decida otra vez.',
        unavailable: 'Ahora no se puede guardar. No se ha perdido nada; inténtelo dentro de un momento.',
        internal: 'Algo ha fallado por nuestra parte. Inténtelo de nuevo.',
        mail_not_set_up: 'Desde aquí no se pueden enviar correos.',
        conversation_expired: 'Esta conversación ha llegado a su fecha y se ha borrado.',
      },
    },
  },
  portal: {
    title: 'Sus datos',
    door: {
      lead: 'Aquí ve qué se guarda sobre usted, hasta cuándo y por qué; puede llevarse una copia, corregirlo o borrarlo. No necesita cuenta.',
      label: 'Código',
      hint: 'Abra el chat en la página donde escribió, elija «Sus datos» y cree allí un código. Tiene este aspecto: 7K3QF-….',
      submit: 'Abrir',
      missing: 'Escriba el código de veinte letras y cifras.',
      left: 'Cerrado. Este navegador no guarda nada de ello.',
    },
    report: {
      open: 'Denunciar a quien le atendió…',
      means:
        'Llega a la dirección del comercio, que responde antes de una fecha fija. El operador de la plataforma ve que se ha quejado, de quién y por qué, y nada de lo escrito.',
      reason: chat.reportReason,
      reasons: chat.reportReasons,
      text: chat.reportText,
      send: chat.reportSend,
      sent: 'Denunciado. La respuesta aparecerá abajo, en «Pregúntenos».',
    },
    blocked: (merchant, until) =>
      `${merchant} no empezará ninguna conversación nueva con usted hasta el ${until}. Para saber hasta cuándo se guarda hasta entonces un número creado por su navegador, y nada más.`,
    rated: (score) => `Dio ${score} de 5.`,
    kept: (count, merchant, last) =>
      last === null
        ? `No guardamos ninguna conversación entre usted y ${merchant}.`
        : `Guardamos ${conversations(count)} entre usted y ${merchant}; la última se borra el ${last}.`,
    keptMore:
      'Aquí solo se muestra lo que escribió en la página de un comercio, en un sitio. En otros lugares usted es otra persona para nosotros.',
    copy: 'Llevarse una copia',
    copying: 'Preparando su copia…',
    copied:
      'Su copia está en sus descargas: un ZIP con una página para leer, lo mismo en JSON y los recibos de sus respuestas.',
    eraseAll: 'Borrarlo todo…',
    close: 'Cerrar',
    conversation: (date) => `Conversación del ${date}`,
    states: { queued: 'En espera', active: 'Abierta', closed: 'Terminada' },
    messages: (count) => counted(count, { one: '# entrada', other: '# entradas' }),
    deletedOn: (date) => `Se borra el ${date}.`,
    why: '¿Por qué entonces?',
    keeps: (fields, time, basis) =>
      `Después, la ley obliga al comercio a guardar ${fields}, y nada de lo dicho, durante ${time} desde el final: ${basis}.`,
    keptWhole: (time, basis) =>
      `La ley obliga al comercio a guardar la conversación entera durante ${time} desde el final: ${basis}.`,
    keptFields: (fields) => list(fields.map((field) => obliged[field])),
    keptFor: yearsIn(duration),
    obliged: 'Guardado por ley',
    obligedLead: 'Lo dicho se ha borrado. El comercio debe guardar esto y no puede usarlo para nada más:',
    obligedUntil: (fields, until) => `${fields}, hasta el ${until}`,
    viewers: 'Quién la ha visto',
    nobody: 'Nadie del comercio la ha abierto.',
    viewed: (name, first, last) =>
      first === last ? `${name}, el ${first}` : `${name}, primero el ${first}, por última vez el ${last}`,
    read: 'Leerla',
    hide: 'Ocultarla',
    you: 'Usted',
    save: 'Guardar',
    saveFile: (name) => `Guardar ${name}`,
    fileSaved: (name) => `${name} está en sus descargas.`,
    correct: 'Corregir…',
    correction: '¿Qué es lo correcto? Ambas partes lo ven junto a lo dicho.',
    correctSave: 'Añadir la corrección',
    corrected: 'Añadido. Ambas partes lo ven.',
    corrects: 'Corrección',
    erase: 'Borrar…',
    askErase: (date) => `¿Borrar la conversación del ${date}?`,
    askEraseAll: (count) => `¿Borrar ${conversations(count)}?`,
    eraseMeans:
      'Desaparece al instante para ambas partes y su clave se destruye. No se puede deshacer, ni siquiera con una copia de seguridad.',
    eraseYes: 'Borrar para siempre',
    erased: (deleted, delayed, kept, hasCopy) =>
      [
        hasCopy ? 'La copia que había pedido está en sus descargas.' : '',
        deleted > 0 ? `Borrado para siempre: ${conversations(deleted)}.` : '',
        kept > 0 ? `De ${conversations(kept)}, la ley obliga al comercio a guardar lo que figura abajo.` : '',
        delayed > 0
          ? `Oculto desde ahora: ${conversations(delayed)}. La ley nos obliga a guardarlo un tiempo más; después se borra enseguida.`
          : '',
      ]
        .filter(Boolean)
        .join(' '),
    delayed: (date) =>
      `La conversación del ${date} está oculta para todos y se borrará cuando acabe una obligación legal de guardarla.`,
    delayedByLaw: (date, until, basis) =>
      `La conversación del ${date} está oculta para todos y se borrará el ${until}. Hasta entonces, la ley obliga al comercio a guardarla: ${basis}.`,
    consents: 'Lo que ha aceptado',
    consentsLead:
      'Cada cosa depende de usted y surte efecto al instante. Lo que antes era lícito lo sigue siendo; puede borrar lo guardado.',
    gpc: 'Su navegador envía Global Privacy Control. Lo tomamos como un no a análisis, publicidad y socios; lo que acepte aquí vale como su propia palabra.',
    purposes: {
      transcript_storage: {
        name: 'Guardar la conversación',
        means:
          'Para que usted y el comercio puedan volver a ella. Si no, se borra 15 minutos después de terminar.',
      },
      device_storage: {
        name: 'Recordarme en el dispositivo donde escribí',
        means: 'Para que el chat siga ahí tras recargar la página.',
      },
      contact_followup: {
        name: 'Escribirme sobre lo que pregunté',
        means: 'Una respuesta o aclaración, a la dirección que dio para ello.',
      },
      marketing: {
        name: 'Enviarme novedades y ofertas',
        means: 'Por correo, una vez confirmada la dirección con un correo, hasta que diga basta.',
      },
      analytics: { name: 'Contar mi tiempo de espera', means: 'Nunca en un grupo de menos de diez.' },
      partner_sharing: {
        name: 'Compartir con socios',
        means: 'Datos concretos con un socio concreto, y con nadie más.',
      },
      publication: { name: 'Publicar mi valoración', means: 'Tal como usted la ha editado y aprobado.' },
    },
    history: 'Cada respuesta, con su fecha',
    consentStates: {
      given: 'Aceptó',
      renewed: 'Aceptó de nuevo',
      refused: 'Dijo que no',
      withdrawn: 'Lo retiró',
      expired: 'Caducó',
      invalidated: 'No era válido',
      requested: 'Aceptó; falta pulsar el botón del correo',
    },
    bySignal: 'por la señal de su navegador',
    byPage: 'dicho a la página que rodea el chat',
    receipt: 'Descargar el recibo',
    saved: 'Guardado. Vale desde ahora.',
    requests: 'Pregúntenos',
    requestsLead:
      'Alguien del comercio responde antes de la fecha que fija la ley. La respuesta se lee aquí.',
    kind: '¿De qué se trata?',
    kinds: {
      access: 'Una pregunta sobre mis datos',
      deletion: 'Borrado',
      correction: 'Corrección',
      objection: 'Oposición a un uso',
      takedown: 'Retirar algo público',
      complaint: 'Una queja',
    },
    text: 'Con sus palabras',
    where: '¿Dónde vive?',
    places: { gdpr: 'En Europa o en otro lugar', ccpa: 'En California' },
    send: 'Enviar',
    sent: 'Recibido. La respuesta llega antes de la fecha de abajo.',
    requestStates: {
      open: 'Recibido',
      verifying: 'Se está comprobando',
      in_progress: 'En curso',
      extended: 'Tarda más',
      fulfilled: 'Hecho',
      partially_fulfilled: 'Hecho en parte',
      denied: 'Rechazado',
    },
    due: (date) => `Respuesta antes del ${date}`,
    refusedBecause: (reason) =>
      ({
        suspected_fraud: 'Motivo: se sospecha un fraude.',
        insufficient_verification: 'Motivo: no se pudo comprobar quién pregunta.',
        no_match: 'Motivo: no se encontró nada.',
        claim_not_covered: 'Motivo: la ley no da ese derecho.',
        outside_jurisdiction: 'Motivo: la ley no se aplica aquí.',
        too_many_requests: 'Motivo: se preguntó lo mismo demasiadas veces.',
        other: 'El motivo está en la respuesta.',
      })[reason],
    dispute:
      'Si la respuesta no le satisface, diríjase a la autoridad de protección de datos del lugar donde vive.',
    explain: chat.explain,
    service: 'Responderme',
    language: 'Idioma',
    stored: 'Lo que guarda este navegador',
    storedText:
      'Una cookie que mantiene abierta esta página durante una hora. «Cerrar» la elimina. Lo que el chat guarda en la página de un comercio se muestra allí, en «Sus datos».',
  },
  disclosures: {
    title: 'A quién se ha comunicado',
    lead: 'Todo lo suyo que ha salido de la plataforma. Nada sale sin una línea aquí; si un tribunal prohíbe decírselo, la línea aparece cuando eso termina.',
    none: 'No ha salido nada.',
    kinds: {
      webhook: 'Enviado, mientras escribía, a un sistema del comercio o de quien trabaja para él',
      transcript_mail: 'Enviado por correo a una dirección que se dio para ello',
      staff_export: 'Guardado fuera de la plataforma por el personal del comercio',
      legal_request: 'Entregado a una autoridad',
      ownership_change: 'Pasado con el comercio a un nuevo dueño',
    },
    about: (dates) => `Sobre su conversación del ${dates}`,
    because: (reason) => `Por qué estaba permitido: ${reason}.`,
    purpose: (purpose) => `Para qué: ${purpose}`,
    reason: (reason) => `Su motivo: ${reason}`,
    what: (what) => `Qué: ${what}.`,
    ownership: (merchant, owner, date) =>
      `Desde el ${date}, ${merchant} pertenece a ${owner}, y con ello sus conversaciones. Lo que se le prometió se mantiene: lo que aceptó y la fecha de borrado. Hasta entonces puede borrarlo todo.`,
    bases: {
      consumer_asked: 'usted lo pidió',
      contract: 'trabajan para el comercio con un contrato',
      consent: 'usted aceptó compartir con socios',
      legitimate_interest: 'el comercio lo necesita para atenderle',
      legal_obligation: 'la ley lo exige',
    },
    fieldList: fieldListIn({
      none: 'Solo que ha ocurrido algo',
      all: 'Todo: lo escrito y lo que se guarda con ello',
      between: '; ',
      fields: {
        reference: 'número de la conversación y horas',
        state: 'si está abierta o cerrada',
        site: 'sitio web',
        page: 'página desde la que se escribió',
        sender: 'quién escribió y el nombre del agente',
        text: 'lo escrito, con los números ocultos, y los nombres de los archivos',
        consents: 'lo que usted aceptó',
        expiry: 'cuándo se borra',
        rating: 'valoración y comentario',
        notes: 'notas del personal',
      },
    }),
    event: (number) => `por la respuesta n.º ${number} en «Lo que ha aceptado»`,
    times: (count) => counted(count, { one: '# vez', other: '# veces' }),
    copy: {
      heading: 'Una copia de esta conversación',
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
      saved: 'Corregido, al instante y para ambas partes.',
      empty: 'Déjelo vacío para quitarlo.',
      contact: (email) => `Su dirección: ${email}`,
      purposes: { contact_followup: 'para la respuesta a esta conversación', marketing: 'para novedades' },
      takeBack: 'Puede retirarlo abajo, en lo que ha aceptado.',
    },
    testimonial: {
      title: chat.publicTitle,
      lead: (date) =>
        `Solo si quiere. Todos pueden leerlo en la página del comercio, tal como lo escriba aquí, hasta que lo retire; el ${date}, a más tardar, desaparece con la conversación.`,
      text: chat.publicText,
      name: chat.publicName,
      agree: chat.publicAgree,
      publish: chat.publish,
      edit: 'Publicarlo así',
      isPublic: 'Esto es público:',
      takeBack: chat.publicBack,
      published: 'Es público. Los demás lo ven en un minuto.',
      gone: 'Ya no es público. Las páginas que lo muestran lo quitan en un minuto.',
    },
  },
  mailDoor: {
    title: '¿No tiene un código a mano?',
    lead: 'Si dejó su dirección de correo en el chat, se le puede enviar allí un enlace. Abre una vez aquello en lo que se dejó esa dirección, y nada más.',
    email: 'Su dirección de correo',
    shop: 'El comercio con el que habló',
    shopHint: 'Su nombre, tal como aparece arriba en el chat.',
    about:
      '¿Alguien ha publicado algo en lo que aparece usted? Escriba por qué debe desaparecer. En cuanto abra el enlace enviado, deja de verse hasta que el comercio decida.',
    ask: 'Preguntar también algo al comercio',
    askMeans: 'Se transmite cuando haya abierto el enlace. La respuesta aparece aquí.',
    send: 'Enviarme un enlace',
    sent: (shop) =>
      `Si su dirección se dejó en un chat con ${shop}, o si ha preguntado algo, hay un enlace en camino. Sirve una vez, durante diez minutos.`,
    opening: 'Este enlace abre lo que se guarda de los chats en los que se dejó su dirección. Sirve una vez.',
    notYours:
      '¿Un chat que no conoce? Entonces alguien escribió su dirección por error: diga abajo que no quiere que le escriban, y se quitará.',
    open: 'Abrir sus datos',
    filed: 'Lo que preguntó se ha transmitido.',
    none: (merchant) =>
      `Ninguna conversación con ${merchant} lleva ya su dirección. Lo que escribió sin ella se abre desde el dispositivo donde habló, o con un código.`,
    viewed: (first, last) =>
      first === last
        ? `Quien abrió un enlace enviado a la dirección que se dejó aquí, el ${first}`
        : `Quien abrió un enlace enviado a la dirección que se dejó aquí, primero el ${first}, por última vez el ${last}`,
  },
};
