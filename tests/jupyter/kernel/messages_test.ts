import { deepEqual, equal, throws } from "node:assert/strict";
import {
  decodeMessage,
  encodeMessage,
  type JupyterMessage,
  MESSAGE_START,
  signMessage,
} from "../../../lib/jupyter/kernel/messages.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const encode = (text: string) => encoder.encode(text);

const MESSAGE: JupyterMessage = {
  header: {
    msg_id: "1",
    session: "2",
    username: "u",
    date: "2020-01-01T00:00:00Z",
    msg_type: "stream",
    version: "5.3",
  },
  parentHeader: { msg_id: "0" },
  metadata: {},
  content: { name: "stdout", text: "é" },
};

Deno.test("signMessage() computes HMAC-SHA256 over all the parts", () => {
  // printf '{}{}{}{"a":1}' | openssl dgst -sha256 -hmac secret
  equal(
    signMessage("secret", [encode("{}"), encode("{}"), encode("{}"), encode('{"a":1}')]),
    "9335a27f3b96ceef8d908311214c9b96d0a1763df3e479e8e92f19b227d8b058",
  );
});

Deno.test("encodeMessage() writes delimiter, signature and four parts of JSON", () => {
  const frames = encodeMessage(MESSAGE, "secret");
  equal(frames.length, 6);
  equal(decoder.decode(frames[0]), "<IDS|MSG>");
  equal(decoder.decode(frames[1]), signMessage("secret", frames.slice(2)));
  deepEqual(JSON.parse(decoder.decode(frames[2])), MESSAGE.header);
  equal(decoder.decode(frames[3]), '{"msg_id":"0"}');
  equal(decoder.decode(frames[4]), "{}");
  equal(decoder.decode(frames[5]), '{"name":"stdout","text":"é"}');
});

Deno.test("decodeMessage() passes over routing before and buffers after", () => {
  const frames = [encode("routing"), ...encodeMessage(MESSAGE, "secret"), encode("buffer")];
  deepEqual(decodeMessage(frames, "secret"), MESSAGE);
});

Deno.test("decodeMessage() rejects a wrong signature, key or part", () => {
  const frames = encodeMessage(MESSAGE, "secret");
  const wrong = {
    name: "SyntaxError",
    message:
      "Cannot read a Jupyter message: expected the signature of its parts but found another one",
  };
  throws(() => decodeMessage(frames, "another"), wrong);
  throws(() => decodeMessage(frames.with(1, encode("00")), "secret"), wrong);
  for (let part = 2; part < 6; part++) {
    throws(() => decodeMessage(frames.with(part, encode('{"changed":1}')), "secret"), wrong);
  }
});

Deno.test("decodeMessage() rejects what is not a message", () => {
  throws(() => decodeMessage([encode("a"), encode("b")], "secret"), {
    name: "SyntaxError",
    message: "Cannot read a Jupyter message: expected the delimiter <IDS|MSG> but found none",
  });
  throws(() => decodeMessage(encodeMessage(MESSAGE, "secret").slice(0, 4), "secret"), {
    name: "SyntaxError",
    message: "Cannot read a Jupyter message: expected 4 parts but found 2",
  });
  const parts = [encode("{"), encode("{}"), encode("{}"), encode("{}")];
  const signature = encode(signMessage("secret", parts));
  throws(() => decodeMessage([encode("<IDS|MSG>"), signature, ...parts], "secret"), {
    name: "SyntaxError",
    message: "Cannot read a Jupyter message: expected JSON but found other bytes",
  });
});

Deno.test("MESSAGE_START is how the first frame of a message begins", () => {
  equal(MESSAGE_START.toHex(), "0109" + "3c4944537c4d53473e");
});
