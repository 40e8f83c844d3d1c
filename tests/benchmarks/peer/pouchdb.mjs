// PouchDB with LevelDB on both sides, as fast as its documentation says it can be: the first copy of
// many documents of about half a kilobyte, then single changes while it listens. Prints one line of
// JSON. Arguments: folder, documents; `client` as the third for the process of the client.
import { fork } from "node:child_process";
import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const require = createRequire(`${process.env.TIDEMARK_PEER_MODULES}/`);
const PouchDB = require("pouchdb");
const [folder, documents, role] = [process.argv[2], Number(process.argv[3]), process.argv[4]];
const now = () => Number(process.hrtime.bigint()) / 1e6;
const changes = 200;

function documentOf(number) {
    const text = (length) => `${number} `.padEnd(length, "a word of a note ");
    return {
        _id: String(number).padStart(9, "0"),
        fuelType: "Biodiesel", fuelCategory: "Diesel", quantity: String(number), units: "L",
        provision: text(60), note: text(220), position: text(24),
    };
}

/// Fills the server's database and answers replication until it is told to end.
async function serve() {
    mkdirSync(`${folder}/server`, { recursive: true });
    const Local = PouchDB.defaults({ prefix: `${folder}/server/` });
    const source = new Local("rows");
    for (let first = 0; first < documents; first += 1000) {
        const some = Array.from({ length: Math.min(1000, documents - first) },
            (_, i) => documentOf(first + i));
        await source.bulkDocs(some);
    }
    const application = require("express")();
    application.use("/", require("express-pouchdb")(Local, { mode: "minimumForPouchDB", logPath: `${folder}/log.txt` }));
    const server = await new Promise((done) => {
        const listening = application.listen(0, "127.0.0.1", () => done(listening));
    });
    const client = fork(fileURLToPath(import.meta.url),
        [folder, String(documents), "client", String(server.address().port)], { execArgv: [] });
    client.on("message", async (message) => {
        if (message.isListening) {
            for (let i = 0; i < changes; ++i) {
                const document = await source.get(documentOf(i)._id);
                document.quantity = `changed ${now()}`;
                await source.put(document);
                client.send({ id: document._id, at: now() });
                await new Promise((done) => setTimeout(done, 40));
            }
        } else {
            console.log(JSON.stringify(message));
            process.exit(0);
        }
    });
    client.on("exit", (code) => process.exit(code || 1));
}

const percentile = (values, p) =>
    [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.ceil(values.length * p) - 1)];

async function copy(port) {
    const local = new PouchDB(`${folder}/client`);
    const address = `http://127.0.0.1:${port}/rows`;
    const begun = now();
    await local.replicate.from(address, { batch_size: 1000, batches_limit: 10 });
    const seconds = (now() - begun) / 1000;
    const { doc_count: rows } = await local.info();
    const delays = [];
    const made = new Map();
    const seen = new Map();
    const note = (id) => {
        if (made.has(id) && seen.has(id))
            delays.push(Math.max(0, seen.get(id) - made.get(id)));
        if (delays.length < changes)
            return;
        process.send({
            rows, rate: rows / seconds, memory: process.resourceUsage().maxRSS / 1024,
            p50: percentile(delays, 0.5), p99: percentile(delays, 0.99), n: delays.length,
        }, () => process.exit(0));
    };
    process.on("message", ({ id, at }) => { made.set(id, at); note(id); });
    local.changes({ since: "now", live: true }).on("change", ({ id }) => { seen.set(id, now()); note(id); });
    local.replicate.from(address, { live: true, retry: true });
    setTimeout(() => process.send({ isListening: true }), 1000);
    setTimeout(() => process.exit(1), 60000);
}

await (role === "client" ? copy(process.argv[5]) : serve());
