// The real agent with a home of its own, and its local API.
import {spawn} from 'node:child_process';
import {mkdtemp, rm} from 'node:fs/promises';
import {connect} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';

/** Calls over one connection; notices are not looked at. */
class LocalApi {
    constructor(socket) {
        this.socket = socket;
        this.waiting = new Map();
        this.next = 1;
        let buffered = Buffer.alloc(0);
        socket.on('data', (bytes) => {
            buffered = Buffer.concat([buffered, bytes]);
            while (buffered.length >= 4 && buffered.length >= 4 + buffered.readUInt32LE(0)) {
                const size = buffered.readUInt32LE(0);
                this.take(JSON.parse(buffered.subarray(4, 4 + size).toString()));
                buffered = buffered.subarray(4 + size);
            }
        });
    }

    take(message) {
        const settle = this.waiting.get(message.id);
        this.waiting.delete(message.id);
        settle?.(message.error ? {fault: message.error.data ?? message.error} : message.result);
    }

    /** The result, or `{fault}`. */
    call(method, params = {}) {
        const id = this.next++;
        const text = Buffer.from(JSON.stringify({jsonrpc: '2.0', id, method, params}));
        const size = Buffer.alloc(4);
        size.writeUInt32LE(text.length);
        return new Promise((settle) => {
            this.waiting.set(id, settle);
            this.socket.write(Buffer.concat([size, text]));
        });
    }
}

/** Starts it and opens its store with a passphrase: `{api, home, stop}`. */
export async function startAgent(program) {
    const home = await mkdtemp(join(tmpdir(), 'tidemark-agent-'));
    const child = spawn(program, ['--foreground'], {
        env: {...process.env, TIDEMARK_HOME: home, DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere'}});
    const log = [];
    for (const stream of [child.stdout, child.stderr])
        stream.on('data', (text) => log.push(String(text)));
    const ended = new Promise((settle) => child.once('exit', settle));
    let api;
    const stop = async () => {
        api?.socket.destroy();
        child.kill('SIGTERM');
        await Promise.race([ended, pause(10000, undefined, {ref: false})]);
        child.kill('SIGKILL');
        await rm(home, {recursive: true, force: true, maxRetries: 5});
    };
    for (let attempt = 0; attempt < 200; ++attempt) {
        const socket = await new Promise((settle) => {
            const trial = connect(join(home, 'run', 'agent.sock'));
            trial.once('connect', () => settle(trial));
            trial.once('error', () => settle(undefined));
        });
        if (socket) {
            api = new LocalApi(socket);
            await api.call('hello', {client: 'test', version: '1', protocol: 1});
            const made = await api.call('vault.create', {passphrase: 'correct horse battery'});
            if (made.fault)
                throw new Error('The store did not open: ' + JSON.stringify(made.fault));
            return {api, home, log, stop};
        }
        await pause(50);
    }
    await stop();
    throw new Error('The agent did not start:\n' + log.join(''));
}
