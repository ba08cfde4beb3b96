// deno-fmt-ignore-file
/**
 * What a worker thread runs: worker.ts and what it imports. `deno task build:kernels` writes this file.
 *
 * @module
 */

/** The script. */
export const WORKER_SCRIPT =
  "(()=>{function p(e){let{process:t}=globalThis;return t?.getBuiltinModule?.(e)}function g(e,t,n){let o=e[36],r=n*o,d=Math.min(r+o,e[35]),s=40;t[e[34]](r,d,e[s],e[s+1],e[s+2],e[s+3],e[s+4],e[s+5],e[s+6],e[s+7],e[s+8],e[s+9],e[s+10],e[s+11],e[s+12],e[s+13],e[s+14],e[s+15])}function c(e,t){for(;;){let n=Atomics.load(e,0),o=n&2047;if(n<0||o===0)return n;if(Atomics.compareExchange(e,0,n,n-1)!==n)continue;let r=o-1;try{g(e,t,r)}catch{Atomics.store(e,33,1)}Atomics.add(e,16,1),Atomics.notify(e,16)}}var u=2e5;function A({module:e,memory:t,kernels:n,control:o},r){let d=()=>{throw new Error(\"the allocator gave up\")},{exports:s}=new WebAssembly.Instance(e,{env:{memory:t,abort:d}}),T=n.map(a=>s[a]);Atomics.add(o,32,1),r();let i=Atomics.load(o,0);for(;i>=0;){let a=0;for(;a<u&&Atomics.load(o,0)===i;)a++;a===u&&Atomics.wait(o,0,i),i=c(o,T)}}var N=p(\"node:worker_threads\");if(N){let{parentPort:e,workerData:t}=N;A(t,()=>e.postMessage(\"started\"))}else{let e=globalThis;e.onmessage=({data:t})=>{A(t,()=>e.postMessage(\"started\")),e.close()},e.onmessageerror=()=>{throw new Error(\"it could not receive the shared memory\")}}})();";
