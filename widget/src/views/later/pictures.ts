import type { FileSize, FileView } from '@parlour/shared/model/file.js';

/** Pixels of a picture in the log: two for each of the page, for sharp screens. */
const longestSide = 480;

/** A picture and the canvas that it is drawn on: so no policy of the page has to allow an image. */
export class Picture {
  readonly width: number;
  readonly height: number;
  #canvas: HTMLCanvasElement | null = null;
  #bitmap: ImageBitmap | null = null;

  constructor(width: number, height: number) {
    const scale = Math.min(1, longestSide / Math.max(width, height, 1));
    this.width = Math.max(1, Math.round(width * scale));
    this.height = Math.max(1, Math.round(height * scale));
  }

  show(bitmap: ImageBitmap): void {
    this.#bitmap = bitmap;
    this.#draw();
  }

  /** To be called with the canvas, from a `ref`; always the same function, so that it is called once. */
  readonly put = (canvas: Element | undefined): void => {
    this.#canvas = (canvas as HTMLCanvasElement | undefined) ?? null;
    this.#draw();
  };

  #draw(): void {
    if (this.#bitmap) this.#canvas?.getContext('2d')?.drawImage(this.#bitmap, 0, 0, this.width, this.height);
  }
}

/** The pictures of a conversation, each fetched once when it is first drawn. */
export class Pictures {
  readonly #known = new Map<string, Picture | null>();

  constructor(
    private readonly fetchFile: (file: FileView, size: FileSize) => Promise<Blob>,
    private readonly redraw: () => void,
  ) {}

  /** Of a stored file; its place is kept free until it is here. */
  of(file: FileView): Picture | null {
    const { id, picture: size } = file;
    if (!size) return null;
    const known = this.#known.get(id);
    if (known !== undefined) return known;
    const picture = new Picture(size.width, size.height);
    this.#known.set(id, picture);
    this.fetchFile(file, 'thumbnail')
      .then((blob) => createImageBitmap(blob))
      .then((bitmap) => picture.show(bitmap))
      .catch(() => {
        this.#known.set(id, null);
        this.redraw();
      });
    return picture;
  }

  /** Of a file that is on its way; null for what the browser cannot draw. */
  ofBlob(key: string, blob: Blob): Picture | null {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    this.#known.set(key, null);
    if (blob.type.startsWith('image/'))
      createImageBitmap(blob)
        .then((bitmap) => {
          const picture = new Picture(bitmap.width, bitmap.height);
          picture.show(bitmap);
          this.#known.set(key, picture);
          this.redraw();
        })
        .catch(() => {});
    return null;
  }
}
