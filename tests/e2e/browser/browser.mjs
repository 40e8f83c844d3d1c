// A real Chromium for tests, and the modules that setup fetched. Run by tidemark_browser_test.
import {createRequire} from 'node:module';
import {mkdtemp} from 'node:fs/promises';
import {existsSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';

import {removeFolder} from './folders.mjs';

const modules = process.env.TIDEMARK_BROWSER_MODULES;
if (!modules || !existsSync(modules))
    throw new Error('TIDEMARK_BROWSER_MODULES names no folder: run packaging/setup/setup first.');

/** One of the packages of package.json, by its name. */
export async function load(name) {
    const path = createRequire(join(modules, 'here.js')).resolve(name);
    const loaded = await import(pathToFileURL(path).href);
    return loaded.default ?? loaded;
}

function chromiumPath() {
    const places = [process.env.TIDEMARK_CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser'];
    const found = places.find((place) => place && existsSync(place));
    if (!found)
        throw new Error('There is no Chromium: install it, or name it in TIDEMARK_CHROMIUM.');
    return found;
}

const quiet = [
    '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync'];

/**
 * Chromium with an empty profile: `{context, close}`. `options` are those of a context of
 * playwright, such as `viewport`, `colorScheme` and `reducedMotion`.
 */
export async function openBrowser(options = {}) {
    const {chromium} = await load('playwright-core');
    const profile = await mkdtemp(join(tmpdir(), 'tidemark-browser-'));
    const asRoot = process.getuid && process.getuid() === 0;
    const context = await chromium.launchPersistentContext(profile, {
        executablePath: chromiumPath(), headless: true, chromiumSandbox: false,
        args: asRoot ? [...quiet, '--no-sandbox'] : quiet, ...options});
    const close = async () => {
        await context.close();
        await removeFolder(profile);
    };
    return {context, close};
}
