/** One line per step, begun when the step begins and ended with its time: `Starting PostgreSQL … done in 1.4 s`. */
export class Progress {
  private isOpen = false;

  constructor(private readonly write: (text: string) => void) {}

  /** A line of its own, which ends a step's open line first. */
  line(text: string): void {
    if (this.isOpen) this.write('\n');
    this.isOpen = false;
    this.write(`${text}\n`);
  }

  async step<T>(title: string, work: () => Promise<T>): Promise<T> {
    const startedAt = performance.now();
    this.write(`${title} …`);
    this.isOpen = true;
    try {
      const result = await work();
      const done = `done in ${((performance.now() - startedAt) / 1_000).toFixed(1)} s`;
      if (this.isOpen) this.write(` ${done}\n`);
      else this.write(`${title}: ${done}\n`);
      this.isOpen = false;
      return result;
    } catch (error) {
      if (this.isOpen) this.write('\n');
      this.isOpen = false;
      throw error;
    }
  }
}
