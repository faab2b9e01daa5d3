/**
 * Writes Jest's counts where `npm test` reads them. Jest's own `--json` would do, but prints a line of its own for
 * people who are waiting for the counts.
 */
import { renameSync, writeFileSync } from 'node:fs';

export default class ResultsReporter {
  constructor(_globalConfig, { outputFile }) {
    this.outputFile = outputFile;
  }

  onRunComplete(_contexts, results) {
    const skipped = results.testResults.flatMap(({ testFilePath, testResults }) =>
      testResults
        .filter(({ status }) => status === 'pending' || status === 'todo')
        .map(({ fullName }) => ({ file: testFilePath, title: fullName })),
    );
    const counts = {
      total: results.numTotalTests,
      passed: results.numPassedTests,
      failed: results.numFailedTests,
      brokenFiles: results.numRuntimeErrorTestSuites,
      skipped,
    };
    // Complete or not there at all, as it is read while Jest may still be ending.
    writeFileSync(`${this.outputFile}.part`, JSON.stringify(counts));
    renameSync(`${this.outputFile}.part`, this.outputFile);
  }
}
