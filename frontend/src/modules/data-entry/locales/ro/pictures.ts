/** Texts around pictures: the viewer, files of a receipt, the pile. */
export const pictures = {
  picture: {
    title: 'Imaginea bonului',
    tools: 'Cum se vede imaginea',
    smaller: 'Micșorează',
    larger: 'Mărește',
    whole: 'Arată toată pagina',
    turn: 'Rotește la dreapta',
    page: 'Pagina',
    previous: 'Pagina anterioară',
    next: 'Pagina următoare',
    remove: 'Șterge fișierul {name}',
    removeTitle: 'Ștergi fișierul?',
    removeText: '{name} nu mai ține de acest bon.',
    alt: '{name}, pagina {page}',
    none: 'Pune aici fotografia bonului: trage un fișier, lipește o imagine sau alege-o.',
    photo: 'Fotografiază',
    add: 'Adaugă fișier',
    addMore: 'Adaugă o pagină',
    drop: 'Lasă fișierele la acest bon',
    camera: 'Fotografie cu camera',
    chooser: 'Fișiere de pe dispozitiv',
  },
  pile: {
    title: 'De verificat',
    subtitle:
      'Lasă aici un teanc de poze sau PDF-uri: fiecare devine o ciornă. Completează doar ce lipsește; Enter trece la câmpul următor.',
    add: 'Adaugă fișiere',
    drop: 'Lasă teancul aici: câte o ciornă pentru fiecare fișier',
    vatRate: 'Cota TVA',
    look: 'Vezi imaginea {name}',
    saving: 'se salvează…',
    saved: 'salvat',
    sent: 'trimis spre aprobare',
    complete: 'nu mai lipsește nimic',
    elsewhere: 'Deschide bonul pentru: {fields}.',
    more: 'Încă un bon așteaptă după acestea. | Încă {n} bonuri așteaptă după acestea. | Încă {n} de bonuri așteaptă după acestea.',
    emptyTitle: 'Nimic de verificat',
    emptyText: 'Trage aici fotografii sau PDF-uri cu bonuri; câte 50 odată.',
  },
};

export type PictureMessages = typeof pictures;
