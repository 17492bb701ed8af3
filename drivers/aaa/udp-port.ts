import { createSocket } from 'node:dgram';
import { UdpSocket } from '../snmp/udp-socket.ts';
import { bindError, type ServicePort } from './bind-error.ts';

/** Bytes that the kernel is asked to hold for us; it gives what it allows (Linux: net.core.rmem_max). */
const receiveBuffer = 1024 * 1024;

/** Port 0 takes a free one. Rejects with BenchError where it is taken or may not be bound. */
export function bindUdpPort(where: Pick<ServicePort, 'role' | 'host' | 'port'>): Promise<UdpSocket> {
  const { host, port } = where;
  const socket = createSocket({ type: 'udp4', recvBufferSize: receiveBuffer });
  return new Promise((resolve, reject) => {
    socket.once('error', (error: NodeJS.ErrnoException) => {
      socket.close();
      reject(bindError({ ...where, transport: 'UDP' }, error));
    });
    socket.bind({ address: host, port }, () => {
      socket.removeAllListeners('error');
      resolve(new UdpSocket(socket, host));
    });
  });
}
