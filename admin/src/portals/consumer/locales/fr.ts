/** French. Says "vous"; a narrow no-break space stands before a question mark, a semicolon, a colon and inside quotation marks. */
import type { ObligedField } from '@parlour/shared/model/obligation.js';
import { counted, duration, list } from '@parlour/widget/locales/fr.js';
import { laterTexts as chat } from '@parlour/widget/locales/later/fr.js';
import { fieldListIn, yearsIn, type Words } from './words.js';

const conversations = (count: number): string =>
  counted(count, { one: '# conversation', other: '# conversations' });

const obliged: Record<ObligedField, string> = {
  times: 'quand elle a eu lieu',
  agents: 'qui du personnel a répondu',
  answers: 'ce qui a été rempli avant le chat',
  contact: 'l’adresse laissée',
  consents: 'les réponses sur le consentement',
  rating: 'l’évaluation et son commentaire',
};

export const words: Words = {
  common: {
    tryAgain: 'Réessayer',
    cancel: 'Annuler',
    loading: 'Chargement…',
    failure: {
      heading: 'Le chargement a échoué',
      lost: 'Le serveur est injoignable. Vérifiez votre connexion, puis réessayez.',
      unknown:
        'Un problème est survenu sur cette page. Rechargez-la\u202f; s’il persiste, dites-le à l’exploitant.',
      requestId: (id) => `Numéro de la demande\u202f: ${id}`,
      tooMany: (seconds) =>
        `Trop à la fois. Réessayez dans ${counted(seconds, { one: '# seconde', other: '# secondes' })}.`,
      said: {
        wrong_resume_code:
          'Ce code n’ouvre rien. Un code prend fin avec sa conversation, et un nouveau annule le précédent\u202f; créez-en un dans le chat, sous «\u202fVos données\u202f».',
        not_found: 'Cela n’existe plus.',
        invalid_input: 'Cela ne peut pas être accepté ainsi. Vérifiez ce que vous avez saisi.',
        stale_notice: 'L’avis a changé entre-temps. Rechargez la page et décidez à nouveau.',
        unavailable:
          'L’enregistrement est impossible pour l’instant. Rien n’est perdu\u202f; réessayez dans un moment.',
        internal: 'Un problème est survenu de notre côté. Réessayez.',
        mail_not_set_up: 'Aucun e-mail ne peut être envoyé d’ici.',
        conversation_expired: 'Cette conversation est arrivée à sa date et a été supprimée.',
      },
    },
  },
  portal: {
    title: 'Vos données',
    door: {
      lead: 'Vous voyez ici ce qui est conservé sur vous, jusqu’à quand et pourquoi\u202f; vous pouvez en emporter une copie, le corriger ou le supprimer. Aucun compte n’est nécessaire.',
      label: 'Code',
      hint: 'Ouvrez le chat sur la page où vous avez écrit, choisissez «\u202fVos données\u202f» et créez-y un code. Il ressemble à 7K3QF-….',
      submit: 'Ouvrir',
      missing: 'Saisissez le code de vingt lettres et chiffres.',
      left: 'Fermé. Ce navigateur n’en garde rien.',
    },
    report: {
      open: 'Signaler la personne qui vous a répondu…',
      means:
        'Le signalement va à la direction du commerçant, qui répond avant une date fixée. L’exploitant de la plateforme voit que vous vous êtes plaint, de qui et pourquoi, et rien de ce qui a été écrit.',
      reason: chat.reportReason,
      reasons: chat.reportReasons,
      text: chat.reportText,
      send: chat.reportSend,
      sent: 'Signalé. La réponse apparaîtra plus bas, sous «\u202fDemandez-nous\u202f».',
    },
    blocked: (merchant, until) =>
      `${merchant} n’ouvre aucune nouvelle conversation avec vous jusqu’au ${until}. Pour savoir jusqu’à quand, un nombre créé par votre navigateur est gardé jusque-là, et rien d’autre.`,
    rated: (score) => `Vous avez donné ${score} sur 5.`,
    kept: (count, merchant, last) =>
      last === null
        ? `Nous ne conservons aucune conversation entre vous et ${merchant}.`
        : `Nous conservons ${conversations(count)} entre vous et ${merchant}\u202f; la dernière est supprimée le ${last}.`,
    keptMore:
      'Seul ce que vous avez écrit sur la page d’un commerçant, sur un site, est montré ici. Ailleurs, vous êtes quelqu’un d’autre pour nous.',
    copy: 'Emporter une copie',
    copying: 'Votre copie se prépare…',
    copied:
      'Votre copie est dans vos téléchargements\u202f: un ZIP avec une page à lire, la même chose en JSON et les reçus de vos réponses.',
    eraseAll: 'Tout supprimer…',
    close: 'Fermer',
    conversation: (date) => `Conversation du ${date}`,
    states: { queued: 'En attente', active: 'Ouverte', closed: 'Terminée' },
    messages: (count) => counted(count, { one: '# entrée', other: '# entrées' }),
    deletedOn: (date) => `Supprimée le ${date}.`,
    why: 'Pourquoi à cette date\u202f?',
    keeps: (fields, time, basis) =>
      `Ensuite, la loi oblige le commerçant à garder ${fields}, et rien de ce qui a été dit, pendant ${time} à compter de la fin\u202f: ${basis}.`,
    keptWhole: (time, basis) =>
      `La loi oblige le commerçant à garder toute la conversation pendant ${time} à compter de la fin\u202f: ${basis}.`,
    keptFields: (fields) => list(fields.map((field) => obliged[field])),
    keptFor: yearsIn(duration),
    obliged: 'Gardé parce qu’une loi l’exige',
    obligedLead:
      'Ce qui a été dit est supprimé. Le commerçant doit garder ceci et ne peut s’en servir pour rien d’autre\u202f:',
    obligedUntil: (fields, until) => `${fields}, jusqu’au ${until}`,
    viewers: 'Qui l’a consultée',
    nobody: 'Personne chez le commerçant ne l’a ouverte.',
    viewed: (name, first, last) =>
      first === last ? `${name}, le ${first}` : `${name}, d’abord le ${first}, en dernier le ${last}`,
    read: 'La lire',
    hide: 'La masquer',
    you: 'Vous',
    save: 'Enregistrer',
    saveFile: (name) => `Enregistrer ${name}`,
    fileSaved: (name) => `${name} est dans vos téléchargements.`,
    correct: 'Corriger…',
    correction: 'Qu’est-ce qui est juste\u202f? Les deux parties le voient à côté de ce qui a été dit.',
    correctSave: 'Ajouter la correction',
    corrected: 'Ajouté. Les deux parties le voient.',
    corrects: 'Correction',
    erase: 'Supprimer…',
    askErase: (date) => `Supprimer la conversation du ${date}\u202f?`,
    askEraseAll: (count) => `Supprimer ${conversations(count)}\u202f?`,
    eraseMeans:
      'Elle disparaît aussitôt pour les deux parties et sa clé est détruite. C’est irréversible, même depuis une sauvegarde.',
    eraseYes: 'Supprimer définitivement',
    erased: (deleted, delayed, kept, hasCopy) =>
      [
        hasCopy ? 'La copie que vous aviez demandée est dans vos téléchargements.' : '',
        deleted > 0 ? `Supprimé définitivement\u202f: ${conversations(deleted)}.` : '',
        kept > 0
          ? `De ${conversations(kept)}, la loi oblige le commerçant à garder ce qui figure plus bas.`
          : '',
        delayed > 0
          ? `Masqué dès maintenant\u202f: ${conversations(delayed)}. La loi nous oblige à les garder encore un peu\u202f; elles sont supprimées dès que cela prend fin.`
          : '',
      ]
        .filter(Boolean)
        .join(' '),
    delayed: (date) =>
      `La conversation du ${date} est masquée pour tous et sera supprimée quand l’obligation légale de la garder prendra fin.`,
    delayedByLaw: (date, until, basis) =>
      `La conversation du ${date} est masquée pour tous et sera supprimée le ${until}. Jusque-là, la loi oblige le commerçant à la garder\u202f: ${basis}.`,
    consents: 'Ce que vous avez accepté',
    consentsLead:
      'Chaque choix vous appartient et prend effet aussitôt. Ce qui était licite avant le reste\u202f; vous pouvez supprimer ce qui a été gardé.',
    gpc: 'Votre navigateur envoie Global Privacy Control. Nous le prenons comme un non aux analyses, à la publicité et aux partenaires\u202f; ce que vous acceptez ici vaut comme votre propre parole.',
    purposes: {
      transcript_storage: {
        name: 'Conserver la conversation',
        means:
          'Pour que vous et le commerçant puissiez y revenir. Sinon, elle est supprimée 15 minutes après la fin.',
      },
      device_storage: {
        name: 'Me reconnaître sur l’appareil où j’ai écrit',
        means: 'Pour que le chat soit encore là après un rechargement.',
      },
      contact_followup: {
        name: 'M’écrire au sujet de ma question',
        means: 'Une réponse ou un suivi, à l’adresse que vous avez donnée pour cela.',
      },
      marketing: {
        name: 'M’envoyer nouvelles et offres',
        means: 'Par e-mail, une fois l’adresse confirmée par un e-mail, jusqu’à ce que vous disiez stop.',
      },
      analytics: { name: 'Compter mon temps d’attente', means: 'Jamais dans un groupe de moins de dix.' },
      partner_sharing: {
        name: 'Partager avec des partenaires',
        means: 'Des champs nommés avec un partenaire nommé, et personne d’autre.',
      },
      publication: {
        name: 'Publier mon évaluation',
        means: 'Telle que vous l’avez modifiée et approuvée.',
      },
    },
    history: 'Chaque réponse, avec sa date',
    consentStates: {
      given: 'Vous avez accepté',
      renewed: 'Vous avez accepté à nouveau',
      refused: 'Vous avez dit non',
      withdrawn: 'Vous l’avez retiré',
      expired: 'Arrivé à échéance',
      invalidated: 'N’était pas valable',
      requested: 'Vous avez accepté\u202f; il reste le bouton dans l’e-mail',
    },
    bySignal: 'par le signal de votre navigateur',
    byPage: 'dit à la page autour du chat',
    receipt: 'Télécharger le reçu',
    saved: 'Enregistré. Cela vaut dès maintenant.',
    requests: 'Demandez-nous',
    requestsLead:
      'Quelqu’un chez le commerçant répond avant une date fixée par la loi. Vous lisez la réponse ici.',
    kind: 'De quoi s’agit-il\u202f?',
    kinds: {
      access: 'Une question sur mes données',
      deletion: 'Suppression',
      correction: 'Correction',
      objection: 'Opposition à un usage',
      takedown: 'Retirer quelque chose de public',
      complaint: 'Une réclamation',
    },
    text: 'Avec vos mots',
    where: 'Où habitez-vous\u202f?',
    places: { gdpr: 'En Europe ou ailleurs', ccpa: 'En Californie' },
    send: 'Envoyer',
    sent: 'Reçu. La réponse arrive avant la date ci-dessous.',
    requestStates: {
      open: 'Reçue',
      verifying: 'En vérification',
      in_progress: 'En cours',
      extended: 'Prend plus de temps',
      fulfilled: 'Faite',
      partially_fulfilled: 'Faite en partie',
      denied: 'Refusée',
    },
    due: (date) => `Réponse avant le ${date}`,
    refusedBecause: (reason) =>
      ({
        suspected_fraud: 'Motif\u202f: une fraude est soupçonnée.',
        insufficient_verification: 'Motif\u202f: on n’a pas pu vérifier qui demande.',
        no_match: 'Motif\u202f: rien n’a été trouvé.',
        claim_not_covered: 'Motif\u202f: la loi ne donne pas ce droit.',
        outside_jurisdiction: 'Motif\u202f: la loi ne s’applique pas ici.',
        too_many_requests: 'Motif\u202f: la même chose a été demandée trop souvent.',
        other: 'Le motif est dans la réponse.',
      })[reason],
    dispute:
      'Si la réponse ne vous satisfait pas, adressez-vous à l’autorité de protection des données de votre lieu de résidence.',
    explain: chat.explain,
    service: 'Me répondre',
    language: 'Langue',
    stored: 'Ce que garde ce navigateur',
    storedText:
      'Un cookie qui garde cette page ouverte une heure. «\u202fFermer\u202f» le supprime. Ce que le chat garde sur la page d’un commerçant y est indiqué, sous «\u202fVos données\u202f».',
  },
  disclosures: {
    title: 'À qui cela a été communiqué',
    lead: 'Tout ce qui, de vous, a quitté la plateforme. Rien ne la quitte sans une ligne ici\u202f; si un tribunal interdit de vous le dire, la ligne apparaît quand l’interdiction prend fin.',
    none: 'Rien n’a été communiqué.',
    kinds: {
      webhook: 'Envoyé, pendant que vous écriviez, à un système du commerçant ou de qui travaille pour lui',
      transcript_mail: 'Envoyé par e-mail à une adresse donnée pour cela',
      staff_export: 'Enregistré hors de la plateforme par le personnel du commerçant',
      legal_request: 'Remis à une autorité',
      ownership_change: 'Transmis avec le commerce à un nouveau propriétaire',
    },
    about: (dates) => `Votre conversation du ${dates}`,
    because: (reason) => `Pourquoi c’était permis\u202f: ${reason}.`,
    purpose: (purpose) => `Dans quel but\u202f: ${purpose}`,
    reason: (reason) => `Leur motif\u202f: ${reason}`,
    what: (what) => `Quoi\u202f: ${what}.`,
    ownership: (merchant, owner, date) =>
      `À partir du ${date}, ${merchant} appartient à ${owner}, et vos conversations avec. Ce qui vous a été promis demeure\u202f: ce que vous avez accepté et la date de suppression. D’ici là, vous pouvez tout supprimer.`,
    bases: {
      consumer_asked: 'vous l’avez demandé',
      contract: 'ils travaillent pour le commerçant sous contrat',
      consent: 'vous avez accepté le partage avec des partenaires',
      legitimate_interest: 'le commerçant en a besoin pour vous servir',
      legal_obligation: 'la loi l’exige',
    },
    fieldList: fieldListIn({
      none: 'Seulement que quelque chose s’est produit',
      all: 'Tout\u202f: ce qui a été écrit et ce qui est gardé avec',
      between: '\u202f; ',
      fields: {
        reference: 'numéro de la conversation et heures',
        state: 'si elle est ouverte ou terminée',
        site: 'site web',
        page: 'page d’où l’on a écrit',
        sender: 'qui a écrit, et le nom de l’agent',
        text: 'ce qui a été écrit, les numéros masqués, et les noms des fichiers',
        consents: 'ce que vous avez accepté',
        expiry: 'quand elle est supprimée',
        rating: 'évaluation et commentaire',
        notes: 'notes du personnel',
      },
    }),
    event: (number) => `par la réponse n° ${number} sous «\u202fCe que vous avez accepté\u202f»`,
    times: (count) => counted(count, { one: '# fois', other: '# fois' }),
    copy: {
      heading: 'Une copie de cette conversation',
      save: 'Enregistrer en texte',
      mail: chat.transcriptMail,
      to: chat.email,
      hint: chat.transcriptMeans,
      send: 'Envoyer',
      sent: chat.transcriptOutcomes.sent,
    },
  },
  ownWords: {
    profile: {
      title: chat.profileTitle,
      save: chat.putRight,
      saved: 'Corrigé, aussitôt et pour les deux parties.',
      empty: 'Laissez vide pour l’enlever.',
      contact: (email) => `Votre adresse\u202f: ${email}`,
      purposes: { contact_followup: 'pour la réponse à cette conversation', marketing: 'pour les nouvelles' },
      takeBack: 'Vous pouvez le retirer plus bas, sous ce que vous avez accepté.',
    },
    testimonial: {
      title: chat.publicTitle,
      lead: (date) =>
        `Seulement si vous le voulez. Tout le monde peut le lire sur la page du commerçant, tel que vous l’écrivez ici, jusqu’à ce que vous le retiriez\u202f; le ${date} au plus tard, il part avec la conversation.`,
      text: chat.publicText,
      name: chat.publicName,
      agree: chat.publicAgree,
      publish: chat.publish,
      edit: 'Le publier ainsi',
      isPublic: 'Ceci est public\u202f:',
      takeBack: chat.publicBack,
      published: 'C’est public. Les autres le voient en moins d’une minute.',
      gone: 'Ce n’est plus public. Les pages qui le montrent le retirent en moins d’une minute.',
    },
  },
  mailDoor: {
    title: 'Pas de code sous la main\u202f?',
    lead: 'Si vous avez laissé votre adresse e-mail dans le chat, un lien peut y être envoyé. Il ouvre, une fois, ce pour quoi cette adresse a été laissée, et rien d’autre.',
    email: 'Votre adresse e-mail',
    shop: 'Le commerçant avec qui vous avez parlé',
    shopHint: 'Son nom, tel qu’il figure en haut du chat.',
    about:
      'Quelqu’un a publié quelque chose où il est question de vous ? Écrivez pourquoi cela doit disparaître. Dès que vous avez ouvert le lien envoyé, ce n’est plus visible jusqu’à la décision du commerçant.',
    ask: 'Demander aussi quelque chose au commerçant',
    askMeans: 'C’est transmis dès que vous avez ouvert le lien. La réponse apparaît ici.',
    send: 'M’envoyer un lien',
    sent: (shop) =>
      `Si votre adresse a été laissée dans un chat avec ${shop}, ou si vous avez demandé quelque chose, un lien est en route. Il sert une fois, pendant dix minutes.`,
    opening: 'Ce lien ouvre ce qui est gardé des chats où votre adresse a été laissée. Il sert une fois.',
    notYours:
      'Un chat que vous ne connaissez pas\u202f? Quelqu’un a alors donné votre adresse par erreur\u202f: refusez plus bas d’être contacté, et elle sera retirée.',
    open: 'Ouvrir vos données',
    filed: 'Votre demande a été transmise.',
    none: (merchant) =>
      `Plus aucune conversation avec ${merchant} ne porte votre adresse. Ce que vous avez écrit sans elle s’ouvre depuis l’appareil où vous avez parlé, ou avec un code.`,
    viewed: (first, last) =>
      first === last
        ? `Qui a ouvert un lien envoyé à l’adresse laissée ici, le ${first}`
        : `Qui a ouvert un lien envoyé à l’adresse laissée ici, d’abord le ${first}, en dernier le ${last}`,
  },
};
