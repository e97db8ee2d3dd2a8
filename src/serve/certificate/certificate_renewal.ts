import { TextError } from "../../cli/errors.ts";
import { messageOf, visible } from "../../cli/io.ts";
import type { Text } from "../../cli/language.ts";
import type { HostCertificate } from "./certificate_store.ts";

export interface RenewalOptions {
  /** The certificate that the host begins with. */
  readonly first: HostCertificate;
  /** Reads or makes the certificate as it is now. */
  readonly open: () => Promise<HostCertificate>;
  /** Installs another certificate for new connections. */
  readonly renew: (fresh: HostCertificate) => Promise<void>;
  /** Tells the operator. */
  readonly tell: (text: Text) => void;
}

/** Keeps a host's certificate up to date. */
export class CertificateRenewal {
  readonly #options: RenewalOptions;
  #current: HostCertificate;
  /** The problem that the last check found. */
  #trouble: string | undefined;
  #told: string | undefined;

  constructor(options: RenewalOptions) {
    this.#options = options;
    this.#current = options.first;
  }

  /** The certificate in use. */
  get current(): HostCertificate {
    return this.#current;
  }

  /**
   * Checks for another certificate. The operator is told of a problem once, at the second check that finds it, since
   * the files may just be being written.
   */
  async look(): Promise<void> {
    try {
      const fresh = await this.#options.open();
      if (fresh.version !== this.#current.version) {
        await this.#options.renew(fresh);
        this.#current = fresh;
      }
      this.#trouble = this.#told = undefined;
    } catch (error) {
      const why = error instanceof TextError ? error.text : asText(visible(messageOf(error)));
      if (this.#trouble === why.en && this.#told !== why.en) {
        this.#told = why.en;
        this.#options.tell({
          en: `The certificate cannot be renewed: ${why.en}. The old one is shown until it can`,
          zh: `无法更新证书：${why.zh}。在此之前继续使用旧证书`,
        });
      }
      this.#trouble = why.en;
    }
  }
}

function asText(message: string): Text {
  return { en: message, zh: message };
}
