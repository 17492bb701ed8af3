import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';

export interface Freeradius {
  readonly host: string;
  readonly port: number;
  stop(): Promise<void>;
}

/** Runs Debian's FreeRADIUS in the foreground for one client, this machine. `users` is its file of that name. Ready when it resolves. */
export async function startFreeradius(options: {
  host: string;
  secret: string;
  users: string;
  /** Whether it drops requests without a Message-Authenticator. */
  strict?: boolean;
}): Promise<Freeradius> {
  const folder = mkdtempSync(join(tmpdir(), 'freeradius-'));
  mkdirSync(join(folder, 'var'));
  writeFileSync(join(folder, 'users'), options.users);
  const port = await freePort(options.host);
  writeFileSync(join(folder, 'radiusd.conf'), configuration(folder, port, options));
  const daemon = execa('freeradius', ['-f', '-l', 'stdout', '-d', folder], {
    reject: false,
    stdin: 'ignore',
    all: true,
  });
  try {
    await ready(daemon.all);
  } catch (error) {
    daemon.kill();
    await daemon;
    rmSync(folder, { recursive: true });
    throw error;
  }
  return {
    host: options.host,
    port,
    stop: async () => {
      daemon.kill();
      await daemon;
      rmSync(folder, { recursive: true });
    },
  };
}

async function ready(output: AsyncIterable<unknown>): Promise<void> {
  let text = '';
  for await (const chunk of output) {
    text += String(chunk);
    if (text.includes('Ready to process requests')) return;
  }
  throw new Error(`freeradius did not come up:\n${text}`);
}

/** The daemon takes no port 0 for any. */
async function freePort(host: string): Promise<number> {
  const socket = createSocket('udp4');
  socket.bind({ address: host, port: 0 });
  await once(socket, 'listening');
  const { port } = socket.address();
  await new Promise<void>((resolve) => socket.close(resolve));
  return port;
}

function configuration(
  folder: string,
  port: number,
  { host, secret, strict = true }: { host: string; secret: string; strict?: boolean },
): string {
  return `prefix = /usr
libdir = /usr/lib/freeradius
raddbdir = ${folder}
run_dir = ${folder}/var
logdir = ${folder}/var
pidfile = ${folder}/var/pid
security {
  reject_delay = 0
}
log {
  destination = stdout
}
modules {
  pap {
  }
  files {
    filename = ${folder}/users
  }
  always handled {
    rcode = handled
  }
}
client here {
  ipaddr = 127.0.0.0/8
  secret = ${secret}
  require_message_authenticator = ${strict ? 'yes' : 'no'}
}
server default {
  listen {
    type = auth
    ipaddr = ${host}
    port = ${port}
  }
  authorize {
    files
    pap
  }
  authenticate {
    Auth-Type PAP {
      pap
    }
  }
}
`;
}
