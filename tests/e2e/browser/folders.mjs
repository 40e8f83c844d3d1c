// Temporary folders whose programs may still be writing while they end.
import {existsSync} from 'node:fs';
import {rm} from 'node:fs/promises';
import {setTimeout as pause} from 'node:timers/promises';

/** Removes it for good; what a dying program writes again is removed again. */
export async function removeFolder(folder) {
    for (let attempt = 0; attempt < 20; ++attempt) {
        await rm(folder, {recursive: true, force: true}).catch(() => {});
        await pause(100);
        if (!existsSync(folder))
            return;
    }
    console.error(`${folder} could not be removed.`);
}
