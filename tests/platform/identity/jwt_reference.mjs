// A second implementation of the check of access tokens, from RFC 7519 and 7515 and nothing of ours.
// node jwt_reference.mjs <key in hex> <now>; tokens in base64, one a line; answers 1 or 0, one a line.
import { createHmac, timingSafeEqual } from "node:crypto";
import { createInterface } from "node:readline";

const key = Buffer.from(process.argv[2], "hex");
const now = Number(process.argv[3]);
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

function decode(text) {
    if (!/^[A-Za-z0-9_-]*$/.test(text)) return null;
    const bytes = Buffer.from(text, "base64url");
    return bytes.toString("base64url") === text ? bytes : null; // Only the one canonical form.
}

function isFiniteAll(value, depth = 0) {
    if (depth > 32) return false;
    if (typeof value === "number") return Number.isFinite(value);
    if (value === null || typeof value !== "object") return true;
    return Object.values(value).every((one) => isFiniteAll(one, depth + 1));
}

function isGood(token) {
    const parts = token.split(".");
    if (parts.length !== 3 || token.length > 2048) return false;
    const [head, body, signature] = parts.map(decode);
    if (!head || !body || !signature) return false;
    if (head.toString("latin1") !== '{"alg":"HS256","typ":"at+jwt"}') return false;
    const mac = createHmac("sha256", key).update(`${parts[0]}.${parts[1]}`).digest();
    if (signature.length !== mac.length || !timingSafeEqual(signature, mac)) return false;
    let claims, text;
    try {
        text = utf8.decode(body);
        claims = JSON.parse(text);
    } catch {
        return false;
    }
    if (claims === null || typeof claims !== "object" || Array.isArray(claims)) return false;
    if (!isFiniteAll(claims)) return false;
    // A whole number is written as one: 1e3 and 5.0 are not.
    const written = (name) => [...text.matchAll(`"${name}"\\s*:\\s*([^,}\\s]*)`)].at(-1)?.[1] ?? "";
    const isWhole = (name) =>
        Number.isSafeInteger(claims[name]) && /^-?[0-9]+$/.test(written(name));
    return (
        claims.iss === "tidemark" && claims.aud === "tidemark-api" &&
        uuid.test(claims.sub) && uuid.test(claims.sid) && isWhole("tid") &&
        (claims.org === undefined || claims.org === null || uuid.test(claims.org)) &&
        isWhole("nbf") && isWhole("exp") && now < claims.exp && now + 5 >= claims.nbf
    );
}

const answers = [];
for await (const line of createInterface({ input: process.stdin })) {
    answers.push(isGood(Buffer.from(line, "base64").toString("latin1")) ? "1" : "0");
}
process.stdout.write(answers.join("\n") + "\n");
