/** German. Says "Sie". */
import type { ObligedField } from '@parlour/shared/model/obligation.js';
import { counted, duration, list } from '@parlour/widget/locales/de.js';
import { laterTexts as chat } from '@parlour/widget/locales/later/de.js';
import { fieldListIn, yearsIn, type Words } from './words.js';

const conversations = (count: number): string => counted(count, { one: '# Gespräch', other: '# Gespräche' });

const obliged: Record<ObligedField, string> = {
  times: 'wann es stattfand',
  agents: 'wer vom Händler geantwortet hat',
  answers: 'was vor dem Chat ausgefüllt wurde',
  contact: 'die hinterlassene Adresse',
  consents: 'die Antworten zur Zustimmung',
  rating: 'die Bewertung mit ihrem Kommentar',
};

export const words: Words = {
  common: {
    tryAgain: 'Noch einmal versuchen',
    cancel: 'Abbrechen',
    loading: 'Wird geladen…',
    failure: {
      heading: 'Das konnte nicht geladen werden',
      lost: 'Der Server ist nicht erreichbar. Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal.',
      unknown:
        'Auf dieser Seite ist etwas schiefgegangen. Laden Sie sie neu; bleibt es dabei, sagen Sie es dem Betreiber.',
      requestId: (id) => `Nummer der Anfrage: ${id}`,
      tooMany: (seconds) =>
        `Zu viel auf einmal. Versuchen Sie es in ${counted(seconds, { one: '# Sekunde', other: '# Sekunden' })} noch einmal.`,
      said: {
        wrong_resume_code:
          'Dieser Code öffnet nichts. Ein Code endet mit seinem Gespräch, und ein neuer macht den vorigen ungültig; erstellen Sie einen im Chat unter „Ihre Daten“.',
        not_found: 'Das gibt es nicht mehr.',
        invalid_input: 'Das kann so nicht angenommen werden. Prüfen Sie, was Sie eingegeben haben.',
        stale_notice:
          'Der Hinweis hat sich inzwischen geändert. Laden Sie die Seite neu und entscheiden Sie noch einmal.',
        unavailable:
          'Gerade kann nicht gespeichert werden. Es ist nichts verloren; versuchen Sie es gleich noch einmal.',
        internal: 'Bei uns ist etwas schiefgegangen. Versuchen Sie es noch einmal.',
        mail_not_set_up: 'Von hier aus können keine E-Mails verschickt werden.',
        conversation_expired: 'Dieses Gespräch hat sein Datum erreicht und ist gelöscht.',
      },
    },
  },
  portal: {
    title: 'Ihre Daten',
    door: {
      lead: 'Hier sehen Sie, was über Sie gespeichert ist, bis wann und warum; Sie können eine Kopie mitnehmen, berichtigen oder löschen. Ein Konto brauchen Sie nicht.',
      label: 'Code',
      hint: 'Öffnen Sie den Chat auf der Seite, auf der Sie geschrieben haben, wählen Sie „Ihre Daten“ und erstellen Sie dort einen Code. Er sieht so aus: 7K3QF-….',
      submit: 'Öffnen',
      missing: 'Geben Sie den Code aus zwanzig Buchstaben und Ziffern ein.',
      left: 'Geschlossen. Dieser Browser behält nichts davon.',
    },
    report: {
      open: 'Melden, wer Ihnen geantwortet hat…',
      means:
        'Die Meldung geht an die Leitung des Händlers, die bis zu einem festen Tag antwortet. Der Betreiber der Plattform sieht, dass Sie sich beschwert haben, über wen und warum, und nichts von dem, was geschrieben wurde.',
      reason: chat.reportReason,
      reasons: chat.reportReasons,
      text: chat.reportText,
      send: chat.reportSend,
      sent: 'Gemeldet. Die Antwort erscheint unten, unter „Fragen Sie uns“.',
    },
    blocked: (merchant, until) =>
      `${merchant} beginnt bis ${until} kein neues Gespräch mit Ihnen. Um zu wissen, wie lange, wird bis dahin eine Zahl behalten, die Ihr Browser gebildet hat, und sonst nichts.`,
    rated: (score) => `Sie haben ${score} von 5 gegeben.`,
    kept: (count, merchant, last) =>
      last === null
        ? `Wir bewahren kein Gespräch zwischen Ihnen und ${merchant} auf.`
        : `Wir bewahren ${conversations(count)} zwischen Ihnen und ${merchant} auf; das letzte wird am ${last} gelöscht.`,
    keptMore:
      'Hier steht nur, was Sie auf der Seite eines Händlers geschrieben haben. Anderswo sind Sie für uns jemand anderes.',
    copy: 'Kopie mitnehmen',
    copying: 'Ihre Kopie wird vorbereitet…',
    copied:
      'Ihre Kopie liegt bei Ihren Downloads: ein ZIP mit einer Seite zum Lesen, dasselbe als JSON und die Belege Ihrer Antworten.',
    eraseAll: 'Alles löschen…',
    close: 'Schließen',
    conversation: (date) => `Gespräch vom ${date}`,
    states: { queued: 'Wartet', active: 'Läuft', closed: 'Beendet' },
    messages: (count) => counted(count, { one: '# Eintrag', other: '# Einträge' }),
    deletedOn: (date) => `Wird am ${date} gelöscht.`,
    why: 'Warum dann?',
    keeps: (fields, time, basis) =>
      `Danach muss der Händler nach dem Gesetz noch ${time} ab dem Ende aufbewahren: ${fields}, und nichts von dem, was gesagt wurde. Grundlage: ${basis}.`,
    keptWhole: (time, basis) =>
      `Der Händler muss das ganze Gespräch nach dem Gesetz ${time} ab dem Ende aufbewahren. Grundlage: ${basis}.`,
    keptFields: (fields) => list(fields.map((field) => obliged[field])),
    keptFor: yearsIn(duration),
    obliged: 'Aufbewahrt, weil ein Gesetz es verlangt',
    obligedLead:
      'Was gesagt wurde, ist gelöscht. Das Folgende muss der Händler aufbewahren und darf es zu nichts anderem verwenden:',
    obligedUntil: (fields, until) => `${fields}, bis ${until}`,
    viewers: 'Wer es angesehen hat',
    nobody: 'Niemand vom Händler hat es geöffnet.',
    viewed: (name, first, last) =>
      first === last ? `${name}, am ${first}` : `${name}, zuerst am ${first}, zuletzt am ${last}`,
    read: 'Lesen',
    hide: 'Zuklappen',
    you: 'Sie',
    save: 'Speichern',
    saveFile: (name) => `${name} speichern`,
    fileSaved: (name) => `${name} liegt bei Ihren Downloads.`,
    correct: 'Berichtigen…',
    correction: 'Was stimmt stattdessen? Beide Seiten sehen es neben dem Gesagten.',
    correctSave: 'Berichtigung hinzufügen',
    corrected: 'Hinzugefügt. Beide Seiten sehen es.',
    corrects: 'Berichtigung',
    erase: 'Löschen…',
    askErase: (date) => `Das Gespräch vom ${date} löschen?`,
    askEraseAll: (count) => `${conversations(count)} löschen?`,
    eraseMeans:
      'Es verschwindet sofort für beide Seiten, und sein Schlüssel wird vernichtet. Das lässt sich nicht rückgängig machen, auch nicht aus einer Sicherung.',
    eraseYes: 'Endgültig löschen',
    erased: (deleted, delayed, kept, hasCopy) =>
      [
        hasCopy ? 'Die Kopie, um die Sie gebeten hatten, liegt bei Ihren Downloads.' : '',
        deleted > 0 ? `${conversations(deleted)} endgültig gelöscht.` : '',
        kept > 0
          ? `Von ${conversations(kept)} muss der Händler nach dem Gesetz aufbewahren, was unten steht.`
          : '',
        delayed > 0
          ? `${conversations(delayed)} ab jetzt verborgen: Das Gesetz verlangt, dass wir sie noch eine Weile aufbewahren. Danach werden sie sofort gelöscht.`
          : '',
      ]
        .filter(Boolean)
        .join(' '),
    delayed: (date) =>
      `Das Gespräch vom ${date} ist vor allen verborgen und wird gelöscht, sobald eine gesetzliche Pflicht zur Aufbewahrung endet.`,
    delayedByLaw: (date, until, basis) =>
      `Das Gespräch vom ${date} ist vor allen verborgen und wird am ${until} gelöscht. Bis dahin muss der Händler es nach dem Gesetz aufbewahren. Grundlage: ${basis}.`,
    consents: 'Ihre Zustimmungen',
    consentsLead:
      'Jede steht Ihnen frei, und jede wirkt sofort. Was vorher rechtmäßig war, bleibt es; löschen können Sie, was gespeichert wurde.',
    gpc: 'Ihr Browser sendet Global Privacy Control. Wir verstehen das als Nein zu Auswertung, Werbung und Partnern; was Sie hier erlauben, gilt als Ihr eigenes Wort.',
    purposes: {
      transcript_storage: {
        name: 'Das Gespräch aufbewahren',
        means:
          'Damit Sie und der Händler darauf zurückkommen können. Sonst wird es 15 Minuten nach dem Ende gelöscht.',
      },
      device_storage: {
        name: 'Mich auf dem Gerät wiedererkennen, auf dem ich geschrieben habe',
        means: 'Damit der Chat nach einem Neuladen noch da ist.',
      },
      contact_followup: {
        name: 'Mir zu meiner Frage schreiben',
        means: 'Eine Antwort oder Nachfrage, an die Adresse, die Sie dafür angegeben haben.',
      },
      marketing: {
        name: 'Mir Neuigkeiten und Angebote schicken',
        means: 'Per E-Mail, sobald Sie die Adresse durch eine Mail bestätigt haben, bis Sie Halt sagen.',
      },
      analytics: { name: 'Meine Wartezeit mitzählen', means: 'Nie in einer Gruppe unter zehn.' },
      partner_sharing: {
        name: 'An Partner weitergeben',
        means: 'Benannte Angaben an einen benannten Partner, und an niemanden sonst.',
      },
      publication: {
        name: 'Meine Bewertung veröffentlichen',
        means: 'So, wie Sie sie bearbeitet und freigegeben haben.',
      },
    },
    history: 'Jede Antwort mit ihrem Datum',
    consentStates: {
      given: 'Sie haben zugestimmt',
      renewed: 'Sie haben wieder zugestimmt',
      refused: 'Sie haben Nein gesagt',
      withdrawn: 'Sie haben es zurückgenommen',
      expired: 'Abgelaufen',
      invalidated: 'War ungültig',
      requested: 'Sie haben zugestimmt; es fehlt noch der Knopf in der E-Mail',
    },
    bySignal: 'durch das Signal Ihres Browsers',
    byPage: 'gegenüber der Seite um den Chat gesagt',
    receipt: 'Beleg herunterladen',
    saved: 'Gespeichert. Es gilt ab jetzt.',
    requests: 'Fragen Sie uns',
    requestsLead:
      'Jemand vom Händler antwortet, bis zu einem Tag, den das Gesetz bestimmt. Die Antwort lesen Sie hier.',
    kind: 'Worum geht es?',
    kinds: {
      access: 'Eine Frage zu meinen Daten',
      deletion: 'Löschung',
      correction: 'Berichtigung',
      objection: 'Widerspruch gegen eine Verwendung',
      takedown: 'Etwas Öffentliches soll verschwinden',
      complaint: 'Eine Beschwerde',
    },
    text: 'In Ihren Worten',
    where: 'Wo wohnen Sie?',
    places: { gdpr: 'In Europa oder anderswo', ccpa: 'In Kalifornien' },
    send: 'Senden',
    sent: 'Angekommen. Die Antwort kommt bis zu dem Tag, der unten steht.',
    requestStates: {
      open: 'Angekommen',
      verifying: 'Wird geprüft',
      in_progress: 'In Arbeit',
      extended: 'Dauert länger',
      fulfilled: 'Erledigt',
      partially_fulfilled: 'Teilweise erledigt',
      denied: 'Abgelehnt',
    },
    due: (date) => `Antwort bis ${date}`,
    refusedBecause: (reason) =>
      ({
        suspected_fraud: 'Grund: Es besteht Verdacht auf Betrug.',
        insufficient_verification: 'Grund: Es ließ sich nicht prüfen, wer fragt.',
        no_match: 'Grund: Es wurde nichts gefunden.',
        claim_not_covered: 'Grund: Das Gesetz gibt keinen solchen Anspruch.',
        outside_jurisdiction: 'Grund: Das Gesetz gilt hier nicht.',
        too_many_requests: 'Grund: Dasselbe wurde zu oft gefragt.',
        other: 'Der Grund steht in der Antwort.',
      })[reason],
    dispute:
      'Wenn die Antwort Sie nicht zufriedenstellt, wenden Sie sich an die Datenschutzbehörde an Ihrem Wohnort.',
    explain: chat.explain,
    service: 'Mir antworten',
    language: 'Sprache',
    stored: 'Was dieser Browser behält',
    storedText:
      'Ein Cookie, das diese Seite eine Stunde lang offen hält. „Schließen“ entfernt es. Was der Chat auf der Seite eines Händlers behält, steht dort unter „Ihre Daten“.',
  },
  disclosures: {
    title: 'Wem es weitergegeben wurde',
    lead: 'Alles von Ihnen, was die Plattform verlassen hat. Nichts verlässt sie ohne einen Eintrag hier; verbietet ein Gericht, es Ihnen zu sagen, erscheint der Eintrag, wenn das vorbei ist.',
    none: 'Nichts wurde weitergegeben.',
    kinds: {
      webhook: 'Beim Schreiben an ein System des Händlers oder eines Auftragnehmers gesendet',
      transcript_mail: 'Per E-Mail an eine Adresse gesendet, die dafür angegeben wurde',
      staff_export: 'Von Mitarbeitern des Händlers außerhalb der Plattform gespeichert',
      legal_request: 'An eine Behörde herausgegeben',
      ownership_change: 'Mit dem Händler an einen neuen Eigentümer übergegangen',
    },
    about: (dates) => `Ihr Gespräch vom ${dates}`,
    because: (reason) => `Warum es erlaubt war: ${reason}.`,
    purpose: (purpose) => `Wozu: ${purpose}`,
    reason: (reason) => `Deren Grund: ${reason}`,
    what: (what) => `Was: ${what}.`,
    ownership: (merchant, owner, date) =>
      `Ab ${date} gehört ${merchant} zu ${owner}, und damit auch Ihre Gespräche. Was Ihnen versprochen wurde, bleibt: Ihre Zustimmungen und das Datum der Löschung. Bis dahin können Sie alles löschen.`,
    bases: {
      consumer_asked: 'Sie haben darum gebeten',
      contract: 'sie arbeiten mit Vertrag für den Händler',
      consent: 'Sie haben der Weitergabe an Partner zugestimmt',
      legitimate_interest: 'der Händler braucht es, um Ihnen zu antworten',
      legal_obligation: 'das Gesetz verlangt es',
    },
    fieldList: fieldListIn({
      none: 'Nur, dass etwas geschehen ist',
      all: 'Alles: was geschrieben wurde und was dazu gespeichert ist',
      between: '; ',
      fields: {
        reference: 'Nummer des Gesprächs und Zeiten',
        state: 'ob es läuft oder beendet ist',
        site: 'Website',
        page: 'Seite, von der geschrieben wurde',
        sender: 'wer geschrieben hat, und der Name des Mitarbeiters',
        text: 'was geschrieben wurde, mit verdeckten Nummern, und Namen von Dateien',
        consents: 'Ihre Zustimmungen',
        expiry: 'wann es gelöscht wird',
        rating: 'Bewertung und Kommentar',
        notes: 'Notizen der Mitarbeiter',
      },
    }),
    event: (number) => `nach Antwort Nr. ${number} unter „Ihre Zustimmungen“`,
    times: (count) => `${count}-mal`,
    copy: {
      heading: 'Eine Kopie dieses Gesprächs',
      save: 'Als Text speichern',
      mail: chat.transcriptMail,
      to: chat.email,
      hint: chat.transcriptMeans,
      send: 'Senden',
      sent: chat.transcriptOutcomes.sent,
    },
  },
  ownWords: {
    profile: {
      title: chat.profileTitle,
      save: chat.putRight,
      saved: 'Berichtigt, sofort und für beide Seiten.',
      empty: 'Lassen Sie es leer, um es zu entfernen.',
      contact: (email) => `Ihre Adresse: ${email}`,
      purposes: { contact_followup: 'für die Antwort auf dieses Gespräch', marketing: 'für Neuigkeiten' },
      takeBack: 'Zurücknehmen können Sie das unten, bei Ihren Zustimmungen.',
    },
    testimonial: {
      title: chat.publicTitle,
      lead: (date) =>
        `Nur wenn Sie möchten. Alle können es auf der Seite des Händlers lesen, genau so, wie Sie es hier schreiben, bis Sie es zurücknehmen; spätestens am ${date} geht es mit dem Gespräch.`,
      text: chat.publicText,
      name: chat.publicName,
      agree: chat.publicAgree,
      publish: chat.publish,
      edit: 'So veröffentlichen',
      isPublic: 'Das ist öffentlich:',
      takeBack: chat.publicBack,
      published: 'Es ist öffentlich. Andere sehen es innerhalb einer Minute.',
      gone: 'Es ist nicht mehr öffentlich. Seiten, die es zeigen, nehmen es innerhalb einer Minute weg.',
    },
  },
  mailDoor: {
    title: 'Kein Code zur Hand?',
    lead: 'Wenn Sie im Chat Ihre E-Mail-Adresse hinterlassen haben, kann ein Link dorthin geschickt werden. Er öffnet einmal, wozu diese Adresse hinterlassen wurde, und sonst nichts.',
    email: 'Ihre E-Mail-Adresse',
    shop: 'Der Händler, mit dem Sie geschrieben haben',
    shopHint: 'Sein Name, wie er oben im Chat steht.',
    about:
      'Jemand hat etwas veröffentlicht, in dem Sie vorkommen? Schreiben Sie auf, warum es weg soll. Sobald Sie den zugeschickten Link geöffnet haben, ist es nicht mehr zu sehen, bis der Händler entschieden hat.',
    ask: 'Den Händler auch etwas fragen',
    askMeans: 'Es wird weitergegeben, sobald Sie den Link geöffnet haben. Die Antwort erscheint hier.',
    send: 'Link zuschicken',
    sent: (shop) =>
      `Wenn Ihre Adresse in einem Chat mit ${shop} hinterlassen wurde oder Sie etwas gefragt haben, ist ein Link unterwegs. Er gilt einmal, innerhalb von zehn Minuten.`,
    opening:
      'Dieser Link öffnet, was von den Chats gespeichert ist, in denen Ihre Adresse hinterlassen wurde. Er gilt einmal.',
    notYours:
      'Ein Chat, den Sie nicht kennen? Dann hat jemand Ihre Adresse versehentlich angegeben: Lehnen Sie unten ab, angeschrieben zu werden, und sie wird entfernt.',
    open: 'Ihre Daten öffnen',
    filed: 'Was Sie gefragt haben, ist weitergegeben.',
    none: (merchant) =>
      `Kein Gespräch mit ${merchant} trägt mehr Ihre Adresse. Was Sie ohne sie geschrieben haben, öffnen Sie auf dem Gerät, auf dem Sie geschrieben haben, oder mit einem Code.`,
    viewed: (first, last) =>
      first === last
        ? `Wer einen Link geöffnet hat, der an die hier hinterlassene Adresse ging, am ${first}`
        : `Wer einen Link geöffnet hat, der an die hier hinterlassene Adresse ging, zuerst am ${first}, zuletzt am ${last}`,
  },
};
