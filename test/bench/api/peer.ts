/** A server under measurement: a child process, where it listens, and the CPU it has used. */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export type Peer = { port: number; cpu(): Promise<number>; stop(): Promise<unknown> };

function answer<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`The server under measurement ended with ${code}`));
    child.once('exit', ended);
    child.once('message', (message) => {
      child.off('exit', ended);
      resolve(message as T);
    });
  });
}

/** `cpu()` gives microseconds of user and system time so far. */
export async function startPeer(script: 'bare' | 'real', args: readonly string[]): Promise<Peer> {
  const child = fork(fileURLToPath(new URL(`./${script}.ts`, import.meta.url)), args, { execArgv: ['--import', 'tsx'] });
  const { port } = await answer<{ port: number }>(child);
  return {
    port,
    async cpu() {
      const reply = answer<{ cpu: NodeJS.CpuUsage }>(child);
      child.send('cpu');
      const { cpu } = await reply;
      return cpu.user + cpu.system;
    },
    // Gone before the database is: a server that loses it mid-way ends with an error.
    stop: () => {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      return gone;
    },
  };
}
