/**
 * A worker that claims a chunk and ends without computing it.
 *
 * @module
 */
import process from "node:process";
import { claimChunk, started } from "./claim.ts";

started();
claimChunk();
process.exit(0);
