// deno-fmt-ignore-file
/**
 * What a worker thread runs: worker.ts and what it imports. `deno task build:kernels` writes this file.
 *
 * @module
 */

/** The script. */
export const WORKER_SCRIPT =
  "(()=>{function p(e){let{process:s}=globalThis;return s?.getBuiltinModule?.(e)}function E(e,s,o){let n=e[36],r=o*n,d=Math.min(r+n,e[35]),t=40;s[e[34]](r,d,e[t],e[t+1],e[t+2],e[t+3],e[t+4],e[t+5],e[t+6],e[t+7],e[t+8],e[t+9],e[t+10],e[t+11],e[t+12],e[t+13],e[t+14],e[t+15])}function N(e,s){for(;;){let o=Atomics.load(e,0),n=o&2047;if(o<0||n===0)return o;if(Atomics.compareExchange(e,0,o,o-1)!==o)continue;let r=n-1;try{E(e,s,r)}catch{Atomics.store(e,33,1)}Atomics.store(e,56+r,o>>11),Atomics.add(e,16,1),Atomics.notify(e,16)}}var u=2e5;function A({module:e,memory:s,kernels:o,control:n},r){let d=()=>{throw new Error(\"the allocator gave up\")},{exports:t}=new WebAssembly.Instance(e,{env:{memory:s,abort:d}}),T=o.map(a=>t[a]);Atomics.add(n,32,1),r();let i=Atomics.load(n,0);for(;i>=0;){let a=0;for(;a<u&&Atomics.load(n,0)===i;)a++;a===u&&Atomics.wait(n,0,i),i=N(n,T)}}var c=p(\"node:worker_threads\");if(c){let{parentPort:e,workerData:s}=c;A(s,()=>e.postMessage(\"started\"))}else{let e=globalThis;e.onmessage=({data:s})=>A(s,()=>e.postMessage(\"started\"))}})();";
