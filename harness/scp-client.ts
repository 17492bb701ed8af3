import type { Deadline } from '../bench/clock.ts';
import type { Recorded, RecordedPco } from '../bench/recorded.ts';
import type {
  RemoteShellObservation,
  ScpClientContract,
  ScpDownloadArgs,
  ScpObservation,
  ScpUploadArgs,
} from '../bench/scp-client.ts';
import { loginLimit, transferLimit } from './limits.ts';

/** The bench's SCP client. Each transfer is a login of its own, by default with the bench's account. */
export interface ScpClient {
  /** Sends a file to the device; only names that begin with `conform-` are taken away after the suite. */
  upload(what: ScpUploadArgs): Promise<Recorded<ScpObservation>>;
  /** Fetches one. */
  download(what: ScpDownloadArgs): Promise<Recorded<ScpObservation>>;
  /** Whether TCP port 514 of the device is served. */
  remoteShell(): Promise<Recorded<RemoteShellObservation>>;
}

export function scpClient(
  pco: RecordedPco<ScpClientContract>,
  deadline: (milliseconds: number) => Deadline,
): ScpClient {
  return {
    upload: (what) => pco.call('upload', what, deadline(transferLimit)),
    download: (what) => pco.call('download', what, deadline(transferLimit)),
    remoteShell: () => pco.call('remote-shell', null, deadline(loginLimit)),
  };
}
