// The real platform for tests in a browser: in a folder of its own, on a port that nobody has.
import {spawn} from 'node:child_process';
import {chmod, mkdtemp} from 'node:fs/promises';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';

import {removeFolder} from './folders.mjs';

/** The first free port of loopback from `first`. */
export async function freePort(first) {
    for (let port = first; port < first + 50; ++port) {
        const isFree = await new Promise((settle) => {
            const server = createServer();
            server.once('error', () => settle(false));
            server.listen(port, '127.0.0.1', () => server.close(() => settle(true)));
        });
        if (isFree)
            return port;
    }
    throw new Error(`No port from ${first} is free.`);
}

/**
 * Starts `program demo` with a private cluster; `more` are further arguments. Gives `{url, port,
 * folder, log, stop}`, ready to answer.
 */
export async function startPlatform(program, firstPort, more = []) {
    const folder = await mkdtemp(join(tmpdir(), 'tidemark-browser-'));
    await chmod(folder, 0o711); // PostgreSQL may run as another user.
    const port = await freePort(firstPort);
    const url = `http://127.0.0.1:${port}`;
    const log = [];
    const child = spawn(program, [
        'demo', '--data', join(folder, 'data'), '--listen', `127.0.0.1:${port}`, ...more]);
    for (const stream of [child.stdout, child.stderr])
        stream.on('data', (text) => log.push(String(text)));
    let isOver = false;
    const ended = new Promise((settle) => child.once('exit', settle)).then(() => { isOver = true; });
    const stop = async () => {
        child.kill('SIGTERM');
        await Promise.race([ended, pause(20000, undefined, {ref: false})]);
        if (!isOver)
            child.kill('SIGKILL');
        await removeFolder(folder);
    };
    const end = Date.now() + 90000;
    while (!isOver && Date.now() < end) {
        const ready = await fetch(`${url}/readyz`).catch(() => undefined);
        if (ready?.ok)
            return {url, port, folder, log, stop};
        await pause(100);
    }
    await stop();
    throw new Error('The platform did not start:\n' + log.join(''));
}
