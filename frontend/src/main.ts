import 'primeicons/primeicons.css';
import '@/shared/styles/tokens.css';
import '@/shared/styles/base.css';
import '@/shared/styles/print.css';

import { createPinia } from 'pinia';
import PrimeVue from 'primevue/config';
import { createApp } from 'vue';
import { createWebHistory } from 'vue-router';
import App from './App.vue';
import { dataEntryRoutes } from '@/modules/data-entry';
import { reportsRoutes } from '@/modules/reports';
import { addModuleMessages, i18n, type Language } from '@/shared/i18n';
import { keepAppFiles } from '@/shared/pwa/appUpdate';
import { createAppRouter } from '@/shared/routing/createAppRouter';
import { sessionKeeper } from '@/shared/session/sessionKeeper';
import { preset } from '@/shared/theme/preset';

// Each module keeps its texts in locales/, below its own name.
const texts = import.meta.glob<object>('./modules/*/locales/*.ts', {
  eager: true,
  import: 'default',
});
for (const [path, messages] of Object.entries(texts)) {
  const [, name = '', language = ''] = /modules\/([^/]+)\/locales\/([^/]+)\.ts$/.exec(path) ?? [];
  addModuleMessages(language as Language, name, messages);
}

sessionKeeper.watchOtherTabs();

createApp(App)
  .use(createPinia())
  .use(createAppRouter(createWebHistory(), [...reportsRoutes, ...dataEntryRoutes]))
  .use(i18n)
  .use(PrimeVue, {
    theme: { preset, options: { darkModeSelector: '.dark', cssLayer: false } },
  })
  .mount('#app');

// While developing, files come from Vite and change all the time.
if (import.meta.env.PROD) void keepAppFiles();
