import { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from "@zip.js/zip.js";
import { packTar } from "modern-tar";
import { gzipSync } from "node:zlib";

/** A file of a release. */
export interface ReleaseFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Whether it can be run. @default {false} */
  readonly isProgram?: boolean;
}

const ZIP_DATE = new Date(1980, 0, 1);
const TAR_DATE = new Date(0);

/** Packs files into a zip with a folder, as Windows opens it by itself. */
export async function packZip(
  folder: string,
  files: readonly ReleaseFile[],
): Promise<Uint8Array<ArrayBuffer>> {
  const zip = new ZipWriter(new Uint8ArrayWriter(), { level: 9, useWebWorkers: false });
  for (const { name, bytes } of files) {
    await zip.add(`${folder}/${name}`, new Uint8ArrayReader(bytes), {
      lastModDate: ZIP_DATE,
      extendedTimestamp: false,
    });
  }
  return await zip.close();
}

/** Packs files into a tar.gz with a folder, which keeps what can be run runnable. */
export async function packTarGz(
  folder: string,
  files: readonly ReleaseFile[],
): Promise<Uint8Array<ArrayBuffer>> {
  const tar = await packTar(files.map(({ name, bytes, isProgram }) => ({
    header: {
      name: `${folder}/${name}`,
      size: bytes.length,
      mode: isProgram ? 0o755 : 0o644,
      mtime: TAR_DATE,
      uid: 0,
      gid: 0,
    },
    body: bytes,
  })));
  return new Uint8Array(gzipSync(tar, { level: 9 }));
}
