/** `TasksController.list` → `listTasks`, `TaskActionsController.run` → `runTask`. */
export function operationId(controller: string, method: string): string {
  const noun = controller.replace(/(Actions)?Controller$/, '');
  const capitalized =
    method === 'list' || noun === 'Queue' || noun === 'Health' ? noun : noun.replace(/s$/, '');
  const parts = /^([a-z]+)(.*)$/.exec(method)!;
  return `${parts[1]}${capitalized}${parts[2]}`;
}
