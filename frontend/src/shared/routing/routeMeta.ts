import 'vue-router';

/** What the page shell knows of a route. Modules describe their pages with it. */
declare module 'vue-router' {
  interface RouteMeta {
    /** Text key of the page's name: the window's title. */
    titleKey?: string;
    /** An entry in the navigation. */
    nav?: { groupKey: string; icon: string; order: number };
    /** The page shows one company's books: its address carries `company_id`. */
    companyScoped?: boolean;
    /**
     * The page shows a range of days: its address carries `date_from` and `date_to`. With 'month'
     * only whole accounting months are offered.
     */
    period?: boolean | 'month';
    permission?: string;
    /** Open to those who are not signed in. */
    anonymous?: boolean;
  }
}

export {};
