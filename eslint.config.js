import tseslint from 'typescript-eslint';

/** What a suite may not reach for: time, chance and the machine come from the bench and are journalled. */
const suiteGlobals = [
  'Date',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'process',
  'performance',
  'crypto',
  'fetch',
  'Buffer',
];

export default tseslint.config(
  { ignores: ['node_modules/', 'dist/', 'runs/', '.tap/', '*.cjs', 'eslint.config.js', 'bin/'] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/dot-notation': 'off',
      // `import { type X }` alone would still load the module when it runs
      '@typescript-eslint/no-import-type-side-effects': 'error',
      'no-console': 'error',
    },
  },
  {
    files: ['suites/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', ...suiteGlobals],
      'no-restricted-properties': ['error', { object: 'Math', property: 'random' }],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: { '@typescript-eslint/no-floating-promises': 'off', '@typescript-eslint/require-await': 'off' },
  },
);
