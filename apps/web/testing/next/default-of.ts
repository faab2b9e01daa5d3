/** Next is CommonJS made from modules: a bundler gives its default export, Node the whole of its exports. */
export const defaultOf = <Export>(module: Export): Export => (module as { default: Export } & Export).default;
