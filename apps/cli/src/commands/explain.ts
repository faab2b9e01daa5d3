import type { Writable } from 'node:stream';
import type { OutcomeExplanation } from '@carillon/domain';
import { AppError, deliveryErrorWords, explainOutcome } from '@carillon/domain';
import { Command } from 'commander';

/** `carillon explain`: what the error code of an attempt means and what to do about it, from the catalogue of the API. */
export function explainCommand(output: Writable = process.stdout): Command {
  return new Command('explain')
    .description('Explain the error code of an attempt')
    .argument('[code]', 'such as connect_refused or status_503; omit it to list the words')
    .action((code: string | undefined) => {
      output.write(code === undefined ? listing() : sentence(explainOrRefuse(code)));
    });
}

function listing(): string {
  const width = Math.max(...deliveryErrorWords.map((word) => word.length));
  const lines = deliveryErrorWords.map(
    (word) => `${word.padEnd(width)}  ${explainOutcome(word)?.title ?? ''}`,
  );
  return `${lines.join('\n')}\n${'status_<n>'.padEnd(width)}  The receiver answered with that status\n`;
}

function explainOrRefuse(code: string): OutcomeExplanation {
  const explanation = explainOutcome(code);
  if (explanation !== null) return explanation;
  throw new AppError('request.invalid', `There is no error code ${code}.`, {
    hint: 'Run `carillon explain` for all of them.',
  });
}

function sentence({ title, meaning, advice }: OutcomeExplanation): string {
  return `${title}\n\n${meaning}\n${advice}\n`;
}
