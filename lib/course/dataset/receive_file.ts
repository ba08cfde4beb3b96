/**
 * Receiving a file over HTTP.
 *
 * @module
 */
import { describeError, describeValue } from "@convbook/check";

/** How far a download has come. */
export interface DownloadProgress {
  /** What is downloaded. */
  url: string;
  /** Bytes received so far. */
  received: number;
  /** Bytes in all, where the server says so; missing if it sends them compressed. */
  total?: number;
}

/** Where the bytes of a file go. */
export interface Receiver {
  /** Takes the next bytes. */
  write(bytes: Uint8Array): Promise<void>;
  /** Forgets them all: another attempt begins. */
  clear(): Promise<void>;
}

/** What is allowed, and who is told. */
export interface ReceiveOptions {
  /** Called after each piece that arrives. */
  onProgress?: (progress: DownloadProgress) => void;
  /** The longest wait for the next piece, in milliseconds. */
  timeLimit: number;
  /** The most bytes to accept. */
  sizeLimit: number;
}

const ATTEMPTS = 3;
/** Milliseconds before the second attempt; twice that before the third. */
const FIRST_PAUSE = 250;
/** As many as browsers follow (Fetch Standard, 4.4). */
const MOST_REDIRECTS = 20;
const REDIRECTS = [301, 302, 303, 307, 308];
const LONGEST_URL = 150;

/** A failure that another attempt may not meet. */
class PassingFailure extends Error {}

/**
 * Receives a file. A connection that fails or breaks off, and a server that answers 408, 429 or 5xx,
 * gets two more attempts; what would only fail again does not.
 *
 * @param url Its address, over http or https.
 * @param receiver Where its bytes go.
 * @param options What is allowed, and who is told.
 * @throws {Error} If the server answers with another status than 200, redirects for ever or to where
 * nothing can be received from, or sends what cannot be unpacked, the connection fails or breaks off
 * three times, or nothing arrives within the time limit. What receiver and `onProgress` throw.
 * @throws {RangeError} If the file is larger than the size limit.
 */
export async function receiveFile(
  url: string,
  receiver: Receiver,
  options: ReceiveOptions,
): Promise<void> {
  for (let attempt = 1;; attempt++) {
    try {
      return await attemptToReceive(url, receiver, options);
    } catch (error) {
      if (!(error instanceof PassingFailure)) throw error;
      if (attempt === ATTEMPTS) {
        throw new Error(`${error.message} (${ATTEMPTS} attempts)`, { cause: error.cause });
      }
    }
    await new Promise((resolve) => setTimeout(resolve, FIRST_PAUSE * attempt));
    await receiver.clear();
  }
}

async function attemptToReceive(
  url: string,
  receiver: Receiver,
  { onProgress, timeLimit, sizeLimit }: ReceiveOptions,
): Promise<void> {
  const stop = new AbortController();
  let received = 0;
  /** Waits for the network, as long as is allowed. */
  const wait = async <T>(work: Promise<T>): Promise<T> => {
    const timer = setTimeout(() => stop.abort(), timeLimit);
    try {
      return await work;
    } catch (cause) {
      if (stop.signal.aborted) {
        throw new Error(
          `Cannot download ${shortenUrl(url)}: expected the next bytes within ${timeLimit} ms ` +
            `but found none after ${received} bytes`,
          { cause },
        );
      }
      throw explain(url, received, cause);
    } finally {
      clearTimeout(timer);
    }
  };
  try {
    const response = await request(
      url,
      (address) => wait(fetch(address, { signal: stop.signal, redirect: "manual" })),
    );
    const total = totalBytes(response);
    const reader = (response.body ?? new Blob().stream()).getReader();
    for (;;) {
      const { value } = await wait(reader.read());
      if (value === undefined) return;
      received += value.length;
      if (received > sizeLimit) {
        throw new RangeError(
          `Cannot download ${shortenUrl(url)}: expected at most ${sizeLimit} bytes but found more`,
        );
      }
      await receiver.write(value);
      onProgress?.({ url, received, total });
    }
  } finally {
    // Whatever ended it, the server need not send on.
    stop.abort();
  }
}

/** Follows redirects. `fetch` would not say which of them it could not follow. */
async function request(
  url: string,
  ask: (address: URL) => Promise<Response>,
): Promise<Response> {
  let address = new URL(url);
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
    const response = await ask(address);
    if (response.status === 200) return response;
    await response.body?.cancel();
    if (!REDIRECTS.includes(response.status)) throw refuseStatus(url, response);
    const location = response.headers.get("location");
    const next = location === null ? null : URL.parse(location, address);
    if (next === null || !isHttp(next)) {
      throw new Error(
        `Cannot download ${
          shortenUrl(url)
        }: expected a redirect to an address over http or https ` +
          `but found ${location === null ? "none" : describeValue(location)}`,
      );
    }
    address = next;
  }
  throw new Error(
    `Cannot download ${
      shortenUrl(url)
    }: expected at most ${MOST_REDIRECTS} redirects but found more`,
  );
}

function refuseStatus(url: string, { status, statusText }: Response): Error {
  const message = `Cannot download ${shortenUrl(url)}: expected status 200 but found ${status} ` +
    statusText.slice(0, LONGEST_URL);
  const isPassing = status === 408 || status === 429 || status >= 500;
  return isPassing ? new PassingFailure(message) : new Error(message);
}

/** Says in our words what `fetch` or the body of its answer throws (Deno 2.9). */
function explain(url: string, received: number, cause: unknown): Error {
  const message = cause instanceof Error ? cause.message : "";
  const isCertificate = /certificate/i.test(String((cause as Error)?.cause));
  if (/^fetch failed$|^error reading a body from connection/.test(message) && !isCertificate) {
    return new PassingFailure(
      `Cannot download ${shortenUrl(url)}: expected an answer to its end but found that the ` +
        `connection failed after ${received} bytes`,
      { cause },
    );
  }
  const found = isCertificate ? (cause as Error).cause : cause;
  return new Error(
    `Cannot download ${shortenUrl(url)}: expected an answer that can be read but found, after ` +
      `${received} bytes: ${describeError(found)}`,
    { cause },
  );
}

/** The length of a compressed answer says nothing about the bytes that come out of it. */
function totalBytes({ headers }: Response): number | undefined {
  const length = headers.get("content-length");
  return length === null || headers.has("content-encoding") ? undefined : Number(length);
}

/**
 * Tells whether something can be received from an address.
 *
 * @param address The address.
 * @returns Whether it is one over http or https.
 */
export function isHttp({ protocol }: URL): boolean {
  return protocol === "http:" || protocol === "https:";
}

/**
 * Shortens an address for an error.
 *
 * @param url The address, which may carry thousands of characters.
 * @returns Its beginning.
 */
export function shortenUrl(url: string): string {
  return url.length <= LONGEST_URL ? url : `${url.slice(0, LONGEST_URL - 1)}…`;
}
