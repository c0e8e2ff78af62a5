import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import vue from 'eslint-plugin-vue';
import globals from 'globals';
import tseslint from 'typescript-eslint';

const modules = ['reports', 'data-entry', 'telegram'];

/** One module never sees another: what two need lives in shared/. */
const moduleBorders = modules.map((name) => ({
  files: [`src/modules/${name}/**/*.{ts,vue}`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: modules
          .filter((other) => other !== name)
          .map((other) => ({
            regex: `(^|/)${other}(/|$)`,
            message: `The module ${name} must not see ${other}: move what both need to shared/.`,
          })),
      },
    ],
  },
}));

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'src/shared/api/schema.d.ts'] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  ...vue.configs['flat/recommended'],
  {
    files: ['**/*.vue'],
    languageOptions: { parserOptions: { parser: tseslint.parser } },
  },
  {
    files: ['src/**/*.{ts,vue}'],
    languageOptions: { globals: globals.browser },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-console': 'error',
      eqeqeq: 'error',
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
      'vue/component-api-style': ['error', ['script-setup']],
      'vue/no-v-html': 'error',
      'vue/require-default-prop': 'off',
      'vue/multi-word-component-names': 'off',
    },
  },
  {
    // Tests may build what the types forbid.
    files: ['src/**/*.spec.ts', 'src/shared/testing/**'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      'vue/one-component-per-file': 'off',
    },
  },
  {
    files: ['src/shared/**/*.{ts,vue}'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { regex: '(^|/)modules(/|$)', message: 'shared/ serves the modules, it knows none.' },
          ],
        },
      ],
    },
  },
  {
    files: ['src/*.{ts,vue}'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: 'modules/[^/]+/.+',
              message: "A module is entered by its index.ts, which exports the module's routes.",
            },
          ],
        },
      ],
    },
  },
  ...moduleBorders,
  {
    files: ['*.{js,ts}', 'scripts/**/*.mjs'],
    languageOptions: { globals: globals.node },
  },
  {
    files: ['public/*.js', 'docs/*.js'],
    languageOptions: { globals: globals.browser, sourceType: 'script' },
    rules: { '@typescript-eslint/no-unused-vars': 'off', 'no-unused-vars': 'off', 'no-var': 'off' },
  },
  {
    files: ['worker/*.js'],
    languageOptions: {
      globals: { ...globals.serviceworker, __VERSION__: 'readonly', __FILES__: 'readonly' },
      sourceType: 'script',
    },
  },
  prettier,
);
