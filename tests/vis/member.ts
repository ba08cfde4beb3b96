/** Returns a member of a figure's trace, which Plotly's types may not know. */
export function member(figure: { data: readonly unknown[] }, name: string, trace = 0): unknown {
  return (figure.data[trace] as Record<string, unknown>)[name];
}
